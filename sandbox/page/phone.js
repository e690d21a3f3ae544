// One phone: the frame, the chat in it, and what a person can do there.

import { act, toast } from "./api.js";
import { drawBubble, drawButton, setTick, summary } from "./bubble.js";
import { Composer } from "./composer.js";
import { arrange, el, icon } from "./dom.js";
import { openForm } from "./forms.js";
import { openMenu } from "./menu.js";
import { Sheet } from "./sheet.js";
import { dayKey, dayName, now, timeOf } from "./time.js";

// Within this many pixels of its end a chat follows what comes.
const NEAR_END = 80;
// What is in view counts as read after this long, so that the two grey ticks can be seen.
const READING_MS = 700;

export const WORDS = { buyer: "Buyer", vendor: "Vendor" };

/** 919848012345 as +91 98480 12345; other countries stay as they are. */
export function written(number) {
  return number.replace(/^91(\d{5})(\d{5})$/, "+91 $1 $2").replace(/^(\d)/, "+$1");
}

export class PhoneView {
  /** `deeds`: `away()` puts the phone away, `moved(number)` hears of its new number. */
  constructor(phone, business, deeds) {
    this.number = phone.number;
    this.business = business.name;
    this.drawn = new Map();
    this.days = new Map();
    this.inView = false;
    // What comes after the first drawing comes in with a small movement.
    this.fresh = false;
    this.deeds = deeds;
    this.build(business);
    this.watch();
  }

  build(business) {
    this.owner = el("h2", { class: "owner" });
    this.window = el("span", { class: "window" }, icon("clock"), el("span"));
    const shut = el("button", { type: "button", class: "round", "data-action": "close-phone", "aria-label": "Put this phone away", title: "Put this phone away", onclick: this.deeds.away }, icon("close"));
    this.line = el("span", { class: "line", "data-typing": "false" });
    const menu = el("button", { type: "button", class: "round", "data-action": "menu", "aria-label": "Menu", onclick: () => openMenu(this.sheet, this.phone, this.deeds.moved) }, icon("more"));
    const head = el(
      "header",
      { class: "head" },
      el("span", { class: "face" }, [...business.name][0]),
      el("span", { class: "who" }, el("b", {}, business.name, el("span", { class: "badge", title: "Business account" }, icon("tick"))), this.line),
      menu,
    );
    this.chat = el("ol", { class: "chat", "data-chat": "", role: "log", tabindex: "0", "aria-label": "Chat" });
    this.typing = el("li", { class: "said typing", "data-side": "business", "aria-hidden": "true" }, el("div", { class: "bubble" }, el("i"), el("i"), el("i")));
    this.jump = el("button", { type: "button", class: "jump", hidden: true, "data-action": "jump", "aria-label": "To the newest message", onclick: () => this.toEnd("smooth") }, icon("down"));
    this.composer = new Composer({
      say: (text, reply_to) => this.say(text, reply_to),
      edit: (message_id, text) => act(this.number, "edit", { message_id, text }),
      attach: () => this.openAttach(),
      unblock: () => act(this.number, "block", { blocked: false }),
    });
    this.screen = el("div", { class: "screen" }, head, this.chat, this.jump, this.composer.root);
    this.sheet = new Sheet(this.screen, [head, this.chat, this.composer.root]);
    this.root = el(
      "article",
      { class: "phone", "data-phone": this.number },
      el("div", { class: "caption" }, this.owner, this.window, shut),
      this.screen,
    );
    this.chat.addEventListener("scroll", () => { this.jump.hidden = this.nearEnd(); }, { passive: true });
    this.chat.addEventListener("keydown", (event) => this.onKey(event));
  }

  // What is to be read is read: a phone in view, on a page in view.
  watch() {
    this.observer = new IntersectionObserver(([entry]) => {
      this.inView = entry.intersectionRatio >= 0.5;
      this.mayRead();
    }, { threshold: [0, 0.5, 1] });
    this.observer.observe(this.screen);
  }

  remove() {
    this.observer.disconnect();
    clearTimeout(this.reading);
    this.root.remove();
  }

  /** Draws what changed. */
  update(phone) {
    const follow = this.nearEnd() || this.drawn.size === 0;
    this.phone = phone;
    this.root.dataset.label = phone.label;
    const facts = [written(phone.number), phone.hidden ? "hidden" : null, phone.opted_out ? "no offers" : null];
    const owner = [el("span", { class: "label" }, WORDS[phone.label] ?? phone.label), el("b", {}, phone.name), el("small", {}, facts.filter(Boolean).join(" · "))];
    this.owner.replaceChildren(...owner);
    this.chat.setAttribute("aria-label", `Chat of ${phone.name}`);
    this.composer.bar(phone.blocked);
    this.drawMessages(phone.messages);
    this.second();
    if (follow) this.toEnd("instant");
    this.jump.hidden = this.nearEnd();
    this.mayRead();
  }

  drawMessages(messages) {
    const rows = [];
    const kept = new Map();
    let day = null;
    for (const message of messages) {
      const key = dayKey(message.at_ms);
      if (key !== day) rows.push(this.day(key, message.at_ms));
      day = key;
      const drawn = this.drawMessage(message);
      kept.set(message.id, drawn);
      rows.push(drawn.node);
    }
    this.fresh = true;
    this.drawn = kept;
    this.rows = rows;
    // A bubble that is drawn anew (liked, edited) keeps the focus of its old self.
    const held = this.chat.contains(document.activeElement) && document.activeElement.dataset.bubble;
    this.placeRows();
    if (held) kept.get(held)?.node.focus({ preventScroll: true });
  }

