// Citing: a quote from the words selected in a captured page, marks [n] in the reasons, and new numbers for them.
const say = (words) => { document.getElementById("announce").textContent = words; };
let caret = null; // where the reasons were last left, so that a mark goes there

function put(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function quote() {
  const selection = document.getSelection();
  const text = selection.toString().trim();
  const node = selection.anchorNode;
  const page = (node instanceof Element ? node : node?.parentElement)?.closest("[data-snapshot-text]");
  const form = document.querySelector("form[data-cite-form]");
  if (!page || !text || !form) {
    say("Select words in a captured page first, then quote them.");
    return;
  }
  const details = form.closest("details");
  if (details) details.open = true;
  if (form.elements.snapshot) put(form.elements.snapshot, page.dataset.snapshot ?? "");
  put(form.elements.exact, text);
  form.elements.exact.focus();
  say(`Quoted ${text.split(/\s+/).length} words.`);
}

function insert(number) {
  const field = document.querySelector("textarea[data-explanation]");
  if (!field) return;
  const at = caret ?? field.value.length;
  const before = field.value.slice(0, at);
  const mark = `${before && !/\s$/.test(before) ? " " : ""}[${number}]`;
  field.setRangeText(mark, at, at, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  say(`Put [${number}] into the reasons.`);
}

function renumber(numbers) {
  for (const field of document.querySelectorAll("textarea[data-explanation]")) {
    put(field, field.value.replace(/\[(\d{1,3})\]/g, (mark, old) => (old in numbers ? `[${numbers[old]}]` : mark)));
  }
}

// The selection would be lost when the button takes the focus.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("[data-quote]")) event.preventDefault();
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("textarea[data-explanation]")) caret = event.target.selectionEnd;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-quote], [data-insert-citation]");
  if (!button) return;
  if (button.hasAttribute("data-quote")) quote();
  else insert(button.dataset.insertCitation);
});
document.addEventListener("desk:renumber", (event) => renumber(event.detail));
