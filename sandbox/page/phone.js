// One phone: the frame, the chat in it, and what a person can do there.

import { act, toast } from "./api.js";
import { drawBubble, setTick, summary } from "./bubble.js";
import { arrange, el, icon } from "./dom.js";
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
  constructor(phone, business, close) {
    this.number = phone.number;
    this.business = business.name;
    this.drawn = new Map();
    this.days = new Map();
    this.inView = false;
    // What comes after the first drawing comes in with a small movement.
    this.fresh = false;
    this.answering = null;
    this.build(business, close);
    this.watch();
  }

  build(business, close) {
    this.owner = el("h2", { class: "owner" });
    this.window = el("span", { class: "window" }, icon("clock"), el("span"));
    const shut = el("button", { type: "button", class: "round", "data-action": "close-phone", "aria-label": "Put this phone away", title: "Put this phone away", onclick: close }, icon("close"));
    this.line = el("span", { class: "line", "data-typing": "false" });
    const menu = el("button", { type: "button", class: "round", "data-action": "menu", "aria-label": "Menu", onclick: () => this.openMenu() }, icon("more"));
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
    const foot = this.buildComposer();
    this.screen = el("div", { class: "screen" }, head, this.chat, this.jump, foot);
    this.sheet = new Sheet(this.screen, [head, this.chat, foot]);
    this.root = el(
      "article",
      { class: "phone", "data-phone": this.number },
      el("div", { class: "caption" }, this.owner, this.window, shut),
      this.screen,
    );
    this.chat.addEventListener("scroll", () => { this.jump.hidden = this.nearEnd(); }, { passive: true });
    this.chat.addEventListener("keydown", (event) => this.onKey(event));
  }

  buildComposer() {
    this.input = el("textarea", { rows: "1", "data-field": "text", placeholder: "Message", maxlength: "4096", "aria-label": "Message", enterkeyhint: "send" });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.say();
    });
    this.quoted = el("div", { class: "quoted", hidden: true });
    const attach = el("button", { type: "button", class: "round", "data-action": "attach", "aria-label": "Send a location, a photo …", title: "Location, photo, voice …", onclick: () => this.openAttach() }, icon("plus"));
    const send = el("button", { class: "round send", "data-action": "send", "aria-label": "Send" }, icon("send"));
    const submit = (event) => {
      event.preventDefault();
      this.say();
    };
    return el("form", { class: "foot", onsubmit: submit }, this.quoted, el("div", { class: "composer" }, attach, this.input), send);
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
    const owner = [el("span", { class: "label" }, WORDS[phone.label] ?? phone.label), el("b", {}, phone.name), el("small", {}, written(phone.number))];
    this.owner.replaceChildren(...owner);
    this.chat.setAttribute("aria-label", `Chat of ${phone.name}`);
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

  async say() {
    const text = this.input.value.trim();
    if (!text) return;
    const reply_to = this.answering?.id;
    this.input.value = "";
    this.stopAnswering();
    this.toEnd("instant");
    const done = await act(this.number, "say", reply_to ? { text, reply_to } : { text });
    // What did not arrive is not lost, unless something else was typed meanwhile.
    if (!done && !this.input.value) this.input.value = text;
  }

  press(message, button) {
    switch (button.kind) {
      case "reply":
      case "quick_reply":
        return act(this.number, "tap", { message_id: message.id, title: button.title, id: button.id });
      case "location":
        return this.sheet.openPin((place) => this.share(place, message.id));
      case "contact":
        return act(this.number, "contact", {});
      case "copy":
        return navigator.clipboard.writeText(button.code).then(() => toast("Code copied"), () => toast(`The code is ${button.code}`));
      default:
        return toast("This phone has no screen for that button; the tests press it for you.");
    }
  }

  openList(message) {
    this.sheet.openList(message.shown.list, (row) => act(this.number, "tap", { message_id: message.id, title: row.title, id: row.id }));
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

  openMenu() {
    const { blocked } = this.phone;
    this.sheet.openMenu([["block", blocked ? "Unblock the business" : "Block the business", "block", () => act(this.number, "block", { blocked: !blocked })]]);
  }

  reply(message) {
    this.answering = message;
    const cancel = el("button", { type: "button", class: "round", "aria-label": "Do not reply", onclick: () => this.stopAnswering() }, icon("close"));
    this.quoted.replaceChildren(el("span", {}, el("b", {}, this.business), summary(message)), cancel);
    this.quoted.hidden = false;
    this.input.focus();
  }

  stopAnswering() {
    this.answering = null;
    this.quoted.hidden = true;
  }

  like(message) {
    return act(this.number, "react", { message_id: message.id, emoji: message.own_reaction ? "" : "👍" });
  }

  find(id) {
    return this.phone.messages.find((message) => message.id === id);
  }

  show(id) {
    const node = this.drawn.get(id)?.node;
    node?.scrollIntoView({ block: "center", behavior: "smooth" });
    node?.focus({ preventScroll: true });
  }

  /** Arrows walk through the bubbles; R replies to one, L likes it. */
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
    if (!message || message.side !== "business" || event.ctrlKey || event.metaKey) return;
    if (event.key.toLowerCase() === "r") {
      event.preventDefault();
      this.reply(message);
    }
    if (event.key.toLowerCase() === "l") this.like(message);
  }
}
