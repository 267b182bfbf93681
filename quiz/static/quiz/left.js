// On the pages after the questions: answers that still wait in this browser are sent first, and those that
// came too late are told.
import { queueOf } from "./queue.js";

const place = document.querySelector("[data-attempt]");
const words = place.dataset;
const late = [];
let arrived = false, isAsked = false;
const say = (text) => {
  place.hidden = !text;
  if (place.textContent !== text) place.textContent = text;
};

const queue = queueOf({
  attempt: words.attempt,
  words,
  on: {
    count: () => {},
    saved: () => { arrived = true; },
    refused: (number) => { late.push(number); },
    wait: (_number, why) => say(isAsked ? words.first : why),
    tried(all) {
      if (all && arrived) location.reload(); // what the page says of the answers is no longer so
      else if (all) say(late.length ? words.late.replace("%s", late.join(", ")) : "");
    },
  },
});

document.addEventListener("submit", (event) => {
  if (queue.isEmpty() || !event.target.closest("main")) return;
  event.preventDefault();
  isAsked = true;
  say(words.first);
  queue.flush();
});
if (!queue.isEmpty()) queue.flush();
