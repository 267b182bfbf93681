// Enter while a Japanese conversion is open confirms the conversion; it never sends the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}, true);

// The zone of a page's times is named; whoever lives in it need not read it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.querySelectorAll("[data-zone]").forEach((part) => { part.hidden = part.dataset.zone === zone; });

// A code can be copied where the browser lets a page do that.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).textContent.trim());
    button.nextElementSibling.textContent = button.dataset.copied;
  });
}

// Only pages with a form whose words are kept, and the page after one, need what keeps them.
const hasSent = () => { try { return sessionStorage.getItem("yomitoki:sent"); } catch { return null; } };
if (document.querySelector("form[data-draft]") || hasSent()) import("./drafts.js");

// A part marked data-live="seconds" is fetched again and again; what has not changed costs a 304.
const live = document.querySelector("[data-live]");
if (live) {
  const words = document.body.dataset;
  let stamp = "", note = null;
  // What somebody writes in it, or has chosen in it, is not replaced under their hands.
  const isTouched = () => live.contains(document.activeElement) || [...live.querySelectorAll("input, textarea")].some(
    (field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked,
  );
  const say = (text, link) => {
    if (note?.dataset.text === text) return;
    note?.remove();
    note = null;
    if (!text) return;
    note = Object.assign(document.createElement("p"), { className: "note warning", textContent: `${text} ` });
    note.dataset.text = text;
    note.setAttribute("role", "status");
    note.append(Object.assign(document.createElement("a"), { href: location.href, textContent: link }));
    live.before(note);
  };
  // Rows that are here need not be sent again; more of them than a proxy takes in one line are not told.
  const rowsHere = () => [...live.querySelectorAll("[data-row]")].slice(0, 500);
  const show = async (answer) => {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
    if (!fresh || isTouched()) return;
    const rows = new Map(rowsHere().map((row) => [row.dataset.row, row]));
    for (const place of fresh.querySelectorAll("[data-known]")) {
      const row = rows.get(place.dataset.known);
      if (!row) { stamp = ""; return; } // it went meanwhile: next time all of it is asked for
      place.replaceWith(row.cloneNode(true));
    }
    stamp = answer.headers.get("ETag") || "";
    if (fresh.innerHTML === live.innerHTML) return;
    const seen = [...live.querySelectorAll(".scroll")].map((box) => [box.scrollLeft, box.scrollTop]);
    live.replaceChildren(...fresh.childNodes);
    live.querySelectorAll(".scroll").forEach((box, place) => box.scrollTo(...(seen[place] || [0, 0])));
  };
  // In seconds: as long as the server asks for where it has too much to do, else as long as the page says.
  const look = async () => {
    const pause = Number(live.dataset.live);
    if (document.hidden || isTouched()) return pause;
    const headers = stamp ? { "If-None-Match": stamp } : {};
    const rows = rowsHere();
    if (rows.length) headers["Known-Rows"] = rows.map((row) => row.dataset.row).join(" ");
    const answer = await fetch(location.href, { headers, cache: "no-store" });
    const isOut = answer.redirected && new URL(answer.url).pathname === words.signIn;
    const isGone = answer.redirected || [401, 403, 404].includes(answer.status);
    if (isOut) say(words.out, words.back);
    else if (isGone) say(words.stopped, words.reload);
    else if (answer.ok || answer.status === 304) say("");
    if (answer.ok && !answer.redirected) await show(answer);
    else await answer.text(); // an answer that is not read keeps its connection
    const wished = isGone ? 30 : Number(answer.headers.get("Retry-After")) || 0;
    return Math.max(pause, Math.min(wished, 900));
  };
  const again = (pause) => setTimeout(() => look().catch(() => 2 * Number(live.dataset.live)).then(again), 1000 * pause);
  again(Number(live.dataset.live));
}
