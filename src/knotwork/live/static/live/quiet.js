// A set talks: after twenty seconds untouched the room shows only the phase, the time and whose turn it is.
import { holdsWords } from "./words.js";

const AFTER = 20_000;

export function growQuiet(room) {
  let timer = null;

  function wake() {
    room.classList.remove("is-quiet");
    clearTimeout(timer);
    timer = setTimeout(rest, AFTER);
  }

  function rest() {
    const asked = room.querySelector("[data-moving], [data-wakes]");
    const writing = document.activeElement?.matches("textarea, input, select");
    if (holdsWords(room) || writing || asked) timer = setTimeout(rest, AFTER);
    else room.classList.add("is-quiet");
  }

  for (const touch of ["pointerdown", "pointermove", "keydown", "scroll", "focusin"]) {
    room.addEventListener(touch, wake, { passive: true, capture: true });
  }
  document.addEventListener("room:moved", wake);
  wake();
}
