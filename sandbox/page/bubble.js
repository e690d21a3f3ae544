// Draws one message as a bubble: what stands in it, the row of buttons below it, time and ticks.

import { drawBill, drawCard, drawContact, drawHeader, drawMedia, drawPlace, drawPreview, drawProduct } from "./pieces.js";
import { el, icon } from "./dom.js";
import { formatted } from "./text.js";
import { timeOf } from "./time.js";

const TICK_WORDS = {
  accepted: "accepted, not sent yet", sent: "sent", delivered: "delivered", read: "read", failed: "not delivered",
};
const BUTTON_ICONS = {
  reply: "reply", quick_reply: "reply", url: "open", phone: "phone", copy: "copy", location: "pin", pay: "pay",
  address: "pin", contact: "contact", flow: "list", catalog: "box", cart: "cart",
};
const QUOTED = 90;
const QUOTABLE_MS = 30 * 86_400_000;
// Those that WhatsApp offers first.
const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];
// A template may have ten buttons; with more than three WhatsApp shows two and folds all into a list.
const MOST_BUTTONS = 3;

/**
 * A message as a list item. `deeds` is what the phone does when something in it is used: `press(message, button)`,
 * `openList(message)`, `openOptions(message)`, `show(id)`, `find(id)`, `reply(message)`, `like(message)`, `react(message, emoji)`, `edit(message)`, `erase(message)`.
 */
export function drawBubble(message, deeds) {
  const body = message.deleted
    ? [el("p", { class: "text gone" }, icon("block"), "This message was deleted")]
    : content(message, deeds);
  const bubble = el("div", { class: "bubble" }, quote(message, deeds), body, el("span", { class: "meta" }));
  const item = el(
    "li",
    {
      class: "said", tabindex: "-1", "data-bubble": message.id, "data-side": message.side,
      "data-type": message.type, "data-template": message.shown.template,
    },
    el("div", { class: "with-deeds" }, column(bubble, message, deeds), sideDeeds(message, deeds), palette(message, deeds)),
  );
  setTick(item, message);
  return item;
}

/** Time, ticks and failure change while the rest of a bubble stays (and keeps its focus). */
export function setTick(item, message) {
  if (item.dataset.tick === message.tick) return;
  item.dataset.tick = message.tick;
  const meta = item.querySelector(".meta");
  meta.replaceChildren(message.edited ? "Edited " : "", el("time", {}, timeOf(message.at_ms)), tick(message) ?? "");
  item.querySelector(".failure")?.remove();
  // What failed never came to the phone: it is drawn for whoever watches, and nobody can tap it.
  for (const part of item.querySelectorAll(".choices, .cards, .deeds")) part.inert = message.tick === "failed";
  if (message.tick === "failed") meta.closest(".bubble").after(failure(message.error));
}

function tick(message) {
  // The person's own message has reached the business at once; blue once the business has marked it as read.
  const state = message.tick === "none" ? "delivered" : message.tick;
  const words = TICK_WORDS[state];
  const label = { class: `tick tick-${state}`, role: "img", "aria-label": words, title: words };
  if (state === "failed") {
    const { code, title, details } = message.error ?? {};
    return el("span", { ...label, title: [code, title, details].filter(Boolean).join(" · ") }, "!");
  }
  const drawing = { accepted: "clock", sent: "tick", delivered: "ticks", read: "ticks" }[state];
  return drawing ? el("span", label, icon(drawing)) : null;
}

function failure(error) {
  const words = error ? `Not delivered: ${error.code} ${error.title}` : "Not delivered";
  return el("p", { class: "failure", title: error?.details }, words);
}

function content(message, deeds) {
  const { shown } = message;
  return [
    origin(message.message),
    shown.template ? el("span", { class: "template-mark", title: shown.template }, "template") : null,
    shown.header ? drawHeader(shown.header) : null,
    shown.media ? drawMedia(shown.media) : null,
    shown.place ? drawPlace(shown.place) : null,
    shown.contacts.map(drawContact),
    message.message.text?.preview_url ? drawPreview(shown.text) : null,
    shown.text ? el("p", { class: "text" }, formatted(shown.text)) : null,
    shown.products.map(drawProduct),
    shown.bill ? drawBill(shown.bill) : null,
    shown.footer ? el("p", { class: "footer" }, shown.footer) : null,
    shown.cards.length > 0
      ? el("div", { class: "cards" }, shown.cards.map((card) => drawCard(card, [...card.buttons, ...cart(card, "View")].map((button) => drawButton(message, button, deeds)))))
      : null,
  ];
}

function column(bubble, message, deeds) {
  const column = el("div", { class: "column" }, bubble);
  if (!message.deleted) bubble.append(...choices(message, deeds));
  const emoji = [message.reaction, message.own_reaction].filter(Boolean).join("");
  if (emoji) column.append(el("span", { class: "reaction", "data-reaction": emoji }, emoji));
  return column;
}

