// A sheet that comes up from the foot of a phone: lists of the business, the pin, what can be sent. The menu is in menu.js.

import { el, icon } from "./dom.js";

// Places in Hyderabad by the post office directory, and two that nobody delivers to.
const LOCALITIES = [
  ["Miyapur", 17.496, 78.358], ["KPHB Colony", 17.493, 78.399], ["Kukatpally", 17.485, 78.414], ["Gachibowli", 17.44, 78.349],
  ["Madhapur", 17.448, 78.392], ["Kondapur", 17.464, 78.364], ["Jubilee Hills", 17.431, 78.407], ["Ameerpet", 17.438, 78.448],
  ["Begumpet", 17.445, 78.466], ["Secunderabad", 17.44, 78.498], ["Kompally", 17.541, 78.487], ["Uppal", 17.405, 78.559],
  ["Charminar", 17.362, 78.475], ["Mehdipatnam", 17.396, 78.442], ["Patancheru", 17.533, 78.264],
  ["Warangal (far away)", 17.969, 79.594], ["Vijayawada (far away)", 16.506, 80.648],
];
const KINDS = [
  ["photo", "Photo", "photo"], ["voice", "Voice message", "mic"], ["video", "Video", "video"],
  ["document", "Document", "document"], ["sticker", "Sticker", "sticker"], ["contact", "Contact", "contact"], ["audio", "Audio", "sound"],
];

/** One sheet per phone. While it is open the rest of the screen is out of reach, as on a phone. */
export class Sheet {
  constructor(screen, covered) {
    this.covered = covered;
    this.title = el("h3", { class: "sheet-title" });
    this.body = el("div", { class: "sheet-body" });
    const close = el("button", { type: "button", class: "round", "data-action": "close-sheet", "aria-label": "Close", onclick: () => this.close() }, icon("close"));
    this.panel = el("div", { class: "sheet", role: "dialog", "aria-modal": "true" }, el("div", { class: "sheet-head" }, close, this.title), this.body);
    this.root = el("div", { class: "shade", hidden: true }, this.panel);
    this.root.addEventListener("click", (event) => event.target === this.root && this.close());
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    screen.append(this.root);
  }

  /** `name` is the hook for tests: `list`, `pin`, `attach`, `menu`, `cart` … */
  open(name, title, ...children) {
    this.before = document.activeElement;
    this.root.dataset.sheet = name;
    this.title.textContent = title;
    this.panel.setAttribute("aria-label", title);
    this.body.replaceChildren(...children.flat(Infinity).filter((child) => child !== null));
    this.root.hidden = false;
    for (const node of this.covered) node.inert = true;
    (this.body.querySelector("button, input:not([readonly]), textarea") ?? this.panel.querySelector("button")).focus({ preventScroll: true });
  }

  close() {
    if (this.root.hidden) return;
    this.root.hidden = true;
    delete this.root.dataset.sheet;
    for (const node of this.covered) node.inert = false;
    this.before?.focus?.({ preventScroll: true });
  }

  /** Runs what was chosen once the sheet is gone. */
  choose(run) {
    return () => {
      this.close();
      run();
    };
  }

  /** The list of an interactive message. */
  openList(list, tap) {
    const sections = list.sections.map((section) => el(
      "section",
      {},
      section.title ? el("h4", {}, section.title) : null,
      section.rows.map((row) => el(
        "button",
        { type: "button", class: "row", "data-action": "row", "data-title": row.title, onclick: this.choose(() => tap(row)) },
        el("span", {}, el("b", {}, row.title), row.description ? el("small", {}, row.description) : null),
        el("i", { class: "radio" }),
      )),
    ));
    this.open("list", list.label, ...sections);
  }

  /** All buttons of a message that has more than its bubble shows; each does there what it does in a bubble. */
  openOptions(buttons) {
    // Before its own listener: what it does may open the next sheet.
    for (const button of buttons) button.addEventListener("click", () => this.close(), { capture: true });
    this.open("options", "All options", el("div", { class: "options" }, buttons));
  }

  /** Where is it? One tap on a locality, or a point of one's own. */
  openPin(send) {
    const place = (name, latitude, longitude) => el(
      "button",
      { type: "button", class: "row", "data-action": "locality", "data-title": name, onclick: this.choose(() => send({ name: name.replace(/ \(.*/, ""), latitude, longitude })) },
      icon("pin"), el("span", {}, el("b", {}, name), el("small", {}, `${latitude}, ${longitude}`)),
    );
    const field = (name, label, value) => el("label", {}, label, el("input", { name, value, required: true, inputmode: "decimal", type: "number", step: "any" }));
    const form = el(
      "form",
      {
        class: "own-point",
        onsubmit: (event) => {
          event.preventDefault();
          const { latitude, longitude } = Object.fromEntries(new FormData(form));
          this.choose(() => send({ latitude: Number(latitude), longitude: Number(longitude) }))();
        },
      },
      field("latitude", "Latitude", "17.4948"), field("longitude", "Longitude", "78.3996"),
      el("button", { class: "strong", "data-action": "send-point" }, "Send this point"),
    );
    this.open("pin", "Send location", el("section", {}, LOCALITIES.map((known) => place(...known))), form);
    // The list is what one mostly wants; the form stays in view below it.
    this.body.firstElementChild.classList.add("scrolls");
  }

  openAttach(pin, media) {
    const tile = (kind, label, drawing, run) => el(
      "button",
      { type: "button", class: "tile", "data-action": "attach-kind", "data-kind": kind, onclick: this.choose(run) },
      el("span", { class: `dot dot-${kind}` }, icon(drawing)), label,
    );
    this.open("attach", "Send", el(
      "div",
      { class: "tiles" },
      // The pin opens the next sheet in place of this one.
      tile("location", "Location", "pin", pin),
      KINDS.map(([kind, label, drawing]) => tile(kind, label, drawing, () => media(kind))),
    ));
  }
}
