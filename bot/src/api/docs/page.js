// Draws openapi.json: operations by tag, their parameters and schemas, and a form to try each. Everything that comes from
// the description or an answer is put in as text, never as HTML.
"use strict";

const METHODS = ["get", "post", "put", "patch", "delete"];
let api;

/** An element with attributes and children; strings become text. */
function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== undefined && value !== false) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return node;
}

/** `code` and **bold** inside a line. */
function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map((piece) => {
    if (piece.startsWith("`")) return el("code", {}, piece.slice(1, -1));
    if (piece.startsWith("**")) return el("strong", {}, piece.slice(2, -2));
    return piece;
  });
}

/** As much of Markdown as the descriptions use: headings, lists, paragraphs. */
function prose(text) {
  const out = [];
  for (const block of (text || "").split(/\n\s*\n/)) {
    const lines = block.trim().split("\n").filter(Boolean);
    if (!lines.length) continue;
    if (lines[0].startsWith("## ")) out.push(el("h2", {}, lines[0].slice(3)));
    else if (lines[0].startsWith("- ")) out.push(el("ul", {}, lines.map((line) => {
      // A kind of problem is the target of its `type` address.
      const kind = /^- \*\*\d{3}\*\* `([a-z-]+)`/.exec(line);
      return el("li", { id: kind ? kind[1] : undefined }, inline(line.slice(2)));
    })));
    else out.push(el("p", {}, inline(lines.join(" "))));
  }
  return out;
}

function resolved(schema) {
  if (!schema || !schema.$ref) return schema || {};
  return api.components.schemas[schema.$ref.split("/").pop()] || {};
}

/** The one thing inside `oneOf: [null, X]`, and whether null was there. */
function peeled(schema) {
  const choices = schema.oneOf || schema.anyOf;
  if (!choices) return [schema, Array.isArray(schema.type) && schema.type.includes("null")];
  const real = choices.filter((choice) => choice.type !== "null");
  return [real.length === 1 ? { ...real[0], description: schema.description } : schema, real.length < choices.length];
}

/** All properties of an object, those of `allOf` included. */
function propertiesOf(schema) {
  const whole = resolved(schema);
  const merged = { properties: { ...whole.properties }, required: [...(whole.required || [])] };
  for (const piece of whole.allOf || []) {
    const inner = propertiesOf(piece);
    Object.assign(merged.properties, inner.properties);
    merged.required.push(...inner.required);
  }
  return merged;
}

function isObject(schema) {
  const whole = resolved(schema);
  return Boolean(whole.properties || whole.allOf);
}

/** `string date-time`, `array of Part`, `integer 1–100`. */
function kindOf(schema) {
  const [inner, nullable] = peeled(schema);
  const whole = resolved(inner);
  let words;
  if (whole.type === "array") words = `list of ${kindOf(whole.items)}`;
  else if (isObject(inner)) words = inner.$ref ? inner.$ref.split("/").pop() : "object";
  else {
    const type = Array.isArray(whole.type) ? whole.type.filter((t) => t !== "null").join(" or ") : whole.type;
    words = [type, whole.format, whole.pattern && `like ${whole.pattern}`].filter(Boolean).join(" ");
    if (whole.minimum !== undefined || whole.maximum !== undefined) words += ` ${whole.minimum ?? "…"} to ${whole.maximum ?? "…"}`;
    if (whole.minLength !== undefined || whole.maxLength !== undefined) words += `, ${whole.minLength ?? 0} to ${whole.maxLength ?? "…"} characters`;
    if (whole.enum) words += `: ${whole.enum.join(", ")}`;
  }
  return nullable ? `${words} or null` : words;
}

/** A made-up value, from the examples of the description. */
function exampleOf(schema, depth = 0) {
  const [inner] = peeled(schema);
  if (inner.example !== undefined) return inner.example;
  const whole = resolved(inner);
  if (schema.example !== undefined) return schema.example;
  if (whole.example !== undefined) return whole.example;
  if (depth > 5) return null;
  if (whole.type === "array") return [exampleOf(whole.items, depth + 1)];
  if (isObject(inner)) {
    const { properties } = propertiesOf(inner);
    return Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, exampleOf(of, depth + 1)]));
  }
  const type = Array.isArray(whole.type) ? whole.type.find((t) => t !== "null") : whole.type;
  if (type === "integer" || type === "number") return whole.minimum ?? 0;
  if (type === "boolean") return true;
  if (whole.format === "uuid") return "00000000-0000-0000-0000-000000000000";
  return "";
}

/** The fields of an object as a table; objects inside open on demand. */
function fields(schema, depth = 0) {
  const { properties, required } = propertiesOf(schema);
  const rows = Object.entries(properties).map(([name, of]) => {
    const [inner] = peeled(of);
    const element = resolved(inner).type === "array" ? resolved(inner).items : inner;
    const nested = isObject(element) && depth < 4
      ? el("details", { class: "schema" }, el("summary", {}, kindOf(of)), el("div", { class: "fields" }, fields(element, depth + 1)))
      : kindOf(of);
    const says = of.description || (of.$ref && resolved(of).description) || "";
    const mark = required.includes(name) ? el("span", { class: "needed", title: "always there" }, " *") : null;
    return el("tr", {}, el("td", { class: "name" }, name, mark), el("td", { class: "kind" }, nested), el("td", {}, prose(says)));
  });
  return el("table", {}, el("tbody", {}, rows));
}

