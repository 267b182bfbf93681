// Saves each answer as it is given. What cannot be sent waits in this browser, is counted on the page
// and is sent when the connection is back; it is deleted as soon as the server has acknowledged it.
import { movable } from "./ordering.js";
import { queueOf } from "./queue.js";

const form = document.querySelector("form[data-attempt]");
const words = form.dataset;
const tab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");
let serial = 0;
let going = null; // the button by which one wants to leave, while answers wait

const unkept = Object.assign(document.createElement("span"), { className: "unsaved" });
unkept.setAttribute("role", "status");
document.querySelector("#waiting").after(unkept);

const box = (number) => form.querySelector(`[data-number="${number}"]`);
const tell = (place, text) => {
  if (place && place.textContent !== text) place.textContent = text;
};
const say = (number, kind, text, isCalm = false) => {
  const line = box(number)?.querySelector(`.${kind}`);
  line?.classList.toggle("calm", isCalm);
  tell(line, text);
};

// The list of questions knows what is answered and what is flagged.
function mark(number, { given, flagged }) {
  const place = document.querySelector(`[data-map="${number}"]`);
  if (!place) return;
  place.classList.toggle("done", given);
  place.classList.toggle("flag", flagged);
  const said = [place.dataset.name, given && words.answered, flagged && words.flagged];
  place.setAttribute("aria-label", said.filter(Boolean).join(", "));
  const all = document.querySelectorAll("[data-map]").length;
  const done = document.querySelectorAll("[data-map].done").length;
  const counts = { given: done, flagged: document.querySelectorAll("[data-map].flag").length, rest: all - done };
  for (const [name, count] of Object.entries(counts)) tell(document.querySelector(`[data-count=${name}]`), String(count));
}

const queue = queueOf({
  attempt: words.attempt,
  words,
  on: {
    count(many, isDurable) {
      tell(document.querySelector("#waiting"), many ? words.waiting.replace("%d", many) : "");
      tell(unkept, isDurable ? "" : words.unkept);
    },
    saved(number, told) {
      say(number, "problem", told.notice ?? "");
      say(number, "saved", words.saved.replace("%s", told.saved));
      const seen = form.elements[`q${number}-seen`];
      if (seen) seen.value = told.revision;
      mark(number, told);
    },
    refused: (number, error) => say(number, "problem", error),
    wait: (number, why) => say(number, "problem", why, true),
    tried(all) {
      if (!going) return;
      if (all) leave(); else offer();
    },
  },
});

function fieldsOf(question) {
  const number = question.dataset.number;
  const fields = [...new FormData(form)].filter(([name]) => name.startsWith(`q${number}-`));
  const own = { [`q${number}-tab`]: tab, [`q${number}-serial`]: String(++serial) };
  return [...fields.filter(([name]) => !(name in own)), ...Object.entries(own)];
}

function remember(question) {
  stay();
  say(question.dataset.number, "saved", "");
  queue.put(question.dataset.number, { url: question.dataset.url, fields: fieldsOf(question) });
}

function restore() {
  for (const [number, item] of Object.entries(queue.items())) {
    if (!box(number)) continue;
    for (const control of form.elements) {
      if (!control.name.startsWith(`q${number}-`) || control.type === "hidden") continue;
      const values = item.fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
    if (item.refused) say(number, "problem", item.refused);
  }
}

let typing, typed = null; // the question in which something is being typed
form.addEventListener("change", (event) => {
  const question = event.target.closest("[data-number]");
  clearTimeout(typing);
  typed = null;
  if (question) remember(question);
});
form.addEventListener("input", (event) => {
  if (event.target.type !== "text" || event.isComposing) return;
  typed = event.target.closest("[data-number]");
  clearTimeout(typing);
  typing = setTimeout(settle, 800);
});
function settle() {
  clearTimeout(typing);
  if (typed) remember(typed);
  typed = null;
}

// Beside the button that was pressed: what one waits for, and the way on where the answer is safe here.
const place = Object.assign(document.createElement("p"), { className: "meta mb-0 mt-2 waits" });
place.setAttribute("role", "status");

function stay() {
  going = null;
  place.replaceChildren();
}

// Where the button leads without sending the form: only to another question or to all of them. The end and
// the feedback need the answer to have arrived.
function elsewhere(by) {
  const wanted = by?.name === "go" ? by.value : "";
  if (/^\d+$/.test(wanted)) return words.question.replace("/0/", `/${wanted}/`);
  return wanted === "sheet" ? words.sheet : "";
}

function offer() {
  const url = queue.isDurable() && navigator.onLine ? elsewhere(going.by) : "";
  place.textContent = `${url ? words.kept : words.stay} `;
  if (url) place.append(Object.assign(document.createElement("a"), { href: url, textContent: words.onward }));
}

function leave() {
  const { by } = going;
  stay();
  form.requestSubmit(by ?? undefined);
}

// Leaving the page with something unsent would show the browser's own error page when there is no connection.
document.addEventListener("submit", (event) => {
  const by = event.submitter;
  if (event.target !== form || (navigator.onLine && queue.isEmpty())) return;
  event.preventDefault();
  if (queue.isEmpty()) remember(by?.closest("[data-number]") ?? form.querySelector("[data-number]"));
  else queue.flush();
  going = { by };
  const bar = by?.closest(".thumb"); // it stays in sight, what stands below it does not
  if (bar) bar.prepend(place); else (by?.closest(".actions, nav") ?? form).after(place);
  place.textContent = words.saving;
});
window.addEventListener("pageshow", (event) => { if (event.persisted) stay(); });

// The time is over: what was typed last is sent, and nothing more is taken.
document.addEventListener("yomitoki:over", ({ detail }) => {
  settle();
  stay();
  queue.flush();
  detail.isSent = queue.isEmpty;
  form.inert = true;
});

const fold = form.querySelector(".fold");
fold?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !fold.open) return;
  fold.open = false;
  fold.querySelector("summary").focus();
});

restore();
document.querySelectorAll("[data-movable]").forEach((list) => movable(list, words));
queue.count();
queue.flush();
