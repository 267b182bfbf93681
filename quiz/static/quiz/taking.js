// Saves each answer as it is given. What cannot be sent waits in this browser, is counted on the page
// and is sent when the connection is back; it is deleted as soon as the server has acknowledged it.
import { movable } from "./ordering.js";

const form = document.querySelector("form[data-attempt]");
const KEY = `yomitoki:${form.dataset.attempt}`;
const words = form.dataset;
const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");
let serial = 0;
let sending = null;

const load = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; } };
const keep = (waiting) => {
  if (Object.keys(waiting).length) localStorage.setItem(KEY, JSON.stringify(waiting));
  else localStorage.removeItem(KEY);
  const count = Object.keys(waiting).length;
  document.querySelector("#waiting").textContent = count ? words.waiting.replace("%d", count) : "";
};
const box = (number) => form.querySelector(`[data-number="${number}"]`);
const say = (number, kind, text) => {
  const place = box(number)?.querySelector(`.${kind}`);
  if (place) place.textContent = text;
};

function fieldsOf(question) {
  const number = question.dataset.number;
  const fields = [...new FormData(form)].filter(([name]) => name.startsWith(`q${number}-`));
  const own = { [`q${number}-tab`]: tab, [`q${number}-serial`]: String(++serial) };
  return [...fields.filter(([name]) => !(name in own)), ...Object.entries(own)];
}

function remember(question) {
  const waiting = load();
  waiting[question.dataset.number] = { url: question.dataset.url, fields: fieldsOf(question) };
  keep(waiting);
  say(question.dataset.number, "saved", "");
  return flush();
}

async function send(number, item) {
  const body = new URLSearchParams(item.fields);
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(item.url, {
    method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
  });
  if (answer.status >= 500) throw new Error(answer.status);
  // A page instead of data: the attempt is gone or the form is too old. Sending it again would not help.
  const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
  const told = isData ? await answer.json() : { error: words.refused };
  say(number, "problem", told.error ?? told.notice ?? "");
  if (!answer.ok) return;
  say(number, "saved", words.saved.replace("%s", told.saved));
  const seen = form.elements[`q${number}-seen`];
  if (seen) seen.value = told.revision;
  const entry = document.querySelector(`[data-map="${number}"]`);
  if (entry) entry.classList.add("done");
}

// One request at a time, in order: a later answer never overtakes an earlier one.
function flush() {
  sending = (sending ?? Promise.resolve()).then(async () => {
    for (const [number, item] of Object.entries(load())) {
      try {
        await send(number, item);
      } catch {
        say(number, "problem", words.offline);
        return false;
      }
      const waiting = load();
      if (JSON.stringify(waiting[number]) === JSON.stringify(item)) delete waiting[number];
      keep(waiting);
    }
    return Object.keys(load()).length === 0;
  });
  return sending;
}

function restore() {
  for (const [number, item] of Object.entries(load())) {
    if (!box(number)) continue;
    for (const control of form.elements) {
      if (!control.name.startsWith(`q${number}-`) || control.type === "hidden") continue;
      const values = item.fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
  }
}

let typing;
form.addEventListener("change", (event) => {
  const question = event.target.closest("[data-number]");
  clearTimeout(typing);
  if (question) remember(question);
});
form.addEventListener("input", (event) => {
  if (event.target.type !== "text" || event.isComposing) return;
  const question = event.target.closest("[data-number]");
  clearTimeout(typing);
  typing = setTimeout(() => remember(question), 800);
});
// Leaving the page with something unsent would show the browser's own error page when there is no connection.
document.addEventListener("submit", (event) => {
  const leaving = event.target;
  if (leaving !== form || leaving.dataset.sure || (navigator.onLine && !Object.keys(load()).length)) return;
  event.preventDefault();
  const by = event.submitter;
  const question = by?.closest("[data-number]") ?? form.querySelector("[data-number]");
  (navigator.onLine ? flush() : remember(question)).then((all) => {
    if (!all && !navigator.onLine) return;
    leaving.dataset.sure = "1";
    leaving.requestSubmit(by ?? undefined);
  });
});
window.addEventListener("online", flush);
setInterval(() => { if (Object.keys(load()).length) flush(); }, 5000);

restore();
document.querySelectorAll("[data-movable]").forEach((list) => movable(list, words));
keep(load());
flush();
