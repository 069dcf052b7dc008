// Hover, focus or tap on a place in the circle shows who it is: a copy of her row in the list, where it says everything.
// For who hears the page the list itself is there; the card is for eyes only.
(function () {
  const GAP = 10;
  let card = null;
  let shown = null;
  let pointer = "mouse";
  let leaving;

  function hide() {
    clearTimeout(leaving);
    if (card) card.remove();
    if (shown) shown.classList.remove("is-pointed");
    card = shown = null;
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250); // long enough to go from the place to its card
  }

  function copyOf(row) {
    const copy = document.createElement("div");
    copy.className = row.tagName === "LI" ? "worker" : row.className;
    copy.append(...row.cloneNode(true).childNodes);
    copy.querySelectorAll(".member-actions, form").forEach((part) => part.remove());
    copy.querySelectorAll("a, button, summary").forEach((part) => part.setAttribute("tabindex", "-1"));
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return copy;
  }

  // A place that leads to its own row on this page names it in its address.
  function rowOf(place) {
    const [, row] = place.getAttribute("href").split("#");
    return document.getElementById(row || place.dataset.place);
  }

  function put(place) {
    if (!card.offsetParent) return; // on a phone it has a place of its own
    const around = card.offsetParent.getBoundingClientRect();
    const spot = place.getBoundingClientRect();
    const room = around.width - card.offsetWidth - 2 * GAP;
    const left = spot.left + spot.width / 2 - around.left - card.offsetWidth / 2;
    const isRoomBelow = spot.bottom + GAP + card.offsetHeight < window.innerHeight;
    const top = isRoomBelow ? spot.bottom - around.top + GAP : spot.top - around.top - card.offsetHeight - GAP;
    card.style.left = `${Math.min(Math.max(left, GAP), GAP + Math.max(room, 0))}px`;
    card.style.top = `${top}px`;
  }

  function show(place) {
    clearTimeout(leaving);
    if (shown === place) return;
    hide();
    const row = rowOf(place);
    const home = place.closest(".card");
    if (!row || !home) return;
    card = document.createElement("div");
    card.className = "place-card";
    card.setAttribute("aria-hidden", "true");
    card.append(copyOf(row));
    home.append(card);
    shown = place;
    place.classList.add("is-pointed");
    put(place);
  }

  function placeAt(event) {
    return event.target.closest("[data-place]");
  }

  document.addEventListener("pointerdown", function (event) {
    pointer = event.pointerType;
    if (card && !card.contains(event.target) && !placeAt(event)) hide();
  });
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    const place = placeAt(event);
    if (place) show(place);
    else if (card && card.contains(event.target)) clearTimeout(leaving);
    else if (card) hideSoon();
  });
  document.addEventListener("focusin", function (event) {
    const place = placeAt(event);
    if (place && place.matches(":focus-visible")) show(place);
    else if (card && !card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") hide();
  });
  // A finger cannot hover: the first tap shows, a tap on the name in the card goes there.
  document.addEventListener("click", function (event) {
    const place = placeAt(event);
    if (!place || pointer !== "touch" || shown === place) return;
    show(place);
    if (card) event.preventDefault();
  });
})();
