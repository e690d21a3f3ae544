// WhatsApp's own markup (https://faq.whatsapp.com/539178204879377) as elements: *bold* _italic_ ~strike~ `code` ```mono```, quotes and lists.

import { el } from "./dom.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{M}\p{N}]/u;
// A full stop after an address belongs to the sentence; whether a bracket does depends on whether one was opened.
const ADDRESS = /(?:https?:\/\/|www\.|wa\.me\/)[^\s<>"]*[^\s<>".,;:!?*_~]/iy;
const MAIL = /[\p{L}\p{N}._+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/uy;
const PHONE = /\+\d(?:[ -]?\d){9,13}(?!\d)/y;
const CODE = /`([^`\n]+)`/y;
const BLOCK = /```([\s\S]+?)```/;

/** A text as WhatsApp shows it. */
export function formatted(text) {
  const into = document.createDocumentFragment();
  const [before, block, ...after] = text.split(BLOCK);
  lines(before, into);
  if (block !== undefined) {
    into.append(el("code", { class: "mono" }, block));
    into.append(formatted(after.join("```")));
  }
  return into;
}

function lines(text, into) {
  text.split("\n").forEach((line, index) => {
    if (index > 0) into.append("\n");
    if (line.startsWith("> ")) into.append(inline(line.slice(2), el("span", { class: "cited" })));
    else if (/^[-*] /.test(line)) inline(`• ${line.slice(2)}`, into);
    else inline(line, into);
  });
}

function inline(text, into) {
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const found = span(text, at);
    if (found) {
      into.append(plain, found.node);
      plain = "";
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  into.append(plain);
  return into;
}

/** What begins here, if anything does. In the middle of a word nothing does. */
function span(text, at) {
  if (at > 0 && WORD.test(text[at - 1])) return null;
  const link = linked(text, at);
  if (link) return { node: el("a", { href: link.href, target: "_blank", rel: "noopener" }, link.words), end: at + link.words.length };
  CODE.lastIndex = at;
  const code = CODE.exec(text);
  if (code) return { node: el("code", {}, code[1]), end: CODE.lastIndex };
  const end = MARKS[text[at]] ? closing(text, at) : -1;
  if (end < 0) return null;
  return { node: inline(text.slice(at + 1, end), el(MARKS[text[at]])), end: end + 1 };
}

/** An address, a mail address or a number with its country that begins here. */
function linked(text, at) {
  const found = (pattern) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const address = found(ADDRESS);
  if (address) {
    const words = balanced(address);
    return { words, href: /^https?:/i.test(words) ? words : `https://${words}` };
  }
  const mail = found(MAIL);
  if (mail) return { words: mail, href: `mailto:${mail}` };
  const phone = found(PHONE);
  return phone ? { words: phone, href: `tel:${phone.replace(/[ -]/g, "")}` } : null;
}

/** Without the brackets at its end that were opened before it: (see https://a.in/b_(c)). */
function balanced(address) {
  let words = address;
  const many = (sign) => words.split(sign).length;
  while (/[).,;:!?]$/.test(words) && (!words.endsWith(")") || many(")") > many("("))) words = words.slice(0, -1);
  return words;
}

/** Where the mark that opens at `at` ends: both marks touch what is between them, and a word does not go on behind. */
function closing(text, at) {
  const mark = text[at];
  if (!text[at + 1] || /\s/.test(text[at + 1]) || text[at + 1] === mark) return -1;
  for (let end = text.indexOf(mark, at + 2); end > 0; end = text.indexOf(mark, end + 1)) {
    const behind = text[end + 1] ?? "";
    if (!/\s/.test(text[end - 1]) && !WORD.test(behind)) return end;
  }
  return -1;
}
