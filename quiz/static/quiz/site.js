// Enter while a Japanese conversion is open confirms the conversion; it never sends the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}, true);

// The zone of a page's times is named; whoever lives in it need not read it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.querySelectorAll("[data-zone]").forEach((part) => { part.hidden = part.dataset.zone === zone; });

// A part marked data-live="seconds" is fetched again and again; what has not changed costs a 304.
const live = document.querySelector("[data-live]");
if (live) {
  let stamp = "";
  const look = async () => {
    if (!document.hidden && !live.contains(document.activeElement)) {
      try {
        const answer = await fetch(location.href, { headers: stamp ? { "If-None-Match": stamp } : {}, cache: "no-store" });
        if (answer.ok) {
          stamp = answer.headers.get("ETag") || "";
          const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
          if (fresh && fresh.innerHTML !== live.innerHTML) {
            const seen = [...live.querySelectorAll(".scroll")].map((box) => [box.scrollLeft, box.scrollTop]);
            live.replaceChildren(...fresh.childNodes);
            live.querySelectorAll(".scroll").forEach((box, place) => box.scrollTo(...(seen[place] || [0, 0])));
          }
        }
      } catch { /* no connection: the next look may have one */ }
    }
    setTimeout(look, 1000 * Number(live.dataset.live));
  };
  setTimeout(look, 1000 * Number(live.dataset.live));
}