function parameterTable(parameters) {
  const rows = parameters.map((parameter) => {
    const mark = parameter.required ? el("span", { class: "needed", title: "needed" }, " *") : null;
    const usual = parameter.schema && parameter.schema.default;
    const says = `${parameter.description || ""}${usual === undefined ? "" : ` Usually ${usual}.`}`;
    return el("tr", {}, el("td", { class: "name" }, parameter.name, mark),
      el("td", { class: "kind" }, `${parameter.in}, ${kindOf(parameter.schema)}`), el("td", {}, prose(says)));
  });
  return el("table", {}, el("tbody", {}, rows));
}

function responseTable(responses) {
  const rows = Object.entries(responses).map(([status, response]) => {
    const content = Object.entries(response.content || {})[0];
    const schema = content && content[1].schema;
    const body = schema && isObject(schema)
      ? el("details", { class: "schema" }, el("summary", {}, kindOf(schema)), el("div", { class: "fields" }, fields(schema)))
      : schema ? kindOf(schema) : "no body";
    return el("tr", {}, el("td", { class: "name" }, status), el("td", { class: "kind" }, body), el("td", {}, prose(response.description)));
  });
  return el("table", {}, el("tbody", {}, rows));
}

function bodySchema(operation) {
  const content = operation.requestBody && operation.requestBody.content["application/json"];
  return content && content.schema;
}

/** A form with a field for each parameter and one for the body. */
function tryIt(method, path, operation) {
  const parameters = operation.parameters || [];
  const inputs = parameters.map((parameter) => ({
    parameter,
    input: el("input", { placeholder: parameter.example ?? "", required: parameter.required, spellcheck: "false", autocomplete: "off" }),
  }));
  const schema = bodySchema(operation);
  const body = schema && el("textarea", { spellcheck: "false", "aria-label": "Body" });
  if (body) body.value = JSON.stringify(exampleOf(schema), null, 2);
  const button = el("button", {}, "Send");
  const answer = el("div", { "aria-live": "polite" });
  const form = el("form", {}, inputs.map(({ parameter, input }) => el("label", {}, parameter.name, input)), body, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    answer.replaceChildren(...(await send(method, path, inputs, body)));
    button.disabled = false;
  });
  return [form, answer];
}

async function send(method, path, inputs, body) {
  let address = path;
  const query = new URLSearchParams();
  const headers = { "X-API-Key": document.getElementById("key").value };
  for (const { parameter, input } of inputs) {
    const value = input.value.trim();
    if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, encodeURIComponent(value));
    else if (value && parameter.in === "query") query.set(parameter.name, value);
    else if (value) headers[parameter.name] = value;
  }
  if (body) headers["Content-Type"] = "application/json";
  if ([...query].length) address += `?${query}`;
  try {
    const began = performance.now();
    const response = await fetch(address, { method: method.toUpperCase(), headers, body: body ? body.value : undefined });
    const text = await response.text();
    const took = Math.round(performance.now() - began);
    return [
      el("p", { class: `status ${response.ok ? "good" : "bad"}` },
        `${response.status} in ${took} ms · ${method.toUpperCase()} ${address} · ${response.headers.get("x-correlation-id") || ""}`),
      text ? el("pre", { class: "answer" }, pretty(text)) : null,
    ].filter(Boolean);
  } catch (error) {
    return [el("p", { class: "status bad" }, `No answer: ${error.message}`)];
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function operationOf(method, path, operation) {
  const inside = el("div", { class: "inside" });
  const details = el("details", { class: "operation", id: operation.operationId },
    el("summary", {}, el("b", { class: method }, method.toUpperCase()), el("span", { class: "path" }, path),
      el("span", { class: "what" }, operation.summary || "")), inside);
  // Drawn when first opened: the page is there at once however long the description grows.
  const draw = () => {
    if (!details.open || inside.childElementCount) return;
    const parameters = operation.parameters || [];
    const schema = bodySchema(operation);
    inside.append(...prose(operation.description));
    if (parameters.length) inside.append(el("h3", {}, "Parameters"), parameterTable(parameters));
    if (schema) inside.append(el("h3", {}, "Body"), fields(schema));
    inside.append(el("h3", {}, "Answers"), responseTable(operation.responses));
    inside.append(el("h3", {}, "Try it"), ...tryIt(method, path, operation));
  };
  details.addEventListener("toggle", draw);
  return details;
}

function drawAll() {
  const nav = document.getElementById("nav");
  const main = document.getElementById("main");
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ method, path, operation: item[method] })));
  main.replaceChildren(el("div", { class: "intro" }, prose(api.info.description)));
  for (const tag of api.tags || []) {
    const own = operations.filter(({ operation }) => (operation.tags || []).includes(tag.name));
    if (!own.length) continue;
    nav.append(el("h2", {}, tag.name), ...own.map(({ method, operation }) =>
      el("a", { href: `#${operation.operationId}` }, el("b", { class: method }, method.toUpperCase()), el("span", {}, operation.summary || operation.operationId))));
    main.append(el("section", {}, el("h2", {}, tag.name), prose(tag.description),
      own.map(({ method, path, operation }) => operationOf(method, path, operation))));
  }
}

/** Opens and shows what the address names. */
function goThere() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.tagName === "DETAILS") target.open = true;
  target.scrollIntoView();
}

async function begin() {
  const key = document.getElementById("key");
  key.value = sessionStorage.getItem("key") || "";
  key.addEventListener("input", () => sessionStorage.setItem("key", key.value));
  try {
    api = await (await fetch("/api/v1/openapi.json")).json();
  } catch (error) {
    document.getElementById("main").replaceChildren(el("p", { class: "status bad" }, `The description cannot be read: ${error.message}`));
    return;
  }
  drawAll();
  goThere();
  addEventListener("hashchange", goThere);
}

begin();
