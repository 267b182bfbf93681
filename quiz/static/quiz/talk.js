// A presenter's remote sends arrows or pages: on goes the filled button, back goes the page before.
const ON = ["ArrowRight", "PageDown"], BACK = ["ArrowLeft", "PageUp"];
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (ON.includes(event.key)) document.querySelector(".talk-foot .btn-primary")?.click();
  else if (BACK.includes(event.key)) history.back();
  else return;
  event.preventDefault();
});
