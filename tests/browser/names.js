// The controls of a page whose accessible name does not contain what is written on them (WCAG 2.5.3).
() => {
  const letters = (text) => (text ?? "").normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const hiddenWords = (one) => [...one.querySelectorAll("[aria-hidden=true]")].map((part) => part.innerText).join("");
  const referred = (one) => (one.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent).join(" ");
  const wrong = [];
  const controls = "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button]";
  for (const one of document.querySelectorAll(controls)) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest("[aria-hidden=true], [inert]")) continue;
    const isField = one.matches("select, textarea, input");
    const named = referred(one) || one.getAttribute("aria-label");
    const written = isField ? [...(one.labels ?? [])].map((label) => label.innerText).join("") : one.innerText;
    const own = isField ? [...(one.labels ?? [])].map(hiddenWords).join("") : hiddenWords(one);
    const name = named ? letters(named) : letters(written).replace(letters(own), "");
    const isBare = isField && !named && !one.labels?.length && !one.title && !["submit", "button"].includes(one.type);
    const options = isField && one.matches("select") ? letters(one.innerText) : "";
    const seen = letters(written).replace(options && letters(written).includes(options) ? options : "", "");
    if (isBare || !name.includes(seen)) wrong.push([one.tagName, one.outerHTML.slice(0, 160), named ?? written]);
  }
  return wrong;
}
