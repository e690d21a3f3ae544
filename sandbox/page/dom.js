// Makes elements. Text goes in as text nodes alone, so that nothing a person writes can become markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: attributes by name, listeners as `onclick`, `false` and `null` leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

// Drawn on a square of 24; strokes, so that they follow the text's colour.
const PATHS = {
  reply: "M10 8V4L3 11l7 7v-4c5 0 8 1.5 11 6-1-7-4-12-11-12z",
  list: "M4 6h.01M4 12h.01M4 18h.01M9 6h11M9 12h11M9 18h11",
  open: "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
  phone: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z",
  copy: "M9 9h10v11H9zM5 15H4V4h11v1",
  pin: "M12 21s7-6.3 7-11.5A7 7 0 0 0 5 9.5C5 14.7 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  pay: "M3 6h18v12H3zM3 10h18M7 15h4",
  plus: "M12 5v14M5 12h14",
  send: "M4 12l16-8-6 16-3-7z",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  more: "M12 5.5h.01M12 12h.01M12 18.5h.01",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2",
  tick: "M5 12.5l4.5 4.5L19 7.5",
  ticks: "M2 12.5l4.5 4.5L16 7.5M11 15l2 2 9.5-9.5",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  video: "M4 6h11v12H4zM15 10l5-3v10l-5-3",
  mic: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4",
  sticker: "M13 20H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v7zM20 13h-5a2 2 0 0 0-2 2v5M9 9h.01M15 9h.01M8.5 12.5a4 4 0 0 0 4 2",
  document: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h6M9 17h6",
  contact: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-7 8-7s8 3 8 7",
  play: "M8 5l11 7-11 7z",
  block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.7 5.7l12.6 12.6",
  sound: "M9 18V6l10-2v12M9 18a3 2.5 0 1 1-6 0 3 2.5 0 0 1 6 0zM19 16a3 2.5 0 1 1-6 0 3 2.5 0 0 1 6 0z",
  forward: "M14 8V4l7 7-7 7v-4c-5 0-8 1.5-11 6 1-7 4-12 11-12z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  bin: "M5 7h14M10 4h4M7 7l1 13h8l1-13",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  bell: "M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
  cart: "M3 4h2l2.5 11h10L20 7H6M9 20h.01M17 20h.01",
  box: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  heart: "M12 20s-8-5-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15 12 20 12 20z",
};

/** A small drawing; decoration only, the name of a control stands in its text or label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Puts exactly these children into a node, and touches nothing that is in its place already. */
export function arrange(parent, children) {
  children.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}
