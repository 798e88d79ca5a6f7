// Margin notes stand level with their statements where there is room beside the text; else they stay a list.
const GAP = 10; // pixels between two notes that would touch

function level(proof) {
  const margin = proof.querySelector(".margin");
  const text = proof.querySelector(".read");
  if (!margin || !text) return;
  const notes = [...margin.querySelectorAll(".note[data-for]")];
  margin.classList.remove("is-level");
  margin.style.minHeight = "";
  for (const note of notes) note.style.top = "";
  const beside = margin.getBoundingClientRect().left >= text.getBoundingClientRect().right;
  if (!beside || !matchMedia("screen").matches) return;
  margin.classList.add("is-level");
  const top = margin.getBoundingClientRect().top;
  let free = 0;
  for (const note of notes) {
    const statement = document.getElementById(note.dataset.for);
    const wanted = statement ? statement.getClientRects()[0].top - top : free;
    const place = Math.max(free, wanted);
    note.style.top = `${place}px`;
    free = place + note.offsetHeight + GAP;
  }
  margin.style.minHeight = `${free}px`;
}

function near(event, on) {
  const statement = event.target.closest?.(".s[id]");
  if (statement) document.querySelector(`.note[data-for="${CSS.escape(statement.id)}"]`)?.classList.toggle("is-near", on);
}

for (const proof of document.querySelectorAll("[data-proof]")) {
  level(proof);
  new ResizeObserver(() => level(proof)).observe(proof.querySelector(".read") ?? proof);
  document.fonts.ready.then(() => level(proof));
  proof.addEventListener("mouseover", (event) => near(event, true));
  proof.addEventListener("mouseout", (event) => near(event, false));
}
