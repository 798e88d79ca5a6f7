// The sheet of keys: lists what can be pressed on this page, remaps keys and switches single keys off.
const STORE = "desk.keys";
const CAPS = { Control: "Ctrl", Enter: "↵", Escape: "Esc", " ": "Space" };
const sheet = document.getElementById("key-sheet");
const note = sheet?.querySelector("[data-keys-note]");
let listening = null;

function load() {
  try {
    return { off: false, map: {}, ...JSON.parse(localStorage.getItem(STORE)) };
  } catch {
    return { off: false, map: {} }; // unreadable storage: the usual keys
  }
}

function save(settings) {
  try {
    localStorage.setItem(STORE, JSON.stringify(settings));
  } catch {
    note.textContent = "This browser keeps no settings, so the change ends with this page.";
  }
  show();
}

function caps(keys) {
  return keys.replaceAll("+", " ").split(" ").map((part) => CAPS[part] ?? part).join(" ");
}

function words(element) {
  if (element.dataset.keyLabel) return element.dataset.keyLabel;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, .count, .visually-hidden").forEach((part) => part.remove());
  return copy.textContent.trim().replace(/\s+/g, " ") || element.ariaLabel || element.title;
}

function labelElements(settings) {
  for (const element of document.querySelectorAll("[data-key]")) {
    const keys = settings.map[element.dataset.key] ?? element.dataset.key;
    const cap = element.querySelector("kbd") ?? (element.nextElementSibling?.matches("kbd") ? element.nextElementSibling : null);
    if (cap) cap.textContent = caps(keys);
    if (!keys.includes(" ")) element.setAttribute("aria-keyshortcuts", keys);
  }
}

function row(usual, label, settings) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const cap = document.createElement("kbd");
  const keys = settings.map[usual] ?? usual;
  cap.textContent = caps(keys);
  button.type = "button";
  button.dataset.usual = usual;
  button.ariaLabel = `Change the key for ${label}, now ${caps(keys)}`;
  button.append(cap);
  item.append(label, button);
  return item;
}

function show() {
  const settings = load();
  document.documentElement.dataset.keys = settings.off ? "off" : "on";
  labelElements(settings);
  if (!sheet) return;
  const seen = new Map();
  for (const element of document.querySelectorAll("[data-key]")) {
    if (!seen.has(element.dataset.key)) seen.set(element.dataset.key, element);
  }
  for (const group of sheet.querySelectorAll("[data-key-group]")) {
    const inBar = group.dataset.keyGroup === "everywhere";
    const listed = [...seen].filter(([, element]) => Boolean(element.closest(".bar")) === inBar);
    group.hidden = !listed.length;
    const rows = listed.map(([usual, element]) => row(usual, words(element), settings));
    group.querySelector("ul").replaceChildren(...rows);
  }
  sheet.querySelector("[data-keys-switch]").checked = !settings.off;
}

function remap(usual, keys) {
  const settings = load();
  const all = [...document.querySelectorAll("[data-key]")].map((element) => element.dataset.key);
  const taken = all.find((other) => other !== usual && (settings.map[other] ?? other) === keys);
  if (taken) {
    note.textContent = `${caps(keys)} is taken already. Nothing was changed.`;
    return;
  }
  if (keys === usual) delete settings.map[usual];
  else settings.map[usual] = keys;
  note.textContent = `The key is now ${caps(keys)}.`;
  save(settings);
}

sheet?.addEventListener("click", (event) => {
  const button = event.target.closest(".key-list button");
  if (!button) return;
  listening?.classList.remove("is-listening");
  listening = button;
  button.classList.add("is-listening");
  note.textContent = "Press the new key, or Escape to leave it as it is.";
});

sheet?.addEventListener("keydown", (event) => {
  if (!listening || ["Shift", "Control", "Meta", "Alt", "Tab"].includes(event.key)) return;
  event.preventDefault();
  const button = listening;
  button.classList.remove("is-listening");
  listening = null;
  if (event.key === "Escape") {
    note.textContent = "Left as it was.";
  } else {
    const key = event.ctrlKey || event.metaKey ? `Control+${event.key.length === 1 ? event.key.toLowerCase() : event.key}` : event.key;
    remap(button.dataset.usual, key);
  }
  sheet.querySelector(`[data-usual="${CSS.escape(button.dataset.usual)}"]`)?.focus();
});

sheet?.querySelector("[data-keys-switch]").addEventListener("change", (event) => save({ ...load(), off: !event.target.checked }));
sheet?.querySelector("[data-keys-reset]").addEventListener("click", () => {
  note.textContent = "The usual keys are back.";
  save({ off: false, map: {} });
});
document.addEventListener("htmx:afterSettle", show);
document.addEventListener("click", (event) => {
  if (event.target.closest?.('[data-open="key-sheet"]')) show();
});
show();
