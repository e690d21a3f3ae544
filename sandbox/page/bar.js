// The bar on top: the clock, faults, refusals, and adding a phone.

import { post } from "./api.js";
import { arrange, el } from "./dom.js";
import { drawPayments } from "./payments.js";
import { written } from "./phone.js";
import { clockOf, dateOf, now, setNow, timeOf } from "./time.js";
import { buildWorld, drawWorld } from "./world.js";

const STEPS = [["+5 min", 300], ["+10 min", 600], ["+30 min", 1800], ["+1 h", 3600], ["+1 day", 86_400]];
const WEBHOOK_FAULTS = [
  ["duplicate", "Duplicate", "each arrives twice"],
  ["delay", "Delay", "30 s late"],
  ["reorder", "Reorder", "overtaken by the next one"],
  ["lost_once", "Lost once", "the sender tries again"],
  ["drop", "Lost", "for ever, nobody tries again"],
];
const RARE_WEBHOOK_FAULTS = [
  ["parallel", "In parallel", "does not wait for the one before it"],
  ["wrong_signature", "Forged", "signed with another secret"],
  ["unsigned", "Unsigned", "no signature at all"],
];
const CALL_FAULTS = [
  ["too_many", "429", "too many calls"],
  ["error_before", "500", "nothing was done"],
  ["error_after", "500, done", "but it was done"],
  ["time_out", "Time-out", "no answer, nothing was done"],
  ["time_out_after", "Time-out, done", "no answer, but it was done"],
];
const RARE_CALL_FAULTS = [
  ["garbage", "Garbage", "200 with rubbish, nothing was done"],
  ["slow", "Slow", "answered 5 s late"],
];
const STATUS_FIRST = ["status_first", "Status first", "statuses overtake the answer"];
const RAZORPAY_ALONE = [
  ["bad_gateway_after", "502, done", "but it was done"],
  ["gateway_timeout_after", "504, done", "but it was done"],
  ["quota", "429, quota", "no waiting helps"],
];
const FAULTS = [
  ["whatsapp_webhooks", "WhatsApp → RealServ (webhooks)", WEBHOOK_FAULTS, RARE_WEBHOOK_FAULTS],
  ["graph_calls", "RealServ → WhatsApp (calls)", CALL_FAULTS, [...RARE_CALL_FAULTS, STATUS_FIRST]],
  ["razorpay_webhooks", "Razorpay → RealServ (webhooks)", WEBHOOK_FAULTS, RARE_WEBHOOK_FAULTS],
  ["razorpay_calls", "RealServ → Razorpay (calls)", CALL_FAULTS, [...RARE_CALL_FAULTS, ...RAZORPAY_ALONE]],
];
const DELAYS_MS = { delay: 30_000, slow: 5000 };

const at = (id) => document.getElementById(id);
const chips = new Map();
const codes = el("small", {});
let rules = [];

/** Everything that is there from the start; `added(phone)` hears of a new phone. */
export function buildBar(added) {
  at("steps").append(...STEPS.map(([label, seconds]) => el("button", { type: "button", "data-action": "forward", "data-seconds": seconds, onclick: () => forward(seconds) }, label)));
  at("fault-switches").append(...FAULTS.map(buildDirection));
  buildWorld(at("more"));
  at("clear-faults").addEventListener("click", () => post("/api/faults", { clear: true }));
  at("add-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const { number, name, label } = Object.fromEntries(new FormData(event.target));
    const digits = number.replace(/\D/g, "");
    // Ten digits are an Indian number without its country code.
    const phone = await post("/api/people", { number: digits.length === 10 ? `91${digits}` : digits, name, label });
    if (!phone) return;
    at("add").hidePopover();
    event.target.reset();
    added(phone);
  });
}

async function forward(seconds) {
  const clock = await post("/api/clock", { forward_seconds: seconds });
  if (clock) setNow(clock.now_ms);
  drawClock();
}

function buildDirection([direction, title, faults, rare]) {
  const line = ([fault, label, words]) => {
    const keep = el("input", { type: "checkbox", role: "switch", "data-fault": fault, "data-direction": direction, onchange: (event) => turn(direction, fault, event.target.checked) });
    const once = el("button", { type: "button", "data-action": "fault-once", "data-fault": fault, "data-direction": direction, title: "Only the next one", "aria-label": `${label}: only the next one`, onclick: () => setFault({ direction, fault, times: 1 }) }, "next");
    return el("div", { class: "switch" }, el("label", {}, keep, el("span", {}, el("b", {}, label), el("small", {}, words))), once);
  };
  return el("fieldset", {}, el("legend", {}, title), faults.map(line), el("details", {}, el("summary", {}, "Rarer"), rare.map(line), direction === "graph_calls" ? codeForm(direction) : null));
}

