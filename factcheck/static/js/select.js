// Batch selection: all or none, a range with shift, and the count of what is chosen.
let last = null;

function items(box) {
  return [...box.querySelectorAll("[data-select-item]")];
}

function refresh(box) {
  const all = items(box);
  const chosen = all.filter((item) => item.checked);
  for (const item of all) item.closest("tr, li")?.classList.toggle("is-selected", item.checked);
  const master = box.querySelector("[data-select-all]");
  if (master) {
    master.checked = chosen.length > 0 && chosen.length === all.length;
    master.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  box.querySelectorAll("[data-select-count]").forEach((count) => { count.textContent = `${chosen.length} selected`; });
  box.querySelectorAll("[data-select-bar]").forEach((bar) => { bar.hidden = chosen.length === 0; });
}

document.addEventListener("click", (event) => {
  const item = event.target.closest?.("[data-select-item]");
  const box = item?.closest("[data-select]");
  if (!box) return;
  const all = items(box);
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(item)].sort((a, b) => a - b);
    for (const between of all.slice(from, to + 1)) between.checked = item.checked;
  }
  last = item;
  refresh(box);
});

document.addEventListener("change", (event) => {
  const box = event.target.closest?.("[data-select]");
  if (!box) return;
  if (event.target.matches("[data-select-all]")) for (const item of items(box)) item.checked = event.target.checked;
  refresh(box);
});

document.querySelectorAll("[data-select]").forEach(refresh);
document.addEventListener("htmx:afterSettle", () => document.querySelectorAll("[data-select]").forEach(refresh));