  drawMessage(message) {
    // Ticks alone do not make a bubble new: a button keeps its focus while they turn blue.
    const { tick, error, ...rest } = message;
    const key = JSON.stringify(rest);
    const known = this.drawn.get(message.id);
    if (known?.key === key) {
      setTick(known.node, message);
      return known;
    }
    const node = drawBubble(message, this);
    if (!known && this.fresh) node.classList.add("fresh");
    return { key, node };
  }

  placeRows() {
    arrange(this.chat, this.isTyping() ? [...this.rows, this.typing] : this.rows);
  }

  day(key, ms) {
    if (!this.days.has(key)) this.days.set(key, el("li", { class: "day", "data-day": key }, el("span")));
    const node = this.days.get(key);
    node.dataset.ms = ms;
    return node;
  }

  isTyping() {
    return (this.phone.typing_until_ms ?? 0) > now();
  }

  /** What changes by the clock alone; the page calls it every second. */
  second() {
    const { phone } = this;
    const typing = this.isTyping();
    const follow = this.nearEnd();
    this.placeRows();
    if (follow) this.toEnd("instant");
    this.line.dataset.typing = String(typing);
    const words = phone.blocked ? "blocked by this person" : typing ? "typing…" : "online";
    if (this.line.textContent !== words) this.line.textContent = words;
    const open = phone.window_closes_ms > now();
    this.window.dataset.window = phone.window_closes_ms === null ? "none" : open ? "open" : "closed";
    const closes = open ? "open" : "closed";
    if (this.window.textContent !== closes) this.window.lastChild.textContent = closes;
    const since = open ? `until ${timeOf(phone.window_closes_ms)}` : "is closed";
    this.window.title = `The 24-hour window, in which the business may write what it likes, ${since}`;
    for (const node of this.days.values()) {
      const name = dayName(Number(node.dataset.ms));
      if (node.textContent !== name) node.firstChild.textContent = name;
    }
  }

  unread() {
    return this.phone.messages.filter(({ side, tick }) => side === "business" && tick === "delivered").length;
  }

  mayRead() {
    clearTimeout(this.reading);
    if (!this.phone || !this.inView || document.hidden || this.phone.blocked || this.unread() === 0) return;
    this.reading = setTimeout(() => act(this.number, "read", {}), READING_MS);
  }

  nearEnd() {
    return this.chat.scrollHeight - this.chat.scrollTop - this.chat.clientHeight < NEAR_END;
  }

  toEnd(behavior) {
    this.chat.scrollTo({ top: this.chat.scrollHeight, behavior });
  }

  // --- What a person does ------------------------------------------------------------------------------------------

  say(text, reply_to) {
    this.toEnd("instant");
    return act(this.number, "say", reply_to ? { text, reply_to } : { text });
  }

  press(message, button) {
    switch (button.kind) {
      case "reply":
      case "quick_reply":
        return act(this.number, "tap", { message_id: message.id, title: button.title, id: button.id });
      case "location":
        return this.sheet.openPin((place) => this.share(place, message.id));
      case "copy":
        return navigator.clipboard.writeText(button.code).then(() => toast("Code copied"), () => toast(`The code is ${button.code}`));
      default:
        return openForm(this.sheet, this.phone, message, button);
    }
  }

  openList(message) {
    this.sheet.openList(message.shown.list, (row) => act(this.number, "tap", { message_id: message.id, title: row.title, id: row.id }));
  }

  openOptions(message) {
    this.sheet.openOptions(message.shown.buttons.map((button) => drawButton(message, button, this)));
  }

  share(place, reply_to) {
    return act(this.number, "pin", reply_to ? { ...place, reply_to } : place);
  }

  openAttach() {
    this.sheet.openAttach(
      () => this.sheet.openPin((place) => this.share(place)),
      (kind) => act(this.number, "media", { kind }),
    );
  }

  reply(message) {
    this.composer.reply(message.id, this.business, summary(message));
  }

  edit(message) {
    this.composer.edit(message.id, message.shown.text);
  }

  erase(message) {
    return act(this.number, "delete", { message_id: message.id });
  }

  /** Shows what one can react with; it closes when something else is done. */
  like(message) {
    const palette = this.drawn.get(message.id)?.node.querySelector(".palette");
    if (!palette) return;
    palette.hidden = false;
    palette.firstChild.focus({ preventScroll: true });
  }

  react(message, emoji) {
    return act(this.number, "react", { message_id: message.id, emoji });
  }

  find(id) {
    return this.phone.messages.find((message) => message.id === id);
  }

  show(id) {
    const node = this.drawn.get(id)?.node;
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.focus({ preventScroll: true });
  }

  /** Arrows walk through the bubbles; R replies to one, L reacts to it, E and Delete change one's own. */
  onKey(event) {
    const current = event.target.closest("[data-bubble]");
    const bubbles = [...this.chat.querySelectorAll("[data-bubble]")];
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step) {
      const next = current ? bubbles.indexOf(current) + step : bubbles.length - 1;
      bubbles[next]?.focus();
      event.preventDefault();
    }
    const message = event.target === current && current && this.find(current.dataset.bubble);
    if (!message || event.ctrlKey || event.metaKey) return;
    const name = { r: "quote", l: "like", e: "edit", delete: "delete" }[event.key.toLowerCase()];
    const deed = name && current.querySelector(`.deeds:not([inert]) [data-action=${name}]`);
    if (!deed) return;
    event.preventDefault();
    deed.click();
  }
}
