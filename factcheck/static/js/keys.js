// The keyboard layer: presses or focuses the element whose data-key was typed, also sequences such as "g q".
const STORE = "desk.keys"; // {off: bool, map: {"n": "m"}}, written by keysheet.js; a preference, never work
const PAUSE = 1000; // milliseconds within which a sequence must be finished
const TYPED = new Set(["text", "search", "url", "email", "password", "number", "date", "datetime-local", "time", "tel"]);

const entered = new WeakSet(); // the fields that had the focus before: the browser keeps their caret
let pending = "";
let timer = 0;

function settings() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? {};
  } catch {
    return {}; // storage may be switched off or hold something else: the usual keys apply
  }
}

function isTextField(element) {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element.matches("textarea, select")) return true;
  return element instanceof HTMLInputElement && TYPED.has(element.type);
}

function pressed(event) {
  const key = event.key.length === 1 && (event.ctrlKey || event.metaKey) ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Control+${key}` : key;
}

// Only what can be reached now: within an open dialog its own elements, and nothing that is off or hidden.
function candidates() {
  const dialog = document.querySelector("dialog[open]");
  const all = [...(dialog ?? document).querySelectorAll("[data-key]")];
  return all.filter((element) => !element.closest("[hidden], [inert]") && !element.matches(":disabled"));
}

// A short field is written anew; in a long one the writing goes on where it was left, at first at its end.
function goInto(field) {
  field.focus();
  if (!field.matches("textarea")) {
    field.select?.();
  } else if (!entered.has(field)) {
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

function activate(element) {
  const details = element.closest("details:not([open])");
  if (isTextField(element)) {
    if (details) details.open = true;
    goInto(element);
    return;
  }
  const target = element instanceof HTMLLabelElement ? element.control : element;
  if (target !== element && details) details.open = true;
  if (isTextField(target)) {
    goInto(target);
    return;
  }
  if (target?.matches("input[type=radio], input[type=checkbox], summary")) target.focus();
  (target ?? element).click();
  // The browser's own toggle event comes later: what is typed until then would be keys, or lost.
  if (target?.matches("details[open] > summary")) target.dispatchEvent(new Event("desk:opened", { bubbles: true }));
}

function leaveField(event) {
  if (event.key !== "Escape" || !isTextField(event.target)) return false;
  event.target.blur();
  event.preventDefault();
  return true;
}

document.addEventListener("focusout", (event) => entered.add(event.target));

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey || leaveField(event)) return;
  const { off = false, map = {} } = settings();
  const chord = event.ctrlKey || event.metaKey;
  if (!chord && (off || isTextField(event.target) || event.key.length !== 1)) return;

  const typed = pressed(event);
  const sequence = pending ? `${pending} ${typed}` : typed;
  const found = candidates().map((element) => [element, map[element.dataset.key] ?? element.dataset.key]);
  const reach = (keys) => {
    const hits = found.filter(([, wanted]) => wanted === keys).map(([element]) => element);
    return hits.find((element) => element.checkVisibility()) ?? hits[0];
  };
  const hit = reach(sequence); // a sequence broken off does nothing, not even its last key
  const begins = !chord && found.some(([, wanted]) => wanted.startsWith(`${sequence} `));

  clearTimeout(timer);
  pending = "";
  if (hit) {
    event.preventDefault();
    activate(hit);
  } else if (begins) {
    pending = sequence;
    timer = setTimeout(() => { pending = ""; }, PAUSE);
  }
});
