// What the page says when an answer does not come, instead of staying silent.
function trouble(text) {
  document.getElementById("storing").textContent = text;
}

document.addEventListener("htmx:responseError", function (event) {
  const said = {
    401: "Je bent uitgelogd en er is niets bewaard. Wat je typte staat er nog. Log in een ander tabblad in en druk daarna hier nog een keer op de knop.",
    403: "Dit kan niet (meer). Laad de pagina opnieuw om te zien hoe het er nu voor staat.",
    404: "Dit kan niet (meer). Laad de pagina opnieuw om te zien hoe het er nu voor staat.",
    503: "Kernteam is er even niet. Er is niets half bewaard; wat je typte staat er nog. Probeer het over een halve minuut nog eens.",
    507: "De schijf van de server is vol. Er is niets bewaard; wat je typte staat er nog. Bel of mail wie Kernteam beheert.",
  };
  trouble(
    said[event.detail.xhr.status] ||
      "Er ging iets mis. Er is niets bewaard; wat je typte staat er nog. Probeer het zo nog eens.",
  );
});
document.addEventListener("htmx:sendError", function () {
  trouble("Er is geen verbinding. Wat je typte staat er nog. Probeer het zo nog eens.");
});
document.addEventListener("htmx:beforeRequest", function () {
  trouble("");
});
// A new panel closes the one that was open, so that a form is never hidden further down.
document.addEventListener("htmx:beforeSwap", function (event) {
  const target = event.detail.target;
  if (target.classList.contains("seat-panel")) {
    document.querySelectorAll(".seat-panel").forEach(function (panel) {
      if (panel !== target) panel.replaceChildren();
    });
  }
});
// What just appeared and asks for attention gets the focus: a message, a summary of mistakes, the head of a panel.
function focusOn(root) {
  const wanted = root.querySelectorAll("[data-focus]");
  if (wanted.length) wanted[wanted.length - 1].focus();
}

document.addEventListener("htmx:afterSettle", function (event) {
  focusOn(event.detail.elt);
  showPrinting(event.detail.elt);
});
document.addEventListener("DOMContentLoaded", function () {
  focusOn(document);
  showPrinting(document);
});

// A button that prints the page is there only where it works: the browser's own menu prints without it.
function showPrinting(root) {
  root.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
  });
}

document.addEventListener("click", function (event) {
  if (event.target.closest("[data-print]")) window.print();
});

// A panel closes where it stands, and the focus goes back to what opened it.
let opener = null;

document.addEventListener("htmx:beforeRequest", function (event) {
  if (event.detail.target.classList.contains("seat-panel")) opener = event.detail.elt;
});

function isTouched(panel) {
  return [...panel.querySelectorAll("input:not([type=hidden]), textarea")].some(function (field) {
    return ["checkbox", "radio"].includes(field.type)
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue;
  });
}

function closePanel(panel) {
  panel.replaceChildren();
  if (opener) opener.focus();
}

document.addEventListener("click", function (event) {
  const cancel = event.target.closest("[data-close]");
  if (!cancel) return;
  event.preventDefault();
  closePanel(cancel.closest(".seat-panel"));
});
document.addEventListener("keydown", function (event) {
  const panel = event.target.closest(".seat-panel");
  if (event.key === "Escape" && panel && !isTouched(panel)) closePanel(panel);
  // Enter in the search field searches; in every other field it sends the form.
  if (event.key === "Enter" && event.target.name === "search") {
    event.preventDefault();
    event.target.form.querySelector("[name=zoeken]").click();
  }
});

// Signing in again in another tab gives a new CSRF token: send the token of now, not that of when the page was made.
document.addEventListener("htmx:configRequest", function (event) {
  const token = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
  if (token && event.detail.verb === "post") event.detail.parameters.csrfmiddlewaretoken = token[1];
});

// A slider through the months says which month it is on while it moves, to eyes and to a screen reader.
document.addEventListener("input", function (event) {
  const from = event.target.dataset.monthsFrom;
  if (!from) return;
  const month = new Date(`${from}T12:00`);
  month.setMonth(month.getMonth() + Number(event.target.value));
  const text = new Intl.DateTimeFormat("nl", { month: "long", year: "numeric" }).format(month);
  event.target.setAttribute("aria-valuetext", text);
  event.target.form.querySelector("output").textContent = text;
});

// An address to take along: the button is there only where the browser can copy.
function offerCopying(root) {
  if (!navigator.clipboard) return;
  root.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
  });
}

document.addEventListener("DOMContentLoaded", function () {
  offerCopying(document);
});
document.addEventListener("htmx:afterSettle", function (event) {
  offerCopying(event.detail.elt);
});
document.addEventListener("click", function (event) {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  navigator.clipboard.writeText(field.value).then(
    function () {
      said.textContent = "Gekopieerd.";
    },
    function () {
      field.select();
      said.textContent = "Kopiëren lukte niet. Het adres is nu geselecteerd.";
    },
  );
});
