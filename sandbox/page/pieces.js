// The pieces of a bubble that are not plain text: headers, media, places, contacts, products, bills, cards of a carousel.

import { el, icon } from "./dom.js";
import { formatted } from "./text.js";
import { dateOf, rupees, timeOf } from "./time.js";

const KIND_WORDS = { image: "Photo", video: "Video", audio: "Audio", document: "Document", sticker: "Sticker" };
// The bars of a voice note that nobody hears, in pixels.
const WAVE = [4, 9, 14, 7, 16, 20, 11, 6, 13, 18, 9, 5, 12, 17, 8, 14, 6, 10, 4];

export function drawHeader(header) {
  if (header.kind === "text") return el("p", { class: "header" }, header.text);
  if (header.kind === "location") return drawPlace(header.place);
  return drawMedia({ kind: header.kind, url: header.url, filename: header.filename ?? null, voice: false });
}

export function drawMedia({ kind, url, filename, voice }) {
  const words = filename ?? (voice ? "Voice message" : KIND_WORDS[kind] ?? kind);
  const hooks = { class: `media media-${kind}`, "data-media": kind };
  if (kind === "audio") {
    const wave = WAVE.map((height) => el("i", { style: `height:${height}px` }));
    return el("div", { ...hooks, role: "img", "aria-label": words }, icon(voice ? "mic" : "play"), el("span", { class: "wave" }, wave), el("small", {}, "0:04"));
  }
  if (kind === "image") {
    // The samples are a pixel large: the frame says what it stands for. So it does where a link leads to a place that this machine
    // cannot reach: WhatsApp's servers fetch it, and here only its name can be told.
    const link = nameInLink(url);
    const alt = link ? `${words}: ${link}` : words;
    const picture = el("img", { src: url, alt, class: link ? "linked" : null, loading: "lazy", onerror: (event) => event.target.remove() });
    return el("div", { ...hooks, role: "img", "aria-label": alt }, icon("photo"), picture, el("span", {}, link ?? words));
  }
  if (kind === "document") {
    return el("a", { ...hooks, href: url, target: "_blank", rel: "noopener" }, icon("document"), el("span", {}, words), el("small", {}, fileType(filename ?? url)));
  }
  return el("div", hooks, icon(kind === "sticker" ? "sticker" : "play"), el("span", {}, words));
}

/** What a picture elsewhere is called; null for one that was uploaded here. */
function nameInLink(url) {
  if (!/^https?:/.test(url) || !URL.canParse(url)) return null;
  return new URL(url).pathname.split("/").pop() || null;
}

/** What stands in a corner of a file: DOCX for a.docx, nothing when the name does not tell. */
function fileType(name) {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1].toUpperCase() ?? null;
}

export function drawPlace({ latitude, longitude, name, address }) {
  const where = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return el(
    "div",
    { class: "place", "data-place": where },
    el("div", { class: "map" }, icon("pin")),
    name ? el("b", {}, name) : null,
    address ? el("span", {}, address) : null,
    el("small", {}, where),
  );
}

export function drawContact({ name, phones }) {
  return el(
    "div",
    { class: "contact" },
    el("span", { class: "face" }, [...name][0] ?? "?"),
    el("span", {}, el("b", {}, name), el("small", {}, phones.join(", "))),
  );
}

export function drawProduct({ id, quantity, price, section }) {
  const facts = [section, quantity ? `× ${quantity}` : null, price ? `₹${price}` : null].filter(Boolean);
  const words = facts.length > 0 ? el("small", {}, facts.join(" · ")) : null;
  return el("div", { class: "product", "data-product": id }, el("span", { class: "thumb" }, icon("box")), el("span", {}, el("b", {}, id), words));
}

export function drawBill({ reference_id, total_paise, status, lines, charges, expires_ms, expiry }) {
  const row = (name, paise, kind) => el("div", { class: `line ${kind}` }, el("span", {}, name), el("span", {}, rupees(paise)));
  const until = expires_ms === null ? null : `${expiry ?? "Expires"} · ${dateOf(expires_ms)}, ${timeOf(expires_ms)}`;
  return el(
    "div",
    { class: "bill" },
    el("small", {}, `${reference_id} · ${status}`),
    lines.map((line) => row(`${line.name} × ${line.quantity}`, line.amount_paise * line.quantity, "item")),
    charges.map((charge) => row(charge.name, charge.amount_paise, "charge")),
    total_paise === null ? null : row("Total", total_paise, "total"),
    until ? el("small", {}, until) : null,
  );
}

/** What WhatsApp shows of the first link of a text: the page behind it is not asked, so only its address stands here. */
export function drawPreview(text) {
  const address = /https?:\/\/[^\s<>"]+/.exec(text)?.[0];
  const host = address && URL.canParse(address) ? new URL(address).host : null;
  if (!host) return null;
  return el("a", { class: "preview", href: address, target: "_blank", rel: "noopener" }, icon("open"), el("span", {}, el("b", {}, host), el("small", {}, address)));
}

export function drawCard(card, buttons) {
  return el(
    "div",
    { class: "card" },
    card.header ? drawHeader(card.header) : null,
    card.media ? drawMedia(card.media) : null,
    card.products.map(drawProduct),
    card.text ? el("p", { class: "text" }, formatted(card.text)) : null,
    buttons,
  );
}