/** Any code of Meta's for the next call; what waits stands below. */
function codeForm(direction) {
  const submit = async (event) => {
    event.preventDefault();
    const form = event.target;
    const code = Number(new FormData(form).get("code"));
    if (await setFault({ direction, fault: "code", code, times: 1 })) form.reset();
  };
  const field = el("input", { name: "code", type: "number", min: "0", required: true, placeholder: "131016", autocomplete: "off" });
  return el("form", { class: "attempt", "data-try": "code", onsubmit: submit }, el("label", {}, "Refused with this code of Meta's", field), el("button", {}, "Next"), codes);
}

function setFault(rule) {
  return post("/api/faults", { delay_ms: DELAYS_MS[rule.fault], ...rule });
}

/** The sandbox clears all faults or none: what shall stay is set again. */
async function turn(direction, fault, on) {
  if (on) return setFault({ direction, fault, times: null });
  const others = rules.filter((rule) => rule.direction !== direction || rule.fault !== fault);
  await post("/api/faults", { clear: true });
  for (const { left, ...rule } of others) await setFault({ ...rule, times: left });
}

/** Draws what the sandbox says. */
export function drawBar(state) {
  setNow(state.clock.now_ms);
  drawClock();
  drawFaults(state.faults);
  count("payment-count", state.payment_links.filter((link) => link.status === "created").length);
  drawPayments(at("payment-list"), state);
  drawRefusals(state);
  drawWorld(state);
}

export function drawClock() {
  const text = `${dateOf(now())}, ${clockOf(now())}`;
  if (at("now").textContent !== text) at("now").textContent = text;
}

function count(id, number) {
  const badge = at(id);
  badge.textContent = number;
  badge.hidden = number === 0;
}

function drawFaults(list) {
  rules = list;
  count("fault-count", list.length);
  for (const box of document.querySelectorAll("[data-fault][type=checkbox]")) {
    box.checked = list.some((rule) => rule.fault === box.dataset.fault && rule.direction === box.dataset.direction && rule.left === null);
  }
  for (const once of document.querySelectorAll("[data-action=fault-once]")) {
    const waits = list.some((rule) => rule.fault === once.dataset.fault && rule.direction === once.dataset.direction && rule.left !== null);
    once.setAttribute("aria-pressed", String(waits));
  }
  const waiting = list.filter((rule) => rule.fault === "code").map((rule) => rule.code);
  codes.textContent = waiting.length ? `Waiting: ${waiting.join(", ")}` : "";
}

function drawRefusals({ refusals, counts }) {
  count("refusal-count", refusals.length);
  at("counts").textContent = `${counts.sent} messages sent, ${counts.webhooks} webhooks (${counts.retries} tried again), ${counts.failed} failed.`;
  const line = (refusal) => el("li", {}, el("b", {}, `${refusal.status} · ${refusal.code}`), el("small", {}, `${timeOf(refusal.at_ms)} · ${refusal.call}`), el("span", {}, refusal.details));
  const none = el("li", { class: "none" }, "None: all that the program asked would have been taken.");
  at("refusal-list").replaceChildren(...(refusals.length ? refusals.toReversed().map(line) : [none]));
}

/** The row of all phones: which are out, and what waits in the others. */
export function drawChips(views, isOut, toggle) {
  arrange(at("chips"), views.map((view) => {
    const known = chips.get(view.number);
    const chip = known ?? el("button", { type: "button", class: "chip", "data-chip": view.number, onclick: () => toggle(view.number) }, el("span", {}), el("em", {}));
    chips.set(view.number, chip);
    const unread = view.unread();
    chip.dataset.label = view.phone.label;
    chip.dataset.unread = unread;
    chip.title = written(view.number);
    chip.setAttribute("aria-pressed", String(isOut(view.number)));
    chip.setAttribute("aria-label", `${view.phone.label} ${view.phone.name}, ${unread} unread`);
    chip.firstChild.textContent = view.phone.name;
    chip.lastChild.textContent = unread || "";
    return chip;
  }));
}
