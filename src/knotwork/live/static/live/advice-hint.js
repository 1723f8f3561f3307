// A private hint when a typed question carries advice. Only here, in the writer's own page; never sent, never blocking.
function startOf(text, starts) {
  const small = text.trim().toLowerCase().replace(/[’]/g, "'");
  return starts.find((start) => small.includes(start));
}

export function hintAtAdvice(room) {
  room.addEventListener("input", (event) => {
    const field = event.target.closest("[data-advice]");
    const hint = field && document.getElementById(field.dataset.advice);
    if (!hint) return;
    const starts = hint.dataset.starts.split("|");
    const found = startOf(field.value, starts);
    hint.hidden = !found;
    if (found) hint.querySelector("q").textContent = found[0].toUpperCase() + found.slice(1);
  });
}
