// The panel "More": what can be changed about the two companies besides faults. Folded, for it is rarely needed.

import { get, post, toast } from "./api.js";
import { el } from "./dom.js";
import { timeOf } from "./time.js";

// Enough people for one webhook; Meta's own limit is 1000.
const BATCH = 100;
const JUDGEMENTS = [["APPROVED", "approved"], ["REJECTED", "rejected"], ["PAUSED", "paused"], ["DISABLED", "disabled"], ["PENDING", "in review"]];

const balance = el("input", { name: "rupees", type: "number", min: "0", step: "1", required: true });
const fields = el("select", { name: "field", "aria-label": "What Meta tells" });
const events = el("select", { name: "id", required: true, "aria-label": "Event" });
const templates = el("select", { name: "name", required: true });
const switches = [];

export function buildWorld(panel) {
  panel.append(section("Razorpay", buildRazorpay(), listEvents), section("WhatsApp", buildWhatsapp(), listTemplates));
}

/** What is not sent along with every change is asked for when its section opens. */
function section(name, children, onOpen) {
  const details = el("details", { "data-company": name.toLowerCase() }, el("summary", {}, name), children);
  details.addEventListener("toggle", () => details.open && onOpen());
  return details;
}

function buildRazorpay() {
  const set = (body) => post("/api/razorpay", body);
  const secret = el("input", { name: "secret", required: true, placeholder: "another secret", autocomplete: "off" });
  return [
    toggle("Next refund fails", "the bank sends it back", ({ razorpay }) => razorpay.fail_refunds > 0, (on) => set({ fail_refunds: on ? 1 : 0 })),
    toggle("Next instant refund is slow", "it goes on as a normal one", ({ razorpay }) => razorpay.slow_refunds > 0, (on) => set({ slow_refunds: on ? 1 : 0 })),
    toggle("Odd shapes", "ids without prefix, lists for objects, no times", ({ razorpay }) => razorpay.odd_shapes, (on) => set({ odd_shapes: on })),
    toggle("Webhook enabled", "off after a day of failures", ({ razorpay }) => razorpay.webhook_enabled, (on) => set({ webhook_enabled: on })),
    line("balance", "Balance in rupees; refunds are paid from it", [balance], "Set", ({ rupees }) => set({ balance_paise: Number(rupees) * 100 })),
    line("secret", "Sign new events with", [secret], "Rotate", (chosen) => set({ webhook_secret: chosen.secret })),
    line("replay", "An event comes once more", [events], "Replay", (chosen) => post("/api/razorpay/replay", chosen)),
    line("settle", "Captured payments go to the bank", [], "Settle", () => post("/api/settle", {})),
  ];
}

function buildWhatsapp() {
  const set = (body) => post("/api/whatsapp", body);
  const judgement = el("select", { name: "status", "aria-label": "Judgement" }, JUDGEMENTS.map(([value, words]) => el("option", { value }, words)));
  return [
    toggle("Statuses travel together", `up to ${BATCH} in one webhook`, ({ whatsapp }) => whatsapp.batch > 1, (on) => set({ batch: on ? BATCH : 1 })),
    toggle("Templates wait for review", "until you judge them", ({ whatsapp }) => whatsapp.templates_by_hand, (on) => set({ templates_by_hand: on })),
    toggle("Shared with the phone app", "edits and deletions come as what they are", ({ whatsapp }) => whatsapp.coexistence, (on) => set({ coexistence: on })),
    line("judge", "A template is", [templates, judgement], "Judge", (chosen) => post("/api/templates", chosen)),
    line("report", "Meta tells of the account", [fields], "Tell", (chosen) => post("/api/report", chosen)),
  ];
}

/** Draws what the sandbox says of both. */
export function drawWorld(state) {
  balance.placeholder = Math.floor(state.razorpay.balance_paise / 100);
  if (fields.options.length === 0) fields.append(...["errors", ...state.whatsapp.fields].map((name) => el("option", { value: name }, name.replaceAll("_", " "))));
  for (const { box, is } of switches) box.checked = is(state);
}

function toggle(label, words, is, turn) {
  const box = el("input", { type: "checkbox", role: "switch", onchange: (event) => turn(event.target.checked) });
  switches.push({ box, is });
  return el("div", { class: "switch calm" }, el("label", {}, box, el("span", {}, el("b", {}, label), el("small", {}, words))));
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

async function listEvents() {
  const last = await get("/api/razorpay/events");
  events.replaceChildren(...last.map(({ id, event, at_ms }) => el("option", { value: id }, `${timeOf(at_ms)} ${event}`)));
}
