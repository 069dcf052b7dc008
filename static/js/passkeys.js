// Fills in a form with a passkey: data-passkey says what the browser does ("create" or "get"), data-options names the
// element that holds what it must be asked, or the address that gives it. Without this script the button stays hidden.
(function () {
  const cannot = "Deze browser kan niet met passkeys werken. Kies een andere manier.";
  const failed = "Dat lukte niet, of je stopte. Probeer het opnieuw, of kies een andere manier.";

  async function optionsOf(form) {
    const element = document.getElementById(form.dataset.options);
    if (element) return JSON.parse(element.textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("No options.");
    return (await answer.json()).request_options;
  }

  document.querySelectorAll("[data-passkey]").forEach(function (form) {
    const button = form.querySelector("[type=submit]");
    const trouble = form.querySelector("[data-passkey-trouble]");

    function say(text) {
      trouble.textContent = text;
      trouble.hidden = !text;
    }

    if (!window.PublicKeyCredential) {
      say(cannot);
      return;
    }
    button.hidden = false;
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      say("");
      try {
        const credential = await window.webauthnJSON[form.dataset.passkey](await optionsOf(form));
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch {
        say(failed);
      }
    });
  });
})();
