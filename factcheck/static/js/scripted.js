// Controls that only a script can serve stay hidden until there is one.
function reveal() {
  document.querySelectorAll("[data-scripted][hidden]").forEach((element) => { element.hidden = false; });
}

document.addEventListener("htmx:afterSettle", reveal);
reveal();
