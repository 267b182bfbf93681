// Selecting many posts with the keyboard. The page works without: its links select all, its boxes are boxes.
const boxesOf = (list) => [...list.querySelectorAll('input[name="post"]')];

for (const list of document.querySelectorAll("[data-list]")) {
  const boxes = boxesOf(list);
  if (!boxes.length) continue;
  const link = list.querySelector("[data-all]"), told = list.querySelector("[data-count]");
  let last = null;
  list.querySelector("[data-by-keys]").hidden = false;

  const tell = () => {
    const n = boxes.filter((box) => box.checked).length;
    told.textContent = n ? `${told.dataset.count} ${n}` : "";
    link.textContent = n === boxes.length ? link.dataset.none : link.dataset.all;
  };
  const set = (chosen, checked) => {
    for (const box of chosen) box.checked = checked;
    // The draft of the form is kept as after a press.
    chosen[0]?.dispatchEvent(new Event("input", { bubbles: true }));
    tell();
  };
  const turnAll = () => set(boxes, !boxes.every((box) => box.checked));

  link.addEventListener("click", (event) => { event.preventDefault(); turnAll(); });
  list.addEventListener("change", tell);
  list.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((one, other) => one - other);
      set(boxes.slice(from, to + 1), box.checked);
    }
    last = box;
  });
  // Only while one of the boxes has the focus: elsewhere these keys are the browser's.
  list.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (step && boxes[at + step]) boxes[at + step].focus();
    else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") turnAll();
    else if (!step) return;
    event.preventDefault();
  });
  tell();
}
