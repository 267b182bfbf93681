// Leaving a shared computer: answers that wait in this browser are sent first, then what it keeps is cleared.
import { queueOf } from "./queue.js";

const START = "yomitoki:", DRAFT = "yomitoki:draft:";
const form = document.querySelector("form[data-leave]");
const words = form.dataset;
const state = document.querySelector("#leaving");
const stored = () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(START)); } catch { return []; } };

let chosen = null, isReady = false;
const queues = stored().filter((key) => !key.startsWith(DRAFT)).map((key) => queueOf({
  attempt: key.slice(START.length),
  words,
  on: { count() {}, saved() {}, refused() {}, wait() {}, tried: go },
}));
const unsent = () => queues.filter((queue) => !queue.isEmpty()).length;

function go() {
  if (!chosen) return;
  if (unsent()) { state.textContent = words.unsent; return; }
  // Those who stay in this browser keep their drafts.
  const gone = chosen.value === "all" || !words.others ? START : `${DRAFT}${document.body.dataset.who}:`;
  for (const key of stored()) if (key.startsWith(gone)) localStorage.removeItem(key);
  isReady = true;
  form.requestSubmit(chosen);
}

form.addEventListener("submit", (event) => {
  if (isReady) return;
  event.preventDefault();
  chosen = event.submitter;
  if (!unsent()) { go(); return; }
  state.textContent = words.waiting;
  for (const queue of queues) queue.flush();
});
