// Keeps what is typed and not yet sent: in this tab at once, on the server one second after a pause.
import { ask } from "./ask.js";
import { isUnsent, remember, restoreWords } from "./words.js";

const AFTER_A_PAUSE = 1_000;

export function keepDrafts(room, show) {
  const timers = new Map();

  async function keep(field, keepalive = false) {
    timers.delete(field);
    if (field.closest(".is-sending")) return;
    const body = new URLSearchParams({
      place: field.dataset.draft,
      text: isUnsent(field) ? field.value : "",
      version: field.dataset.version ?? "0",
    });
    const answer = await ask(room.dataset.drafts, { body, token: room.dataset.csrf, keepalive });
    if (answer.ok) field.dataset.version = answer.body.version;
    else if (answer.status === 409) showOther(field, answer.body);
  }

  // Two tabs wrote at the same place: both texts stay to be seen, neither is overwritten.
  function showOther(field, { text, version }) {
    field.dataset.version = version;
    const other = room.querySelector("[data-other-words]");
    other.hidden = !text || text === field.value;
    other.querySelector("blockquote").textContent = text;
  }

  room.addEventListener("input", (event) => {
    const field = event.target.closest("[data-draft]");
    if (!field) return;
    remember(field);
    clearTimeout(timers.get(field));
    timers.set(
      field,
      setTimeout(() => keep(field), AFTER_A_PAUSE),
    );
  });

  // What was sent is no draft any more, whichever of the two arrived first.
  document.addEventListener("room:sent", ({ detail: sent }) => {
    for (const field of sent) {
      clearTimeout(timers.get(field));
      timers.delete(field);
      field.dataset.version = "0";
      ask(room.dataset.drafts, { body: new URLSearchParams({ place: field.dataset.draft, text: "" }), token: room.dataset.csrf });
    }
  });

  function keepAll() {
    return [...timers].map(([field, timer]) => {
      clearTimeout(timer);
      return keep(field, true);
    });
  }

  // Whoever goes where the set is finds there what they had begun to write elsewhere.
  document.addEventListener("room:leaving", async () => {
    await Promise.all(keepAll());
    const answer = await ask(room.dataset.screenUrl);
    if (answer.ok) show(answer.body);
  });

  window.addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", () => document.hidden && keepAll());
  restoreWords(room);
}
