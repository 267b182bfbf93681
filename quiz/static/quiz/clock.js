// The time left of a limited attempt: counted from the seconds that the server gave, said at five minutes and
// at one, and at the end the attempt is handed in. What the server says counts: asked too early, it refuses.
const clock = document.querySelector("[data-left]");
const told = document.querySelector("#told");
const words = clock.dataset;
const WITHIN = 30, GRACE = 10, AGAIN = 3; // seconds
const start = performance.now();
const left = () => Math.ceil(Number(words.left) - (performance.now() - start) / 1000);
const tell = (text) => { if (told.textContent !== text) told.textContent = text; };

// Each is said once in a tab, also where the next question is opened just then.
const key = `yomitoki:told:${words.code}`;
let own = "";
const isNew = (at) => {
  let heard = own;
  try { heard = sessionStorage.getItem(key) ?? ""; sessionStorage.setItem(key, `${heard} ${at}`); } catch { /* own */ }
  own = `${heard} ${at}`;
  return !heard.split(" ").includes(String(at));
};

function show(seconds) {
  clock.hidden = seconds > Number(words.reach);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `:${String(rest).padStart(2, "0")}`;
  clock.querySelector("b").textContent = hours ? `${hours}:${String(minutes).padStart(2, "0")}${tail}` : minutes + tail;
  clock.classList.toggle("soon", seconds <= 60);
  for (const at of [300, 60]) {
    if (seconds <= at && seconds > at - WITHIN && isNew(at)) tell(words[`at-${at}`]);
  }
}

// What is not saved yet gets as long to arrive as the server takes it; then what is saved counts.
async function handIn(page) {
  try {
    if (!page.isSent() && left() > -GRACE) throw new Error("not sent yet");
    const answer = await fetch(words.token, { cache: "no-store", redirect: "error" });
    const { token } = await answer.json();
    const form = Object.assign(document.createElement("form"), { method: "post", action: words.end, hidden: true });
    for (const [name, value] of [["csrfmiddlewaretoken", token], ["over", words.place]]) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(form);
    form.submit();
  } catch {
    if (!navigator.onLine || left() <= -GRACE) tell(words.cut);
    setTimeout(() => handIn(page), AGAIN * 1000);
  }
}

function end() {
  clearInterval(ticking);
  tell(words.over);
  // The page that keeps answers sends what was typed last, and says when all has arrived.
  const page = { isSent: () => true };
  document.dispatchEvent(new CustomEvent("yomitoki:over", { detail: page }));
  handIn(page);
}

function tick() {
  const seconds = left();
  show(Math.max(seconds, 0));
  if (seconds <= 0) end();
}

const ticking = setInterval(tick, 1000);
show(left());
