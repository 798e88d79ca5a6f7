// Live counts beside fields with a limit: "88 of 300". Counts characters as people do, not UTF-16 units.
const NEAR = 20; // from here on the count is spoken and set in the colour of a warning

function write(output) {
  const field = document.getElementById(output.dataset.countFor);
  if (!field) return;
  const limit = Number(output.dataset.limit);
  const used = [...field.value].length;
  output.textContent = `${used} of ${limit}`;
  output.classList.toggle("is-short", limit - used <= NEAR && used > 0);
  return limit - used;
}

function outputFor(field) {
  return field.id ? document.querySelector(`output[data-count-for="${CSS.escape(field.id)}"]`) : null;
}

function writeAll() {
  document.querySelectorAll("output[data-count-for]").forEach(write);
}

document.addEventListener("input", (event) => {
  const output = outputFor(event.target);
  if (!output) return;
  const left = write(output);
  if (left === NEAR || left === 0) document.getElementById("announce").textContent = `${left} characters left`;
});
document.addEventListener("htmx:afterSettle", writeAll);
writeAll();
