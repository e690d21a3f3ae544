// The panel of payment links: what became of each, and every way in which somebody could pay it.

import { post } from "./api.js";
import { el } from "./dom.js";
import { dateOf, rupees, timeOf } from "./time.js";

const STATE_WORDS = { created: "to be paid", partially_paid: "partly paid" };
const WAYS = {
  open: [
    ["upi", "Pay by UPI"], ["card", "Pay by card"], ["netbanking", "Pay by net banking"], ["wallet", "Pay by wallet"], ["fail", "Let it fail"], ["late_authorised", "Fail now, captured in 10 min"],
    ["twice", "Pay twice"], ["abandon", "Look and leave"],
  ],
  paid: [["twice", "Pay once more"]],
  over: [["late", "Pay all the same"]],
};

/** Draws the list anew only when something in it changed: a choice in it may be open. */
export function drawPayments(list, { payment_links: links, refunds }) {
  const key = JSON.stringify([links, refunds]);
  if (list.dataset.key === key) return;
  list.dataset.key = key;
  const none = el("p", { class: "none" }, "None yet: a buyer who chooses to pay online gets one.");
  list.replaceChildren(...(links.length ? links.toReversed().map((link) => drawLink(link, refunds)) : [none]));
}

function drawLink(link, refunds) {
  const open = link.status === "created" || link.status === "partially_paid";
  const until = open && link.expires_ms > 0 ? `until ${dateOf(link.expires_ms)}, ${timeOf(link.expires_ms)}` : null;
  const facts = [link.reference_id, link.description, until];
  const ids = new Set(link.payments.map((payment) => payment.id));
  const back = refunds.filter((refund) => ids.has(refund.payment_id));
  return el(
    "li",
    { class: "link", "data-link": link.reference_id, "data-status": link.status },
    el("div", { class: "line" }, el("b", {}, rupees(link.amount_paise)), el("span", { class: `state state-${link.status}` }, STATE_WORDS[link.status] ?? link.status)),
    el("small", {}, facts.filter(Boolean).join(" · ")),
    link.payments.map((payment) => el("small", {}, `${payment.method} ${rupees(payment.amount_paise)}: ${payment.status}`)),
    back.map((refund) => el("small", {}, `Refund ${rupees(refund.amount_paise)}: ${refund.status}`)),
    drawWays(link, open ? WAYS.open : link.status === "paid" ? WAYS.paid : WAYS.over, open),
  );
}

/** Pays without the pay page: the browser is not sent back, so the program hears by webhook alone. */
function drawWays(link, ways, open) {
  const pay = (event) => {
    event.preventDefault();
    post("/api/pay", { url: link.short_url, how: new FormData(event.target).get("how") });
  };
  return el(
    "form",
    { class: "ways", onsubmit: pay },
    open ? el("a", { class: "button", href: link.short_url, target: "_blank", rel: "noopener", "data-action": "pay-page" }, "Pay page") : null,
    el("select", { name: "how", "aria-label": "How" }, ways.map(([how, words]) => el("option", { value: how }, words))),
    el("button", { "data-action": "pay" }, "Go"),
  );
}
