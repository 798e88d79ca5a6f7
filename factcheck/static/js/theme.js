// The theme switch: system, light or dark, kept in a cookie so that the server sets it before the first paint.
const root = document.documentElement;
const YEAR = 365 * 24 * 3600;

function apply(choice) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  if (choice === "system") {
    delete root.dataset.theme;
    document.cookie = `theme=; Path=/; Max-Age=0; SameSite=Lax${secure}`;
  } else {
    root.dataset.theme = choice;
    document.cookie = `theme=${choice}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  }
}

for (const fieldset of document.querySelectorAll("[data-theme-switch]")) {
  fieldset.hidden = false;
  fieldset.addEventListener("change", (event) => apply(event.target.value));
}
