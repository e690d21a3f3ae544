// The page: asks the sandbox what changed whenever it says so, and hands it to the bar and the phones.

import { get } from "./api.js";
import { buildBar, drawBar, drawChips, drawClock } from "./bar.js";
import { arrange } from "./dom.js";
import { PhoneView } from "./phone.js";

// While nobody has written yet, so many phones lie on the table.
const AT_FIRST = { buyer: 2, vendor: 1 };
const AGAIN_MS = 2000;

const views = new Map();
let seq = 0;
let asking = null;
let askAgain = false;

// --- Which phones are out --------------------------------------------------------------------------------------------

// What the person chose, by number; it outlives a reload.
const chosen = new Map(JSON.parse(sessionStorage.getItem("chosen") ?? "[]"));

function choose(number, out) {
  chosen.set(number, out);
  sessionStorage.setItem("chosen", JSON.stringify([...chosen]));
}

/** A phone lies on the table when somebody put it there, or when there is something in it. */
function isOut(number) {
  if (chosen.has(number)) return chosen.get(number);
  const phone = views.get(number).phone;
  if (phone.messages.length > 0) return true;
  const alike = [...views.values()].filter((view) => view.phone.label === phone.label);
  if (alike.some((view) => view.phone.messages.length > 0)) return false;
  return alike.findIndex((view) => view.number === number) < (AT_FIRST[phone.label] ?? 1);
}

function toggle(number) {
  choose(number, true);
  arrangePhones();
  show(number);
}

function show(number) {
  const { root, composer } = views.get(number);
  root.scrollIntoView({ inline: "center", block: "nearest", behavior: "smooth" });
  composer.input.focus({ preventScroll: true });
}

function arrangePhones() {
  const rank = ({ phone }) => ["buyer", "vendor"].indexOf(phone.label) >>> 0;
  const ordered = [...views.values()].sort((a, b) => rank(a) - rank(b));
  const out = ordered.filter((view) => isOut(view.number));
  const ends = out.map((view) => [view, view.nearEnd()]);
  arrange(document.getElementById("phones"), out.map((view) => view.root));
  // A chat that was not on the page has forgotten where it was.
  for (const [view, atEnd] of ends) if (atEnd) view.toEnd("instant");
  drawChips(ordered, isOut, toggle);
}

function deedsOf(number) {
  const put = (which, out) => {
    choose(which, out);
    arrangePhones();
  };
  return { away: () => put(number, false), moved: (to) => put(to, true) };
}

// --- What the sandbox says -------------------------------------------------------------------------------------------

function draw(state) {
  drawBar(state);
  document.getElementById("business").textContent = state.business.name;
  // Who moved has another number; a sandbox that was started anew knows other people.
  const known = new Set(state.numbers);
  for (const [number, view] of views) {
    if (known.has(number)) continue;
    view.remove();
    views.delete(number);
  }
  for (const phone of state.phones) {
    if (!views.has(phone.number)) views.set(phone.number, new PhoneView(phone, state.business, deedsOf(phone.number)));
    views.get(phone.number).update(phone);
  }
  arrangePhones();
  document.documentElement.dataset.ready = "true";
  document.documentElement.dataset.seq = state.seq;
}

/** One question at a time; what changes meanwhile is asked for afterwards. Done when all of it is drawn. */
function ask() {
  askAgain = true;
  asking ??= askUntilDrawn().finally(() => { asking = null; });
  return asking;
}

async function askUntilDrawn() {
  try {
    while (askAgain) {
      askAgain = false;
      const since = seq;
      const state = await get(`/api/state?since=${since}`);
      draw(state);
      seq = state.seq;
    }
  } catch (error) {
    console.error(error);
    // The stream says so too, and asks again when it is back.
    connected(false);
  }
}

function connected(is) {
  document.documentElement.dataset.connected = String(is);
  document.getElementById("connection").textContent = is ? "live" : "waiting for the sandbox…";
}

function listen() {
  const stream = new EventSource("/api/events");
  stream.addEventListener("open", () => {
    // It may be another sandbox than before, which counts from the beginning.
    seq = 0;
    connected(true);
  });
  stream.addEventListener("changed", ask);
  stream.addEventListener("error", () => {
    connected(false);
    // The browser tries again by itself, unless it was answered with something else than a stream.
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, AGAIN_MS);
  });
}

buildBar(async (phone) => {
  choose(phone.number, true);
  await ask();
  if (views.has(phone.number)) show(phone.number);
});
listen();
setInterval(() => {
  drawClock();
  for (const view of views.values()) view.second();
}, 1000);
document.addEventListener("visibilitychange", () => {
  for (const view of views.values()) view.mayRead();
});
