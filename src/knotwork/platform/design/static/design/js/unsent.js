// Words typed on a page and not sent lie in this tab until they are: another form of the page may be sent first, a link
// be followed, the sign-in run out. They come back only to whoever typed them, and only over the text they were typed over.
// Signing out asks, and lets go of them (people/sign-out.js).
const SHELF = "unsent:";
const SENT = "sent:";

const me = document.querySelector("main")?.dataset.me ?? "";
const fields = [...document.querySelectorAll("main form[method='post']:not([data-autosave], #room *) textarea[id]")];
const goal = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;
const shelf = (field) => `${SHELF}${me}:${goal(field.form)}#${field.id}`;

function keep(field) {
  if (field.value === field.defaultValue) sessionStorage.removeItem(shelf(field));
  else sessionStorage.setItem(shelf(field), JSON.stringify({ words: field.value, over: field.defaultValue }));
}

function putBack(field) {
  const { words, over } = JSON.parse(sessionStorage.getItem(shelf(field)) ?? "{}");
  if (words === undefined || field.value !== over) return;
  field.value = words;
  field.closest("details")?.setAttribute("open", "");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// What was sent is kept for one page more: if that asks to sign in, it was not taken.
function send(form) {
  for (const field of fields.filter((one) => one.form === form)) {
    const words = sessionStorage.getItem(shelf(field));
    if (words !== null) sessionStorage.setItem(SENT + shelf(field), words);
    sessionStorage.removeItem(shelf(field));
  }
}

function settle() {
  for (const key of Object.keys(sessionStorage).filter((one) => one.startsWith(SENT))) {
    if (!me) sessionStorage.setItem(key.slice(SENT.length), sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
  }
}

try {
  settle();
  fields.forEach(putBack);
  for (const field of fields) field.addEventListener("input", () => keep(field));
  document.addEventListener("submit", (event) => event.defaultPrevented || send(event.target));
} catch {
  // A browser without storage still has the fields themselves.
}
