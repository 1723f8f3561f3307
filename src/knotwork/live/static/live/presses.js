// What comes while somebody presses a button is shown after the press: a button that is replaced under a finger is not
// pressed at all, and whoever pressed it thinks it was.
const PRESSED = "button, a, summary, label, select, input";
const LONGEST = 3_000;

export function afterPresses(show) {
  let [waiting, timer] = [null, null];

  function begin(event) {
    if (!event.target.closest?.(PRESSED)) return;
    waiting ??= [];
    clearTimeout(timer);
    timer = setTimeout(end, LONGEST);
  }

  function end() {
    clearTimeout(timer);
    const screens = waiting ?? [];
    waiting = null;
    for (const screen of screens) show(screen);
  }

  // The click comes after the finger or the key has gone up.
  const endSoon = () => waiting && setTimeout(end);

  document.addEventListener("pointerdown", begin, true);
  for (const over of ["pointerup", "pointercancel"]) document.addEventListener(over, endSoon, true);
  document.addEventListener("keydown", (event) => event.key === " " && begin(event), true);
  document.addEventListener("keyup", endSoon, true);
  window.addEventListener("blur", endSoon);
  return (screen) => (waiting ? waiting.push(screen) : show(screen));
}
