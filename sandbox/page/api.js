// Talks to the sandbox (API.md), and says at the foot of the page what went wrong.

import { el } from "./dom.js";

const TOAST_MS = 6000;

export async function get(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** Posts JSON. A refusal is shown to the person, and answered as `null`. */
export async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const json = await answer.json();
    if (answer.ok) return json;
    toast(json.error ?? `The sandbox answered ${answer.status}.`);
  } catch {
    toast("The sandbox cannot be reached. Is it still running?");
  }
  return null;
}

/** One act of a person: `say`, `tap`, `pin` … */
export function act(number, name, body) {
  return post(`/api/people/${encodeURIComponent(number)}/${name}`, body);
}

export function toast(words) {
  const notes = document.getElementById("toasts");
  if ([...notes.children].some((note) => note.textContent === words)) return;
  const note = el("p", { class: "toast", "data-toast": "" }, words);
  notes.append(note);
  setTimeout(() => note.remove(), TOAST_MS);
}
