// A piece of a draft saves itself while one writes, and its lists are sorted and added to without a reload. What
// cannot be saved stays in this browser (drafts.js).
const PAUSE = 2500, SOON = 500, AGAIN = 15000; // milliseconds
const form = document.querySelector("#piece");
const words = form.dataset;
const state = form.querySelector("[data-state]");
let timer = 0, pressed = null, isSending = false, isTyped = false, isStopped = form.hasAttribute("data-fresh");

const make = (tag, more) => Object.assign(document.createElement(tag), more);
const button = (textContent, act) => {
  const made = make("button", { type: "button", className: "btn btn-sm btn-quiet", textContent });
  made.addEventListener("click", act);
  return made;
};
const say = (text, ...more) => state.replaceChildren(text, " ", ...more);

function later(pause) {
  isTyped = true;
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

async function freshToken() {
  const answer = await fetch(words.token, { cache: "no-store", redirect: "error" });
  form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
}

async function post(keepalive) {
  const body = new URLSearchParams(new FormData(form));
  const send = () => fetch(form.getAttribute("action"), {
    method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", keepalive,
  });
  const answer = await send();
  if (answer.status !== 403) return answer;
  await freshToken(); // signed in again in another tab: this page's token is of before
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return send();
}

async function save({ keepalive = false } = {}) {
  clearTimeout(timer);
  if (isStopped || isSending || !isTyped) return;
  isTyped = false;
  isSending = true;
  try {
    const answer = await post(keepalive);
    const told = await answer.json();
    if (answer.ok) settle(told); else refuse(answer.status, told.error);
  } catch {
    say(words.unsaved);
    later(AGAIN);
  }
  isSending = false;
  if (pressed) form.requestSubmit(pressed.submitter);
  else if (isTyped && !timer) later(PAUSE);
}

const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];

function settle(told) {
  timer = 0;
  form.elements.revision.value = told.revision;
  for (const [name, code] of Object.entries(told.codes)) if (form.elements[name]) form.elements[name].value = code;
  if (!isTyped) form.dispatchEvent(new Event("yomitoki:kept"));
  say(words.saved.replace("%s", told.saved));
  for (const place of form.querySelectorAll("[data-found]")) {
    place.replaceChildren(...parsed(told.found[place.dataset.found] ?? ""));
  }
  const summary = form.querySelector("[data-summary]");
  summary.hidden = !told.count;
  summary.querySelector("[data-count]").textContent = told.count;
  summary.querySelector("[data-list]").replaceChildren(...parsed(told.items));
  tryLook();
}

function refuse(status, why) {
  timer = 0;
  if (status === 409) {
    isStopped = true; // what somebody else saved is not replaced before both were compared
    say(why, button(words.compare, () => form.requestSubmit()));
  } else if (status === 401) {
    const next = `${document.body.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    say(`${why} ${words.unsaved}`, make("a", { href: next, textContent: document.body.dataset.back }));
  } else {
    say(`${why ?? ""} ${words.unsaved}`);
  }
}

form.addEventListener("input", (event) => { if (!event.isComposing) later(PAUSE); });
form.addEventListener("yomitoki:restored", () => later(PAUSE));
form.addEventListener("compositionend", () => later(PAUSE));
form.addEventListener("change", (event) => {
  if (event.target.name === "kind") form.requestSubmit(); else later(SOON);
});
form.addEventListener("submit", (event) => {
  isStopped = true;
  clearTimeout(timer);
  if (!isSending) return;
  // What is on its way is of this page: until it is answered, the form would compare one with oneself.
  event.preventDefault();
  pressed = event;
});
document.addEventListener("visibilitychange", () => { if (document.hidden) save({ keepalive: true }); });
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// Lists.
const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-row]")];
const fieldOf = (row, name) => row.querySelector(`[name="${row.id}-${name}"]`);

function number(list) {
  rowsOf(list).forEach((row, at) => {
    row.querySelector("[data-place]").textContent = at + 1;
    fieldOf(row, "place").value = at + 1;
  });
}

function add(name) {
  const list = form.querySelector(`[data-rows="${name}"]`);
  const taken = new Set(rowsOf(list).map((row) => row.id));
  let free = 0;
  while (taken.has(`${name}-${free}`)) free += 1;
  const total = form.elements[`${name}-TOTAL_FORMS`];
  total.value = Math.max(Number(total.value), free + 1);
  const blank = form.querySelector(`[data-blank="${name}"]`).innerHTML.replaceAll("__prefix__", free);
  const row = make("template", { innerHTML: blank }).content.querySelector("[data-row]");
  list.append(row);
  number(list);
  return row;
}

// Rows that were added and not saved are in what this browser kept.
form.addEventListener("yomitoki:restoring", ({ detail }) => {
  for (const name of detail) {
    const [, list] = name.match(/^(\w+)-\d+-/) ?? [];
    for (let tries = 0; list && !form.elements[name] && tries < 60; tries += 1) add(list);
  }
});

function remove(list, row) {
  const after = row.nextElementSibling;
  const next = after ?? row.previousElementSibling;
  row.remove();
  number(list);
  (next?.querySelector("[name=do]") ?? form.querySelector(`[data-add="${list.dataset.rows}"]`)).focus();
  later(PAUSE);
  say(words.removed, button(words.undo, () => {
    list.insertBefore(row, after);
    number(list);
    row.querySelector("textarea, input:not([type=hidden])").focus();
    later(SOON);
  }));
}

function move(list, row, by, pressed) {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(row); else other.after(row);
  number(list);
  pressed.focus();
  const values = { place: rowsOf(list).indexOf(row) + 1, count: rowsOf(list).length };
  values.item = row.querySelector("legend").firstChild.textContent.trim();
  say(words.moved.replace(/\{(\w+)\}/g, (_all, key) => values[key]));
  later(PAUSE);
}

form.addEventListener("click", (event) => {
  const pressed = event.target.closest("button[name=do]");
  const what = pressed?.value.split("-").at(-1);
  if (!what) return;
  event.preventDefault();
  if (what === "add") {
    add(pressed.dataset.add).querySelector("textarea, input:not([type=hidden]), select").focus();
    return;
  }
  const row = pressed.closest("[data-row]"), list = row.parentElement;
  if (what === "drop" || what === "remove") remove(list, row); else move(list, row, what === "up" ? -1 : 1, pressed);
});

// Whoever takes the other version gives up what this browser kept of their own.
document.querySelector("[data-drop-draft]")?.addEventListener("click", () => form.dispatchEvent(new Event("yomitoki:kept")));

// The question as readers see it, beside the form where there is room.
const seen = document.querySelector("[data-preview]");
const hasRoom = matchMedia("(min-width: 62rem)");
async function look(tried = "") {
  if (!seen || !hasRoom.matches) return;
  const address = seen.dataset.preview;
  const answer = await fetch(`${address}?${tried}`, { cache: "no-store", redirect: "error" });
  if (!answer.ok) return;
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main [data-live]");
  if (!part || (!tried && seen.contains(document.activeElement))) return;
  part.querySelectorAll("form").forEach((each) => each.setAttribute("action", address));
  const place = seen.querySelector("div");
  place.replaceChildren(...part.childNodes);
  if (tried) place.focus();
}
const tryLook = () => look().catch(() => {}); // without it one writes all the same
hasRoom.addEventListener("change", tryLook);
tryLook();
// An answer that one tries out is marked here, too.
seen?.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(event.target, event.submitter);
  look(new URLSearchParams(given)).catch(() => event.target.submit());
});
