// The panel "More": what can be changed about the two companies besides faults. Folded, for it is rarely needed.

import { get, post, toast } from "./api.js";
import { el } from "./dom.js";

// Enough people for one webhook; Meta's own limit is 1000.
const BATCH = 100;
const JUDGEMENTS = [["APPROVED", "approved"], ["REJECTED", "rejected"], ["PAUSED", "paused"], ["DISABLED", "disabled"], ["PENDING", "in review"]];

const balance = el("input", { name: "rupees", type: "number", min: "0", step: "1", required: true });
const fields = el("select", { name: "field", "aria-label": "What Meta tells" });
const templates = el("select", { name: "name", required: true });
let switches = [];

export function buildWorld(panel) {
  const razorpay = (body) => post("/api/razorpay", body);
  const whatsapp = (body) => post("/api/whatsapp", body);
  switches = [
    toggle("Next refund fails", "the bank sends it back", ({ razorpay: { fail_refunds } }) => fail_refunds > 0, (on) => razorpay({ fail_refunds: on ? 1 : 0 })),
    toggle("Next instant refund is slow", "it goes on as a normal one", ({ razorpay: { slow_refunds } }) => slow_refunds > 0, (on) => razorpay({ slow_refunds: on ? 1 : 0 })),
    toggle("Odd shapes", "ids without prefix, lists for objects, no times", (state) => state.razorpay.odd_shapes, (on) => razorpay({ odd_shapes: on })),
    toggle("Webhook enabled", "off after a day of failures", (state) => state.razorpay.webhook_enabled, (on) => razorpay({ webhook_enabled: on })),
    toggle("Statuses travel together", `up to ${BATCH} in one webhook`, (state) => state.whatsapp.batch > 1, (on) => whatsapp({ batch: on ? BATCH : 1 })),
    toggle("Templates wait for review", "until you judge them", (state) => state.whatsapp.templates_by_hand, (on) => whatsapp({ templates_by_hand: on })),
    toggle("Shared with the phone app", "edits and deletions come as what they are", (state) => state.whatsapp.coexistence, (on) => whatsapp({ coexistence: on })),
  ];
  const [refund, slow, odd, enabled, together, review, shared] = switches.map(({ node }) => node);
  const secret = el("input", { name: "secret", required: true, placeholder: "another secret", autocomplete: "off" });
  const judgement = el("select", { name: "status", "aria-label": "Judgement" }, JUDGEMENTS.map(([value, words]) => el("option", { value }, words)));
  const meta = el(
    "details", { "data-company": "whatsapp" }, el("summary", {}, "WhatsApp"), together, review, shared,
    line("judge", "A template is", [templates, judgement], "Judge", (fields) => post("/api/templates", fields)),
    line("report", "Meta tells of the account", [fields], "Tell", (chosen) => post("/api/report", chosen)),
  );
  meta.addEventListener("toggle", () => meta.open && listTemplates());
  panel.append(
    el(
      "details", { "data-company": "razorpay" }, el("summary", {}, "Razorpay"), refund, slow, odd, enabled,
      line("balance", "Balance in rupees; refunds are paid from it", [balance], "Set", (fields) => razorpay({ balance_paise: Number(fields.rupees) * 100 })),
      line("secret", "Sign new events with", [secret], "Rotate", (fields) => razorpay({ webhook_secret: fields.secret })),
      line("settle", "Captured payments go to the bank", [], "Settle", () => post("/api/settle", {})),
    ),
    meta,
  );
}

/** Draws what the sandbox says of both. */
export function drawWorld(state) {
  balance.placeholder = Math.floor(state.razorpay.balance_paise / 100);
  if (fields.options.length === 0) fields.append(...["errors", ...state.whatsapp.fields].map((name) => el("option", { value: name }, name.replaceAll("_", " "))));
  for (const { box, is } of switches) box.checked = is(state);
}

function toggle(label, words, is, turn) {
  const box = el("input", { type: "checkbox", role: "switch", onchange: (event) => turn(event.target.checked) });
  const node = el("div", { class: "switch calm" }, el("label", {}, box, el("span", {}, el("b", {}, label), el("small", {}, words))));
  return { node, box, is };
}

function line(name, label, fields, verb, run) {
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    if (!(await run(Object.fromEntries(new FormData(form))))) return;
    form.reset();
    // Nothing on the page shows what most of these change.
    toast(`${label}: done.`);
  };
  return el("form", { class: "attempt", "data-try": name, onsubmit: submit }, el("label", {}, label, fields), el("button", {}, verb));
}

/** One entry for each name: the reviewers judge all its languages. */
async function listTemplates() {
  const names = [...new Set((await get("/api/templates")).map(({ name }) => name))];
  templates.replaceChildren(...names.map((name) => el("option", { value: name }, name)));
}
