// Ordering: buttons and a handle instead of the lists of places; the lists stay what is sent.
export function movable(list, words) {
  const { up, down, drag, take } = words;
  const items = () => [...list.children];
  const sorted = items().sort((a, b) => (a.querySelector("select").value || 99) - (b.querySelector("select").value || 99));
  list.append(...sorted);
  list.classList.add("movable");
  const settle = () => {
    items().forEach((item, index) => { item.querySelector("select").value = String(index + 1); });
    list.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  };
  const step = (item, by, button) => {
    const other = items()[items().indexOf(item) + by];
    if (!other) return;
    if (by < 0) other.before(item); else other.after(item);
    button.focus();
    settle();
  };
  for (const item of items()) {
    const name = item.querySelector("label").textContent.trim();
    const handle = Object.assign(document.createElement("span"), { className: "handle", textContent: "⠿", title: drag });
    handle.setAttribute("aria-hidden", "true");
    item.prepend(handle);
    const tools = Object.assign(document.createElement("span"), { className: "tools" });
    for (const [sign, by, word] of [["↑", -1, up], ["↓", 1, down]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet", textContent: sign });
      button.setAttribute("aria-label", word.replace("%s", name));
      button.addEventListener("click", () => step(item, by, button));
      tools.append(button);
    }
    item.append(tools);
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      item.classList.add("moving");
      const move = (to) => {
        const over = items().find((other) => {
          const area = other.getBoundingClientRect();
          return other !== item && to.clientY > area.top && to.clientY < area.bottom;
        });
        // The neighbours move, not the item under the finger: moving that one would end the gesture.
        if (over) (items().indexOf(over) < items().indexOf(item) ? item.after(over) : item.before(over));
      };
      const end = () => {
        handle.removeEventListener("pointermove", move);
        item.classList.remove("moving");
        settle();
      };
      handle.addEventListener("pointermove", move);
      handle.addEventListener("pointerup", end, { once: true });
      handle.addEventListener("pointercancel", end, { once: true });
    });
  }
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet", textContent: take });
  button.addEventListener("click", settle);
  list.after(button);
}
