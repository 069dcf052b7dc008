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

// A sentence that is true only where scripts run.
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-scripted]").forEach(function (sentence) {
    sentence.hidden = false;
  });
});

// Everybody is there: fills in who has no choice yet, and keeps what was chosen. Without a script the link does it.
document.addEventListener("click", function (event) {
  const all = event.target.closest("[data-everybody]");
  if (!all) return;
  event.preventDefault();
  all.closest("form").querySelectorAll(".attendance-row").forEach(function (row) {
    if (!row.querySelector(".stands input:checked")) row.querySelector("input[value=present]").checked = true;
  });
});

// A text says how much still fits, once it is nearly full, and how much is too much.
document.addEventListener("input", function (event) {
  const most = Number(event.target.dataset.most);
  if (!most) return;
  let said = event.target.parentElement.querySelector("[data-left]");
  if (!said) {
    said = document.createElement("p");
    said.className = "field-help";
    said.dataset.left = "";
    said.setAttribute("role", "status");
    event.target.after(said);
  }
  const left = most - [...event.target.value].length;
  said.textContent =
    left < 0 ? `${-left} te veel: maak het korter.` : left <= 100 ? `Nog ${left} van ${most} tekens.` : "";
});

// Lines of others that were joined with hers appear where she types, with the cursor where it was; not while she has
// typed on, for then the next save joins them again.
document.addEventListener("htmx:afterSettle", function () {
  const joined = document.querySelector("[data-joined]");
  if (!joined) return;
  const area = document.getElementById("id_text");
  const base = document.getElementById("verslag-basis");
  const text = joined.value.replace(/\r\n?/g, "\n");
  const before = area.value;
  if (before !== base.value.replace(/\r\n?/g, "\n")) return;
  let head = 0;
  while (head < Math.min(before.length, text.length) && before[head] === text[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(before.length, text.length) - head &&
    before[before.length - 1 - tail] === text[text.length - 1 - tail]
  )
    tail += 1;
  area.setRangeText(text.slice(head, text.length - tail), head, before.length - tail, "preserve");
  base.value = text;
  document.getElementById("verslag-versie").value = joined.dataset.version;
  joined.remove();
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
