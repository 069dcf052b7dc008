// The field on top of every page: "/" goes there, the arrows go through what was found, Escape goes back.
document.addEventListener("keydown", function (event) {
  const field = document.querySelector("[data-search]");
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && field && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    field.focus();
    field.select();
  }
});

document.addEventListener("keydown", function (event) {
  const form = event.target.closest(".topbar-search");
  if (!form || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
  const field = form.querySelector("[data-search]");
  if (event.key === "Escape") {
    form.querySelector(".search-found").replaceChildren();
    field.focus();
    return;
  }
  const stops = [field, ...form.querySelectorAll(".search-found a")];
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (stops.length > 1) {
    event.preventDefault();
    stops[(next + stops.length) % stops.length].focus();
  }
});
