// Lets a list of phases be ordered by dragging its handles. The new place is posted as the buttons post theirs.
const list = document.querySelector("[data-order]");

function rowAt(y, dragged) {
  const others = [...list.children].filter((row) => row !== dragged);
  return others.find((row) => {
    const box = row.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
}

function post(row, to) {
  const form = document.createElement("form");
  const token = list.querySelector('[name="csrfmiddlewaretoken"]').value;
  const fields = { csrfmiddlewaretoken: token, to: String(to), seen: list.dataset.seen };
  form.method = "post";
  form.action = row.dataset.place;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

// The list holds the pointer: a row that moves in the page would lose it.
function drag(down) {
  const row = down.currentTarget.closest("li");
  const before = [...list.children];
  const over = new AbortController();
  const once = { signal: over.signal };
  down.preventDefault();
  list.setPointerCapture(down.pointerId);
  row.classList.add("is-dragged");
  const follow = (move) => list.insertBefore(row, rowAt(move.clientY, row) ?? null);
  const end = (up) => {
    over.abort();
    row.classList.remove("is-dragged");
    const to = [...list.children].indexOf(row);
    if (up.type === "pointercancel") list.append(...before);
    else if (to !== before.indexOf(row)) post(row, to);
  };
  list.addEventListener("pointermove", follow, once);
  list.addEventListener("pointerup", end, once);
  list.addEventListener("pointercancel", end, once);
}

for (const handle of list?.querySelectorAll(".phases__handle") ?? []) {
  handle.hidden = false;
  handle.addEventListener("pointerdown", drag);
}
