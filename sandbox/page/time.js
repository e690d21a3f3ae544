// Business time in Indian words. Between two answers of the sandbox the clock runs on by itself.

const ZONE = "Asia/Kolkata";
const DAY_MS = 86_400_000;

const part = (options) => new Intl.DateTimeFormat("en-IN", { timeZone: ZONE, ...options });
const TIME = part({ hour: "numeric", minute: "2-digit", hour12: true });
const CLOCK = part({ hour: "numeric", minute: "2-digit", second: "2-digit", hour12: true });
const DATE = part({ weekday: "short", day: "numeric", month: "short" });
const LONG_DATE = part({ day: "numeric", month: "long", year: "numeric" });
// Sorts and compares as text: 2026-11-22.
const DAY_KEY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });

let asked = { now: Date.now(), at: performance.now() };

/** The sandbox has said what time it is. */
export function setNow(ms) {
  asked = { now: ms, at: performance.now() };
}

export function now() {
  return asked.now + performance.now() - asked.at;
}

export const timeOf = (ms) => TIME.format(ms);
export const clockOf = (ms) => CLOCK.format(ms);
export const dateOf = (ms) => DATE.format(ms);
export const dayKey = (ms) => DAY_KEY.format(ms);

/** The word between two days of a chat. */
export function dayName(ms) {
  const key = dayKey(ms);
  if (key === dayKey(now())) return "Today";
  if (key === dayKey(now() - DAY_MS)) return "Yesterday";
  return LONG_DATE.format(ms);
}

/** ₹19,840 or ₹19,840.50, with Indian commas. */
export function rupees(paise) {
  const digits = paise % 100 === 0 ? 0 : 2;
  return (paise / 100).toLocaleString("en-IN", {
    style: "currency", currency: "INR", minimumFractionDigits: digits, maximumFractionDigits: digits,
  });
}
