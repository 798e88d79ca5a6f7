// A reload overtakes the save that it caused. The page that was left notes in its place in the tab's history what a
// hash of the words was; the page that comes looks again until they have arrived, and nobody types over them before.
const LOOKS = 8;
const PAUSE = 300; // milliseconds between two looks
const KEPT = 60000; // milliseconds after which they are no longer looked for
const NOT_WORDS = new Set(["csrfmiddlewaretoken", "lease_token", "quoted", "draft_window", "draft_version", "draft_serial"]);

// FNV-1a over what the form holds: it only has to differ where the words do.
function hash(form) {
  const words = JSON.stringify([...new FormData(form)].filter(([name]) => !NOT_WORDS.has(name)));
  let sum = 0x811c9dc5;
  for (let place = 0; place < words.length; place += 1) sum = Math.imul(sum ^ words.charCodeAt(place), 0x01000193);
  return `${words.length}.${sum >>> 0}`;
}

function note(left) {
  history.replaceState({ ...history.state, left }, "");
}

function say(words) {
  for (const status of document.querySelectorAll("[data-draft-status]")) status.textContent = words;
}

function catchUp(form) {
  const left = history.state?.left;
  if (!left) return;
  note(null);
  if (Date.now() - left.at > KEPT || left.hash === hash(form)) return;
  if (left.looks >= LOOKS) {
    say("What you typed last, before you left this page, has not arrived.");
    return;
  }
  form.inert = true;
  say("Fetching what you typed last.");
  setTimeout(() => {
    note({ ...left, looks: left.looks + 1 });
    location.reload();
  }, PAUSE);
}

document.addEventListener("desk:saving", (event) => {
  const form = event.target.querySelector("form");
  note(event.detail.leaving ? { hash: hash(form), at: Date.now(), looks: 0 } : null);
});

const form = document.querySelector("draft-form form");
if (form) catchUp(form);
