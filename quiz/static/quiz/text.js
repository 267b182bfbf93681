// Words selected in a passage become the claim; without a script one presses the sentence and edits it.
const button = document.querySelector("[data-selected]");
const sentenceAt = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".sentence");

// The last sentence that the selection reaches: there the claim's mark will stand.
const chosen = () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.toString().trim()) return null;
  const range = selection.getRangeAt(0);
  const passage = sentenceAt(range.startContainer)?.closest("[data-passage]");
  if (!passage) return null;
  const touched = [...passage.querySelectorAll(".sentence")].filter((one) => range.intersectsNode(one));
  return touched.length ? { at: touched.at(-1), words: words(range) } : null;
};

// What is selected, without the codes of claims between the sentences.
const words = (range) => {
  const copy = range.cloneContents();
  copy.querySelectorAll(".code").forEach((code) => code.remove());
  return copy.textContent.replace(/\s+/g, " ").replace(/(?<=[。！？」』）]) /g, "").trim();
};

document.addEventListener("selectionchange", () => { button.hidden = !chosen(); });
// Pressed with a mouse the button would end the selection before it is read.
button.addEventListener("pointerdown", (event) => event.preventDefault());
button.addEventListener("click", () => {
  const found = chosen();
  if (!found) return;
  const to = new URL(found.at.href);
  to.searchParams.set("words", found.words);
  location.assign(to);
});
// Where one has selected within a sentence, letting go of the mouse is no press on it.
document.addEventListener("click", (event) => { if (sentenceAt(event.target) && chosen()) event.preventDefault(); });
// The form one came for is in sight, its first field ready.
document.querySelector("#mark input[type=radio]")?.focus({ preventScroll: true });
