// The page that waits counts down and goes on by itself; without this one presses the button.
const form = document.querySelector("form[data-wait]");
const left = form.querySelector("[data-left]");
const until = Date.now() + 1000 * Number(form.dataset.wait);
const tick = () => {
  const seconds = Math.ceil((until - Date.now()) / 1000);
  left.textContent = seconds > 0 ? ` (${seconds})` : "";
  if (seconds > 0) setTimeout(tick, 500);
  else form.requestSubmit();
};
tick();