function choices(message, deeds) {
  const { list, products } = message.shown;
  const wares = message.side === "business" ? cart(message.shown, products.length > 1 ? "View items" : "View") : [];
  const buttons = [...message.shown.buttons, ...wares];
  const folded = buttons.length > MOST_BUTTONS;
  const rows = buttons.slice(0, folded ? MOST_BUTTONS - 1 : MOST_BUTTONS).map((button) => drawButton(message, button, deeds));
  const opens = (action, title, run) => el(
    "button",
    { type: "button", class: "choice", "data-action": action, "data-title": title, "aria-haspopup": "dialog", onclick: run },
    icon("list"), title,
  );
  if (folded) rows.push(opens("options", "See all options", () => deeds.openOptions(message)));
  if (list) rows.push(opens("list", list.label, () => deeds.openList(message)));
  return rows.length > 0 ? [el("div", { class: "choices" }, rows)] : [];
}

/** What leads from products to the cart: WhatsApp's own button, not one that the business wrote. */
function cart({ products }, title) {
  return products.length > 0 ? [{ kind: "cart", title }] : [];
}

/** One of a message's buttons, in the bubble or in the sheet that lists them all. */
export function drawButton(message, button, deeds) {
  const hooks = { class: "choice", "data-action": button.kind, "data-title": button.title };
  const inside = [icon(BUTTON_ICONS[button.kind] ?? "reply"), button.title];
  if (button.kind === "url" && /^https?:/.test(button.url)) {
    return el("a", { ...hooks, href: button.url, target: "_blank", rel: "noopener", title: button.url }, inside);
  }
  if (button.kind === "phone") return el("a", { ...hooks, href: `tel:${button.number}` }, inside);
  return el("button", { ...hooks, type: "button", onclick: () => deeds.press(message, button) }, inside);
}

/** What was answered, above the answer. */
function quote(message, deeds) {
  if (!message.quotes) return null;
  const quoted = deeds.find(message.quotes) ?? message.quoted;
  // WhatsApp leaves out the quote of what is older than 30 days.
  if (!quoted || message.at_ms - quoted.at_ms > QUOTABLE_MS) return null;
  const words = summary(quoted);
  return el(
    "button",
    { type: "button", class: "quote", "data-side": quoted.side, tabindex: "-1", onclick: () => deeds.show(message.quotes) },
    el("b", {}, quoted.side === "person" ? "You" : deeds.business), el("span", {}, words),
  );
}

/** Opens above the bubble; the emoji that stands there already is taken back. */
function palette(message, deeds) {
  if (message.side !== "business" || message.deleted) return null;
  const pick = (emoji) => deeds.react(message, emoji === message.own_reaction ? "" : emoji);
  const leave = ({ currentTarget, relatedTarget }) => {
    if (!currentTarget.contains(relatedTarget)) currentTarget.hidden = true;
  };
  return el("div", { class: "palette", hidden: true, onfocusout: leave }, EMOJIS.map((emoji) => el(
    "button",
    { type: "button", "data-action": "react", "data-emoji": emoji, "aria-pressed": String(emoji === message.own_reaction), onclick: () => pick(emoji) },
    emoji,
  )));
}

/** Where a message of the person comes from, when that is not the person. */
function origin({ context, referral }) {
  const forwarded = context?.forwarded || context?.frequently_forwarded;
  const product = context?.referred_product?.product_retailer_id;
  if (forwarded) return el("small", { class: "origin" }, icon("forward"), context.forwarded ? "Forwarded" : "Forwarded many times");
  if (product) return el("small", { class: "origin" }, icon("box"), `About ${product}`);
  if (referral) return el("small", { class: "origin" }, icon("open"), `From an ad: ${referral.headline}`);
  return null;
}

/** A message in a few words. */
export function summary({ shown, type }) {
  const words = shown.text || shown.header?.text || shown.list?.label || shown.media?.kind || (shown.place && "Location") || type;
  const plain = words.replace(/\s+/g, " ").replace(/[*_~`]/g, "");
  return plain.length > QUOTED ? `${[...plain].slice(0, QUOTED).join("")}…` : plain;
}

/** Beside the bubble, for the pointer; with the keyboard it is R and L on a bubble of the business, E and Delete on one's own. */
function sideDeeds(message, deeds) {
  if (message.deleted) return null;
  const deed = (action, label, drawing, run) => el(
    "button",
    { type: "button", class: "deed", tabindex: "-1", "data-action": action, "aria-label": label, title: label, onclick: () => run(message) },
    icon(drawing),
  );
  if (message.side === "business") {
    return el("div", { class: "deeds" }, deed("quote", "Reply to this message (R)", "reply", (it) => deeds.reply(it)), deed("like", "React (L)", "heart", (it) => deeds.like(it)));
  }
  const edit = message.type === "text" ? deed("edit", "Edit this message (E)", "edit", (it) => deeds.edit(it)) : null;
  return el("div", { class: "deeds" }, edit, deed("delete", "Delete for everyone (Del)", "bin", (it) => deeds.erase(it)));
}
