// Messages: shows those that an htmx answer sends as the event desk:message, and lets one be dismissed.
const list = document.getElementById("messages");
const LEVELS = new Set(["info", "success", "warning", "error"]);

function enable(root) {
  root.querySelectorAll("[data-dismiss]").forEach((button) => { button.hidden = false; });
}

function add({ level = "info", text = "" }) {
  const item = document.createElement("li");
  const words = document.createElement("p");
  const button = document.createElement("button");
  item.className = `alert ${LEVELS.has(level) ? level : "info"}`;
  item.setAttribute("role", level === "error" ? "alert" : "status");
  button.type = "button";
  button.className = "button quiet small";
  button.dataset.dismiss = "";
  button.textContent = "Dismiss";
  item.append(words, button);
  list.append(item);
  words.textContent = text; // after it stands in the page, so that it is spoken
}

if (list) {
  enable(list);
  document.addEventListener("desk:message", (event) => add(event.detail));
  list.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) event.target.closest("li").remove();
  });
}
