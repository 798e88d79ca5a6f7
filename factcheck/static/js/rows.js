// A list walked by its keys: j and k go from row to row, Enter follows the row's link as any link.
const buttons = document.querySelectorAll("[data-row-move]");

function links() {
  return [...document.querySelectorAll("[data-rows] tbody .claim a")];
}

function move(step) {
  const all = links();
  if (!all.length) return;
  const from = all.indexOf(document.activeElement.closest("tr")?.querySelector(".claim a"));
  const next = from < 0 && step < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, from + step));
  all[next].focus({ preventScroll: true });
  all[next].closest("tr").scrollIntoView({ block: "nearest" });
}

for (const button of buttons) {
  button.addEventListener("click", () => move(button.dataset.rowMove === "next" ? 1 : -1));
}
