// Answers on their way: each is kept in this browser until the server has acknowledged it or has said, in its
// own data, that sending it again cannot help. Any other refusal keeps it, and it is tried again, ever later.
const FIRST = 2, LONGEST = 60, ENOUGH = 15 * 60; // seconds

// Where the browser keeps nothing (blocked, full), answers are kept by this page alone.
function storeOf(key) {
  let own = null;
  const read = () => { try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; } };
  const write = (waiting) => {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(key, JSON.stringify(waiting));
      else localStorage.removeItem(key);
      own = null;
    } catch {
      own = waiting;
    }
  };
  const probe = `${key}:probe`;
  try { localStorage.setItem(probe, "1"); localStorage.removeItem(probe); } catch { own = read(); }
  return { read: () => own ?? read(), write, isDurable: () => own === null };
}

// In seconds; 0 where the server does not say.
function wished(answer) {
  const said = answer.headers.get("Retry-After") ?? "";
  const seconds = /^\d+$/.test(said) ? Number(said) : (Date.parse(said) - Date.now()) / 1000;
  return Math.min(Math.max(seconds || 0, 0), ENOUGH);
}

// The token of the page's forms; a page that has none asks for one.
const field = () => document.querySelector("input[name=csrfmiddlewaretoken]");
let fetched = "";

async function freshToken(url, patience) {
  const answer = await fetch(url, { cache: "no-store", redirect: "error", signal: patience() });
  ({ token: fetched } = await answer.json());
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((each) => { each.value = fetched; });
}

// words: how the page says each state. on: what the page does when an answer is saved, is refused for good or
// has to wait, when the number of those that wait changes, and when all were tried (with whether all arrived).
export function queueOf({ attempt, words, on }) {
  const store = storeOf(`yomitoki:${attempt}`);
  const limit = 1000 * Number(words.patience || 10);
  let sending = Promise.resolve(), tries = 0, again = null;

  // Not AbortSignal.timeout: its clock cannot be set, so no test could wait for it.
  const patience = () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), limit);
    return stop.signal;
  };
  const waiting = () => Object.entries(store.read()).filter(([, item]) => !item.refused);
  const keep = (items) => {
    store.write(items);
    on.count(waiting().length, store.isDurable());
  };
  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const replace = (number, item, by) => {
    const items = store.read();
    if (!isSame(items[number], item)) return; // changed meanwhile: the newer one is sent next
    if (by) items[number] = by; else delete items[number];
    keep(items);
  };

  const wait = (number, why) => on.wait(number, store.isDurable() ? why : words.open);
  const post = (item) => {
    const body = new URLSearchParams(item.fields);
    body.append("csrfmiddlewaretoken", field()?.value ?? fetched);
    const headers = { Accept: "application/json" };
    return fetch(item.url, { method: "POST", body, headers, redirect: "manual", signal: patience() });
  };

  // Whether to go on with the next one: not where nothing gets through, or the server asked to wait.
  async function send(number, item) {
    let answer, told;
    try {
      if (!field() && !fetched) await freshToken(words.token, patience);
      answer = await post(item);
      if (answer.status === 403) {
        await answer.text();
        await freshToken(words.token, patience);
        answer = await post(item);
      }
      const text = await answer.text(); // also of a page: an answer that is not read keeps its connection
      const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
      told = isData ? JSON.parse(text) : {};
    } catch (error) {
      wait(number, navigator.onLine && error.name === "AbortError" ? words.slow : words.offline);
      return { later: 0 };
    }
    if (answer.ok && "saved" in told) {
      replace(number, item);
      on.saved(number, told);
    } else if (told.final) {
      // Closed: gone for good. A bad answer is shown again until another one is given.
      replace(number, item, answer.status === 422 ? { ...item, refused: told.error } : null);
      on.refused(number, told.error);
    } else {
      const isBusy = answer.status === 429 || answer.status === 503;
      wait(number, isBusy ? words.busy : words.untaken);
      if (isBusy) return { later: wished(answer) };
    }
    return null;
  }

  async function sendAll() {
    clearTimeout(again);
    let later = 0;
    for (const [number, item] of waiting()) {
      const stopped = await send(number, item);
      if (stopped) { later = stopped.later; break; }
    }
    const left = waiting().length;
    tries = left ? tries + 1 : 0;
    if (left) again = setTimeout(flush, 1000 * Math.max(later, Math.min(FIRST * 2 ** (tries - 1), LONGEST)));
    on.tried(left === 0);
  }

  // One request at a time, in order: a later answer never overtakes an earlier one.
  function flush() {
    sending = sending.then(sendAll);
  }
  const now = () => { if (waiting().length) { tries = 0; flush(); } };
  window.addEventListener("online", now);
  window.addEventListener("pageshow", (event) => { if (event.persisted) now(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) now(); });

  return {
    flush,
    items: () => store.read(),
    isEmpty: () => waiting().length === 0,
    isDurable: store.isDurable,
    put(number, item) {
      keep({ ...store.read(), [number]: item });
      flush();
    },
    count: () => on.count(waiting().length, store.isDurable()),
  };
}
