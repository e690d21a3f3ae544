// The phone's menu: what a person decides about business and number, and, folded away, what a developer wants to try.

import { act } from "./api.js";
import { el, icon } from "./dom.js";

// Codes with which messages to a person fail, in the words of whoever looks for one.
const FAILURES = [
  [131026, "cannot be reached"], [1026, "app too old for it"], [131049, "enough marketing for now"], [130472, "part of an experiment"],
  [131042, "business has not paid Meta"], [131053, "media cannot be processed"], [132015, "template is paused"], [131000, "nobody knows why"],
];
const UNREADABLE = [["poll", "a poll"], ["event", "an event"], ["view_once", "a photo to be seen once"]];
const UNUSUAL = [
  ["forwarded", "a forwarded text"], ["forwarded_often", "a chain letter"], ["ad", "a first word from an ad"], ["product", "a question about a product"],
  ["too_large", "a file over 100 MB"], ["new_user_id", "a new user id"],
];

/** Opens it on the phone's sheet. `moved(number)` hears where the person went. */
export function openMenu(sheet, phone, moved) {
  const { number, blocked, hidden, opted_out } = phone;
  const row = (action, drawing, label, words, body) => el(
    "button",
    { type: "button", class: "row", "data-action": action, onclick: sheet.choose(() => act(number, action, body)) },
    icon(drawing), el("span", {}, el("b", {}, label), el("small", {}, words)),
  );
  sheet.open(
    "menu", "Menu",
    row("block", "block", blocked ? "Unblock the business" : "Block the business", "What it sends does not arrive", { blocked: !blocked }),
    row("hide", "eye", hidden ? "Show my number" : "Hide my number", "The business knows a user id alone", { hidden: !hidden }),
    row("opt_out", "bell", opted_out ? "Take offers again" : "Stop offers", "Marketing templates do not arrive", { opted_out: !opted_out }),
    el("details", { class: "more" }, el("summary", {}, "More to try"), tries(sheet, phone, moved)),
  );
}

function tries(sheet, { number, fails_next }, moved) {
  const options = (list) => list.map(([value, words]) => el("option", { value }, words));
  const waiting = fails_next.length > 0 ? `Waiting: ${fails_next.join(", ")}` : null;
  return [
    attempt(sheet, "fail_next", "The next message to me fails", el("select", { name: "code" }, options(FAILURES.map(([code, words]) => [code, `${code}: ${words}`]))), "Set", waiting,
      ({ code }) => act(number, "fail_next", { code: Number(code) })),
    attempt(sheet, "unusual", "Send something unusual", el("select", { name: "kind" }, options(UNUSUAL), el("optgroup", { label: "Nobody can read" }, options(UNREADABLE))), "Send", null,
      (body) => act(number, UNREADABLE.some(([kind]) => kind === body.kind) ? "unsupported" : "unusual", body)),
    attempt(sheet, "move", "Move to another number", el("input", { name: "to", type: "tel", required: true, placeholder: "98480 12345", autocomplete: "off" }), "Move", null,
      async ({ to }) => {
        const digits = to.replace(/\D/g, "");
        const full = digits.length === 10 ? `91${digits}` : digits;
        if (await act(number, "move", { to: full })) moved(full);
      }),
  ];
}

/** One line: a choice and a button that carries it out. */
function attempt(sheet, name, label, field, verb, note, run) {
  const submit = (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    sheet.choose(() => run(fields))();
  };
  return el(
    "form",
    { class: "attempt", "data-try": name, onsubmit: submit },
    el("label", {}, label, field), el("button", { class: "button" }, verb), note ? el("small", {}, note) : null,
  );
}
