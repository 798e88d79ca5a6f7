// Citing: a quote from the words selected in a captured page, marks [n] in the reasons, and new numbers for them.
const say = (words) => { document.getElementById("announce").textContent = words; };
let caret = null; // where the reasons were last left, so that a mark goes there

function put(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The captured page that the words were selected in, else the one that stands open.
function pageOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest("[data-capture]") ?? document.querySelector("[data-capture][open]");
}

function quote() {
  const selection = document.getSelection();
  const inPage = pageOf(selection.anchorNode)?.querySelector("[data-snapshot-text]");
  const text = inPage?.contains(selection.anchorNode) ? selection.toString().trim() : "";
  const button = inPage?.closest("[data-capture]").querySelector("[data-cite]");
  if (!button) {
    say("Capture a page first, then quote its words.");
    return;
  }
  button.form.elements.quoted.value = text;
  button.click();
  button.form.elements.quoted.value = "";
  say(text ? `Quoted ${text.split(/\s+/).length} words.` : "Cited the page. Type or paste its exact words.");
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
    const marked = (mark, old) => (old in numbers ? (numbers[old] === null ? "" : `[${numbers[old]}]`) : mark);
    put(field, field.value.replace(/\[(\d{1,3})\]/g, marked));
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

// The address was taken: the field is ready for the next one.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "captures") return;
  document.querySelector("form.capture")?.reset();
  document.getElementById("capture-errors")?.replaceChildren();
});

// After an edit in place the form holds what the server saved; saving it once more settles any race with typing.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "citations") return;
  if (document.activeElement === document.body) event.target.focus();
  event.target.dispatchEvent(new Event("change", { bubbles: true }));
});
