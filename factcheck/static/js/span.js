// Selecting words of an article: fills a form with their text and their place in code points of the revision.
// Browsers count UTF-16 units; the desk stores code points, so text is counted by its characters.
const form = () => document.querySelector("form[data-span-form]");

function points(text) {
  return [...text].length;
}

function elementOf(node) {
  return node instanceof Element ? node : node?.parentElement;
}

// Code points from the block's start to a point within it; marks that are not the article's own are left out.
function distance(block, node, offset) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  const part = range.cloneContents();
  part.querySelectorAll("sup, [data-aside]").forEach((mark) => mark.remove());
  return points(part.textContent);
}

function place(node, offset) {
  const block = elementOf(node)?.closest("[data-offset]");
  return block ? Number(block.dataset.offset) + distance(block, node, offset) : null;
}

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const words = range.cloneContents();
  words.querySelectorAll("sup, [data-aside]").forEach((mark) => mark.remove());
  const raw = words.textContent;
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  if (start === null || end === null || !raw.trim()) return null;
  const lead = points(raw) - points(raw.trimStart());
  const trail = points(raw) - points(raw.trimEnd());
  return { start: start + lead, end: end - trail, text: raw.trim() };
}

function refresh() {
  const target = form();
  if (!target || target.contains(document.activeElement)) return;
  const span = selected();
  if (!span) return;
  target.elements.start.value = span.start;
  target.elements.end.value = span.end;
  target.elements.text.value = span.text;
  target.querySelectorAll("[data-span-text]").forEach((shown) => { shown.textContent = span.text; });
  target.querySelectorAll("button").forEach((button) => { button.disabled = false; });
}

document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("form[data-span-form] button")) event.preventDefault();
});
document.addEventListener("selectionchange", refresh);
form()?.querySelectorAll("button").forEach((button) => { button.disabled = !form().elements.text.value; });
