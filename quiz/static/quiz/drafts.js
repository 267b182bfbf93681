// What is typed into a form marked data-draft stays in this browser until the form was taken: over a reload, a
// switch of the language, going back, a lost connection, an old token. A person's drafts are that person's only.
const START = "yomitoki:draft:", SENT = "yomitoki:sent", DAYS = 30;
const words = document.body.dataset;
const forms = [...document.querySelectorAll("form[data-draft]")];
const here = location.href.replace(/#.*/, "");

const parse = (text) => { try { return JSON.parse(text) ?? null; } catch { return null; } };
const store = {
  get: (key) => { try { return parse(localStorage.getItem(key)); } catch { return null; } },
  // Without a place to keep it (blocked, full) there is no draft; the form works all the same.
  set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* as said */ } },
  drop: (key) => { try { localStorage.removeItem(key); } catch { /* as said */ } },
  keys: () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(START)); } catch { return []; } },
};
const mark = {
  get: () => { try { return parse(sessionStorage.getItem(SENT)); } catch { return null; } },
  set: (value) => { try { sessionStorage.setItem(SENT, JSON.stringify(value)); } catch { /* as said */ } },
  drop: () => { try { sessionStorage.removeItem(SENT); } catch { /* as said */ } },
};

const keyOf = (form) => `${START}${words.who}:${form.dataset.draft || new URL(form.getAttribute("action") || here, here).pathname}`;

// By name: what was given, and what the page itself had given.
function valuesOf(form) {
  const now = {}, was = {};
  for (const field of form.elements) {
    if (!field.name || ["hidden", "password", "file", "submit", "button"].includes(field.type) || field.tagName === "FIELDSET") continue;
    now[field.name] ??= [];
    was[field.name] ??= [];
    if (field.type === "radio" || field.type === "checkbox") {
      if (field.checked) now[field.name].push(field.value);
      if (field.defaultChecked) was[field.name].push(field.value);
    } else if (field.tagName === "SELECT") {
      const given = [...field.options].filter((one) => one.defaultSelected);
      now[field.name].push(field.value);
      was[field.name].push((given[0] ?? field.options[0])?.value ?? "");
    } else {
      now[field.name].push(field.value);
      was[field.name].push(field.defaultValue);
    }
  }
  return [now, was];
}
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Of what others may change meanwhile, which state was seen when this was typed: it is told when it is sent, also
// after the page was loaded again with a newer one. A page marked data-fresh shows both, so its own state counts.
const revision = (form) => form.elements[form.dataset.revision];
const seenBy = (form, key) => (form.hasAttribute("data-fresh") ? null : store.get(key)?.seen) ?? revision(form)?.value;

// was: as the page had it before anything was typed; a page that comes back with errors has the typed words.
function keep(form) {
  const key = keyOf(form), [now, given] = valuesOf(form);
  const was = { ...given, ...store.get(key)?.was };
  const names = Object.keys(now).filter((name) => !isSame(now[name], was[name]));
  const only = (values) => Object.fromEntries(names.map((name) => [name, values[name]]));
  if (names.length) store.set(key, { at: Date.now(), fields: only(now), was: only(was), seen: seenBy(form, key) });
  else store.drop(key);
}

function fill(form, fields) {
  const [now] = valuesOf(form);
  const places = {};
  let changed = false;
  for (const field of form.elements) {
    const values = fields[field.name];
    if (!values || !now[field.name] || isSame(values, now[field.name])) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else {
      const value = values[places[field.name] = (places[field.name] ?? -1) + 1];
      if (value === undefined || (field.options && ![...field.options].some((one) => one.value === value))) continue;
      field.value = value;
    }
    field.closest("details")?.setAttribute("open", "");
    changed = true;
  }
  return changed;
}

function restore(form) {
  const key = keyOf(form), draft = store.get(key);
  if (!draft?.fields || form.hasAttribute("data-fresh")) return;
  form.dispatchEvent(new CustomEvent("yomitoki:restoring", { detail: Object.keys(draft.fields) }));
  if (!fill(form, draft.fields)) {
    if (revision(form)) store.drop(key); // it was saved after all, and others may change it from here on
    return;
  }
  const given = revision(form)?.value;
  if (draft.seen && given) revision(form).value = draft.seen;
  const line = Object.assign(document.createElement("p"), { className: "note", textContent: `${words.restored} ` });
  line.setAttribute("role", "status");
  const discard = Object.assign(document.createElement("button"), {
    type: "button", className: "btn btn-sm btn-quiet", textContent: words.discard,
  });
  discard.addEventListener("click", () => {
    store.drop(key);
    form.reset();
    if (given && revision(form)) revision(form).value = given;
    line.remove();
    form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  });
  line.append(discard);
  form.prepend(line);
  form.dispatchEvent(new Event("yomitoki:restored"));
}

// A form was taken when the page after it came by a redirect. A page that is marked data-unsettled (are you
// sure, send it again) comes between; one marked "gate" (sign in first) does too, but the redirect after it
// takes nothing. Any other page is a refusal, which keeps the draft.
function settle() {
  const sent = mark.get();
  if (!sent) return;
  const came = performance.getEntriesByType("navigation")[0];
  if (came?.type === "navigate" && document.referrer.replace(/#.*/, "") === sent.from) {
    const between = document.querySelector("[data-unsettled]");
    if (between) {
      mark.set({ ...sent, from: here, isGate: between.dataset.unsettled === "gate" });
      return;
    }
    if (came.redirectCount && !sent.isGate) store.drop(sent.key);
  }
  mark.drop();
}

settle();
const old = Date.now() - DAYS * 24 * 3600 * 1000;
for (const key of store.keys()) if (!((store.get(key)?.at ?? 0) > old)) store.drop(key);
for (const form of forms) {
  restore(form);
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => keep(form));
  // Its own script saved all of it.
  form.addEventListener("yomitoki:kept", () => store.drop(keyOf(form)));
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (forms.includes(form)) mark.set({ key: keyOf(form), from: here });
  else if (!form.closest("[data-unsettled]")) mark.drop();
});
