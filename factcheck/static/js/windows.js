// One task in two windows: numbers this window's saves, knows the version that it goes on from, and where another
// window has saved a different text, shows both to choose from.
function field(name) {
  return document.querySelector(`#verdict-form [name=${name}]`);
}

// Of two saves that overtake each other on their way, the server tells the later by its number.
function next() {
  const serial = field("draft_serial");
  if (serial) serial.value = String(Number(serial.value) + 1);
  return serial?.value;
}

document.addEventListener("desk:saving", next);

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.parameters.draft_serial) event.detail.parameters.draft_serial = next(); // an edit is a save too
});

document.addEventListener("desk:saved", (event) => {
  const version = field("draft_version");
  if (version && event.detail?.version) version.value = event.detail.version;
  document.querySelector("[data-draft-choice]")?.replaceChildren();
});

document.addEventListener("desk:changed", (event) => {
  const choice = document.querySelector("[data-draft-choice]");
  if (!choice || choice.contains(document.activeElement)) return;
  const first = !choice.children.length;
  choice.dispatchEvent(new Event("desk:show"));
  if (first) {
    document.getElementById("announce").textContent = event.detail.text;
    choice.addEventListener("htmx:afterSettle", () => choice.scrollIntoView({ block: "nearest" }), { once: true });
  }
});
