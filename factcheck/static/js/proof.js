// The article pane: brings the lit statement into view and moves from statement to statement.
const MARK = 'aria-current';

function centre(pane, element) {
  if (pane.scrollHeight <= pane.clientHeight) return; // stacked on a small screen: leave the page where it is
  const offset = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += offset - pane.clientHeight / 3;
}

function statements(root) {
  return [...root.querySelectorAll(".s:not(.none)")];
}

function currentIndex(all) {
  const marked = all.findIndex((statement) => statement.getAttribute(MARK) === "true");
  return marked >= 0 ? marked : all.findIndex((statement) => statement.classList.contains("lit"));
}

function move(root, step) {
  const all = statements(root);
  if (!all.length) return;
  const from = currentIndex(all);
  const next = from < 0 && step < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, from + step));
  for (const statement of all) statement.removeAttribute(MARK);
  const target = all[next];
  target.setAttribute(MARK, "true");
  if (!target.matches("a[href]")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
  const pane = target.closest("[data-pane]");
  if (pane) centre(pane, target);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-move]");
  const root = button && document.querySelector("[data-statements]");
  if (root) move(root, button.dataset.move === "next" ? 1 : -1);
});

for (const pane of document.querySelectorAll("[data-pane]")) {
  const lit = pane.querySelector(".s.lit");
  if (lit) centre(pane, lit);
}
