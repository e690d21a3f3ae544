// The foot of a phone: where a person writes, answers a message, or changes one of their own.

import { el, icon } from "./dom.js";

export class Composer {
  /** `deeds`: `say(text, reply_to)`, `edit(id, text)`, `attach()`, `unblock()`; the first two answer whether it came through. */
  constructor(deeds) {
    this.deeds = deeds;
    // What is written about: `{ reply: id }` or `{ edit: id }`; most of what is written is about nothing.
    this.about = {};
    this.input = el("textarea", { rows: "1", "data-field": "text", placeholder: "Message", maxlength: "4096", "aria-label": "Message", enterkeyhint: "send" });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.quoted = el("div", { class: "quoted", hidden: true });
    const attach = el("button", { type: "button", class: "round", "data-action": "attach", "aria-label": "Send a location, a photo …", title: "Location, photo, voice …", onclick: deeds.attach }, icon("plus"));
    this.field = el("div", { class: "composer" }, attach, this.input);
    this.send = el("button", { class: "round send", "data-action": "send", "aria-label": "Send" }, icon("send"));
    this.barred = el("button", { type: "button", class: "barred", hidden: true, "data-action": "unblock", onclick: deeds.unblock }, "Blocked. Tap to unblock.");
    const submit = (event) => {
      event.preventDefault();
      this.submit();
    };
    this.root = el("form", { class: "foot", onsubmit: submit }, this.quoted, this.field, this.send, this.barred);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.quoted.hidden) this.stop();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.submit();
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const { reply, edit } = this.about;
    this.stop();
    this.input.value = "";
    const done = await (edit ? this.deeds.edit(edit, text) : this.deeds.say(text, reply));
    // What did not arrive is not lost, unless something else was typed meanwhile.
    if (!done && !this.input.value) this.input.value = text;
  }

  reply(id, who, words) {
    this.begin({ reply: id }, who, words);
  }

  edit(id, text) {
    this.begin({ edit: id }, "Edit message", text);
    this.input.value = text;
  }

  begin(about, title, words) {
    this.about = about;
    const cancel = el("button", { type: "button", class: "round", "aria-label": "Never mind", onclick: () => this.stop() }, icon("close"));
    this.quoted.replaceChildren(el("span", {}, el("b", {}, title), words), cancel);
    this.quoted.hidden = false;
    this.input.focus();
  }

  stop() {
    if (this.about.edit) this.input.value = "";
    this.about = {};
    this.quoted.hidden = true;
  }

  /** Nobody writes to whom they have blocked. */
  bar(blocked) {
    this.field.hidden = this.send.hidden = blocked;
    this.barred.hidden = !blocked;
  }
}
