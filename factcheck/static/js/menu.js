// Menus made of <details class="menu">: the first field gets the focus; Escape or a step outside closes.
function openMenus() {
  return document.querySelectorAll("details.menu[open]");
}

function opened(menu) {
  if (!(menu instanceof HTMLDetailsElement) || !menu.matches(".menu") || !menu.open) return;
  for (const other of openMenus()) if (other !== menu) other.open = false;
  if (menu.querySelector(".panel").contains(document.activeElement)) return;
  menu.querySelector(".panel :is(input:not([type=hidden]), textarea, select):not(.account *)")?.focus();
}

document.addEventListener("toggle", (event) => opened(event.target), true);
document.addEventListener("desk:opened", (event) => opened(event.target.parentElement)); // by its key, at once

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

// On a phone the entries of the bar scroll sideways: the current one shall be seen.
document.querySelector(".bar nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// In the capture phase, before keys.js: one Escape closes the menu even from within its field.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  }
}, true);
