// Ordering: buttons and a handle instead of the lists of places; the lists stay what is sent.
const make = (tag, more) => Object.assign(document.createElement(tag), more);

function placed(item, place, many) {
  item.querySelector("select").value = String(place);
  item.querySelector(".position").textContent = String(place);
  const [up, down] = item.querySelectorAll(".tools button");
  up.disabled = place === 1;
  down.disabled = place === many;
}

// What is under the finger changes places with its neighbours while it is dragged.
function draggable(handle, item, items, end) {
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
    const drop = () => {
      handle.removeEventListener("pointermove", move);
      item.classList.remove("moving");
      end();
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", drop, { once: true });
    handle.addEventListener("pointercancel", drop, { once: true });
  });
}

export function movable(list, words) {
  const items = () => [...list.children];
  const nameOf = (item) => item.querySelector("label").textContent.trim();
  const place = (item) => items().indexOf(item) + 1;
  const said = make("p", { className: "visually-hidden" });
  said.setAttribute("role", "status");
  const number = () => items().forEach((item) => placed(item, place(item), items().length));
  const settle = (item) => {
    number();
    list.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
    if (!item) return;
    const values = { place: place(item), count: items().length, item: nameOf(item) };
    said.textContent = words.moved.replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  };
  const step = (item, by, button) => {
    const other = items()[items().indexOf(item) + by];
    if (!other) return;
    if (by < 0) other.before(item); else other.after(item);
    settle(item);
    // At an end the button is off: the one that leads back takes the focus.
    const free = button.disabled ? item.querySelector(".tools button:not(:disabled)") : button;
    free.focus();
  };

  const rank = (item) => Number(item.querySelector("select").value || 99);
  list.append(...items().sort((one, other) => rank(one) - rank(other)));
  list.classList.add("movable");
  for (const item of items()) {
    const position = make("b", { className: "position" });
    const handle = make("span", { className: "handle", textContent: "⠿", title: words.drag });
    handle.setAttribute("aria-hidden", "true");
    const tools = make("span", { className: "tools" });
    for (const [sign, by, word] of [["↑", -1, words.up], ["↓", 1, words.down]]) {
      const button = make("button", { type: "button", className: "btn btn-quiet", textContent: sign });
      button.setAttribute("aria-label", word.replace("%s", nameOf(item)));
      button.addEventListener("click", () => step(item, by, button));
      tools.append(button);
    }
    const start = make("span", { className: "start" });
    start.append(handle, position);
    item.prepend(start);
    item.append(tools);
    draggable(handle, item, items, () => settle(item));
  }
  const isGiven = items().some((item) => item.querySelector("select").value);
  const chosen = items().map((item) => item.querySelector("select").value);
  number();
  // Nothing is given before somebody moves something or takes this order.
  if (!isGiven) items().forEach((item, index) => { item.querySelector("select").value = chosen[index]; });
  const button = make("button", { type: "button", className: "btn btn-quiet", textContent: words.take });
  button.addEventListener("click", () => settle());
  list.after(button, said);
}
