// The upload page: files dropped on the field, and the list of what was chosen with its sizes.
const units = ["B", "KB", "MB", "GB"];

function size(bytes) {
  const step = bytes ? Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3)) : 0;
  const value = bytes / 1000 ** step;
  return `${step && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

function list(input) {
  const target = input.form?.querySelector("[data-file-list]");
  if (!target) return;
  const rows = [...input.files].map((file) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    const bytes = document.createElement("small");
    name.textContent = file.name;
    bytes.textContent = size(file.size);
    row.append(name, bytes);
    return row;
  });
  target.replaceChildren(...rows);
  const count = input.files.length;
  document.getElementById("announce").textContent = `${count} file${count === 1 ? "" : "s"} chosen`;
}

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  input.addEventListener("change", () => list(input));
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("is-over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    list(input);
  });
}
