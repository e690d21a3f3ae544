// The screens behind buttons that a tap alone does not answer: an address, one's contact, a Flow, a cart, an invoice.

import { act } from "./api.js";
import { el, icon } from "./dom.js";
import { drawBill } from "./pieces.js";
import { rupees } from "./time.js";

// whatsapp.md 6.1, in the order of WhatsApp's own form; the first half is needed to find a door.
const ADDRESS = [
  ["name", "Name"], ["phone_number", "Phone number"], ["in_pin_code", "PIN code"], ["house_number", "Flat or house number"], ["address", "Address"],
  ["landmark_area", "Landmark"], ["city", "City"], ["state", "State"], ["building_name", "Building"], ["floor_number", "Floor"], ["tower_number", "Tower"],
];
const MOST_OF_ONE = 99;
// Nobody knows here what Meta's catalogue would say; whoever tries it may write another price.
const PRICE = 100;
const BLANK_LINES = 3;

/** Opens what the button of this message asks for. */
export function openForm(sheet, phone, message, button) {
  const send = (name, body) => act(phone.number, name, body);
  const parameters = message.message.interactive?.action?.parameters ?? {};
  const answer = (name, response) => send("form", { message_id: message.id, name, response });
  switch (button.kind) {
    case "address": return openAddress(sheet, parameters, (response) => answer("address_message", response));
    case "flow": return openFlow(sheet, button, parameters, (response) => answer("flow", response));
    case "contact": return openContact(sheet, phone, () => send("share_contact", { message_id: message.id }));
    case "pay": return openInvoice(sheet, message, (outcome) => send("pay", { message_id: message.id, outcome }));
    default: return openCart(sheet, message, (order) => send("order", order));
  }
}

/** A form whose fields are handed over once the sheet is gone. */
function form(sheet, verb, run, ...children) {
  const submit = (event) => {
    event.preventDefault();
    const fields = [...new FormData(event.target)].map(([name, value]) => [name, value.trim()]);
    sheet.choose(() => run(fields))();
  };
  return el("form", { class: "fields", onsubmit: submit }, ...children, el("button", { class: "strong", "data-action": "submit-form" }, verb));
}

function openAddress(sheet, { values = {}, saved_addresses: saved = [], validation_errors: errors = {} }, send) {
  const chosen = saved.map(({ id, value }) => el(
    "button",
    { type: "button", class: "row", "data-action": "saved-address", onclick: sheet.choose(() => send({ saved_address_id: id })) },
    icon("pin"), el("span", {}, el("b", {}, value.name ?? id), el("small", {}, [value.house_number, value.address, value.in_pin_code].filter(Boolean).join(", "))),
  ));
  const fields = ADDRESS.map(([name, label]) => el(
    "label", {}, label,
    el("input", { name, value: values[name], required: name === "address", maxlength: name === "in_pin_code" ? "6" : null, autocomplete: "off" }),
    errors[name] ? el("small", { class: "wrong" }, errors[name]) : null,
  ));
  const filled = (pairs) => send({ values: Object.fromEntries(pairs.filter(([, value]) => value)) });
  sheet.open("address", "Provide address", chosen, form(sheet, "Submit", filled, fields));
}

/** What a Flow asks on its screens is Meta's secret and the program's: whoever plays the person writes what comes out. */
function openFlow(sheet, { title, token }, { flow_action_payload: payload }, send) {
  const guess = JSON.stringify({ flow_token: token, ...payload?.data }, null, 1);
  const text = el("textarea", { name: "response", rows: "7", spellcheck: "false" }, guess);
  const check = () => text.setCustomValidity(isObject(text.value) ? "" : "Write a JSON object.");
  text.addEventListener("input", check);
  const finished = ([[, response]]) => send(JSON.parse(response));
  sheet.open("flow", title, form(sheet, "Finish", finished, el("label", {}, "What the last screen returns", text)));
}

function isObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function openContact(sheet, { name, number }, send) {
  sheet.open("contact", "Share contact info", el(
    "button", { type: "button", class: "row", "data-action": "share-contact", onclick: sheet.choose(send) },
    icon("contact"), el("span", {}, el("b", {}, name), el("small", {}, `Shares +${number} with the business`)),
  ));
}

function openCart(sheet, message, send) {
  const { products, cards } = message.shown;
  const known = [...products, ...cards.flatMap((card) => card.products)];
  const action = message.message.interactive?.action;
  const lines = known.length > 0 ? known : Array.from({ length: BLANK_LINES }, () => ({ id: "" }));
  const rows = lines.map(({ id }, at) => el(
    "div", { class: "cart-line" },
    el("input", { name: "id", value: id, readonly: id !== "", "aria-label": "Product", placeholder: "Content ID" }),
    el("input", { name: "quantity", type: "number", min: "0", max: MOST_OF_ONE, value: at === 0 ? 1 : 0, "aria-label": "Quantity" }),
    el("input", { name: "price", type: "number", min: "0", step: "any", value: PRICE, "aria-label": "Price in rupees" }),
  ));
  const ordered = (pairs) => {
    const column = (name) => pairs.filter(([key]) => key === name).map(([, value]) => value);
    const [ids, quantities, prices] = ["id", "quantity", "price"].map(column);
    const items = ids.map((id, at) => ({ id, quantity: Number(quantities[at]), price: Number(prices[at]) }));
    return send({
      catalog_id: action?.catalog_id ?? action?.cards?.[0].action.catalog_id,
      items: items.filter(({ id, quantity }) => id && quantity > 0), text: column("text")[0],
    });
  };
  const head = el("div", { class: "cart-line", "aria-hidden": "true" }, ["Product", "Quantity", "₹ each"].map((words) => el("small", {}, words)));
  const words = el("input", { name: "text", placeholder: "Add a message", "aria-label": "Message", autocomplete: "off" });
  sheet.open("cart", "Your cart", form(sheet, "Send to business", ordered, head, rows, words));
}

function openInvoice(sheet, { message, shown: { bill } }, pay) {
  const settings = settingsOf(message);
  const gateway = settings.some(({ type }) => type === "payment_gateway");
  const link = settings.find(({ type }) => type === "payment_link")?.payment_link.uri;
  const way = (outcome, label, strong) => el("button", { type: "button", class: strong ? "strong" : "button", "data-action": "pay-bill", "data-outcome": outcome, onclick: sheet.choose(() => pay(outcome)) }, label);
  const ways = [way("captured", `Pay ${rupees(bill?.total_paise ?? 0)}`, true), way("pending", "Begin, and wait"), way("failed", "Let it fail")];
  const elsewhere = link
    ? el("a", { class: "button", href: link, target: "_blank", rel: "noopener" }, "Open the payment link")
    : el("p", { class: "hint" }, "A UPI app pays this. WhatsApp hears nothing of it, and neither does the business from WhatsApp.");
  sheet.open("invoice", "Review and pay", el("div", { class: "fields" }, bill ? drawBill(bill) : null, bill?.status === "paid" ? el("p", { class: "hint" }, "It is paid.") : gateway ? ways : elsewhere));
}

/** How an invoice may be paid, whether it is a message of its own or stands behind a template's button. */
function settingsOf(message) {
  const parameters = (message.template?.components ?? []).flatMap((component) => component.parameters ?? []);
  const details = message.interactive?.action?.parameters ?? parameters.map(({ action }) => action?.order_details).find(Boolean);
  return details?.payment_settings ?? [];
}
