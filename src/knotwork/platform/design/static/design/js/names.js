// While somebody writes: asks the server whether a name they keep out stands in the words, and shows what it answers
// under the field. Fields say where to ask (data-names-desk). Without this the server asks once the form is sent.
const PAUSE = 600;
const LEFT = "kept-out-left";
const left = new Set();
const timers = new WeakMap();
let isOver = false;

document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-names-desk]");
  if (!field || isOver || !field.dataset.namesDesk) return;
  clearTimeout(timers.get(field));
  timers.set(
    field,
    setTimeout(() => look(field), PAUSE),
  );
});

function token(field) {
  const hidden = field.form?.elements.csrfmiddlewaretoken?.value;
  return hidden ?? JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}")["X-CSRFToken"] ?? "";
}

async function look(field) {
  const words = field.value;
  const body = new URLSearchParams([["words", words], ...[...left].map((id) => [LEFT, id])]);
  const headers = { "X-CSRFToken": token(field) };
  try {
    const answer = await fetch(field.dataset.namesDesk, { method: "POST", body, headers, credentials: "same-origin", redirect: "error" });
    isOver = answer.status === 204;
    const found = answer.ok && !isOver ? await answer.text() : "";
    if (field.isConnected && field.value === words) show(field, found.trim());
  } catch {
    // The form asks again when it is sent.
  }
}

// A field has one place for what is asked about it, right below it, read out when it fills.
function place(field) {
  if (field.nextElementSibling?.matches(".names-found")) return field.nextElementSibling;
  const made = document.createElement("div");
  made.className = "names-found";
  made.setAttribute("role", "status");
  field.after(made);
  return made;
}

function show(field, found) {
  if (!found && !field.nextElementSibling?.matches(".names-found")) return;
  place(field).innerHTML = found;
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest?.(".names-found button");
  const field = pressed?.closest(".names-found").previousElementSibling;
  if (!field) return;
  if (pressed.dataset.leave) leave(field, pressed.dataset.leave);
  else {
    field.value = pressed.dataset.words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  clearTimeout(timers.get(field));
  field.focus();
  look(field);
});

// Forms say which names may stand this time; a move in the room carries nothing but its words.
function leave(field, id) {
  left.add(id);
  if (!field.form || field.form.matches("[data-move]")) return;
  const said = document.createElement("input");
  Object.assign(said, { type: "hidden", name: LEFT, value: id });
  field.form.append(said);
}
