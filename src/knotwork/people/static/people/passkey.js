// Asks the browser for a passkey when form[data-passkey] is sent, and sends what it answers with the form.
// data-passkey says "add" or "use"; data-asked is what to ask for, as JSON. A form without an answer is sent as it is,
// and the server says what is missing.
const canAsk = typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function";

async function answerTo(form) {
  const asked = JSON.parse(form.dataset.asked).publicKey;
  if (form.dataset.passkey === "add") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    if (!canAsk) return;
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify((await answerTo(form)).toJSON());
    } catch {
      form.elements.credential.value = "";
    }
    form.submit();
  });
}
