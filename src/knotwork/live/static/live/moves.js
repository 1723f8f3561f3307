// Sends moves. The same move keeps its id until it is acknowledged, so that nothing happens twice.
import { ask, newId } from "./ask.js";
import { fields, forget } from "./words.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const pause = (length) =>
  new Promise((done) => {
    setTimeout(done, length * (0.5 + Math.random()));
    window.addEventListener("online", done, { once: true });
  });

export function sendMoves(room, show, stream) {
  const underway = new Set();
  const acknowledged = [];

  room.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-move]");
    if (!form) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const hasWords = fields(form).length > 0;
    if (hasWords) body.set("move_id", (form.dataset.ownId ??= newId()));
    if (!hasWords && stream.isOpen()) body.set("listening", "yes");
    const id = body.get("move_id");
    if (underway.has(id)) return;
    underway.add(id);
    form.classList.add("is-sending");
    send(form, body).finally(() => {
      underway.delete(id);
      form.classList.remove("is-sending");
    });
  });

  async function send(form, body) {
    let length = FIRST_PAUSE;
    for (;;) {
      const answer = await ask(form.getAttribute("action"), { body, token: room.dataset.csrf });
      if (answer.ok) return kept(form, body, answer.body);
      if (answer.signedOut) {
        await signedIn();
      } else if (answer.lost) {
        say(form, "waiting");
        await pause(length);
        length = Math.min(length * 2, LONGEST_PAUSE);
      } else if (answer.status === 403 && !answer.body.why && !body.has("retold")) {
        body.set("retold", "yes");
        const fresh = await ask(room.dataset.screenUrl);
        if (fresh.ok) room.dataset.csrf = fresh.body.csrf;
        if (fresh.signedOut) await signedIn();
      } else if (answer.absent) {
        return location.reload();
      } else {
        return refused(form, answer);
      }
    }
  }

  // The move waits, with its id and its words, until its sender is signed in again.
  function signedIn() {
    stream.signInAbove();
    return new Promise((done) => document.addEventListener("room:again", done, { once: true }));
  }

  function kept(form, body, screen) {
    for (const field of fields(form)) {
      if (field.value === (body.get(field.name) ?? "")) {
        forget(field);
        field.value = "";
        field.dataset.kept = "";
      }
    }
    document.dispatchEvent(new CustomEvent("room:sent", { detail: fields(form) }));
    for (const option of form.querySelectorAll("option")) option.selected = option.defaultSelected;
    for (const input of form.querySelectorAll("input:not([type=hidden], [data-draft])")) input.value = input.defaultValue;
    delete form.dataset.ownId;
    acknowledged.push({ action: form.getAttribute("action"), body });
    if (acknowledged.length > 200) acknowledged.shift();
    say(form, "");
    document.dispatchEvent(new CustomEvent("room:moved"));
    show(screen);
  }

  function refused(form, answer) {
    delete form.dataset.ownId;
    say(form, "", answer.body.why ?? room.dataset.notKept);
    if (answer.body.html) show(answer.body);
  }

  function say(form, state, why = "") {
    const line = room.querySelector("[data-move-said]");
    line.textContent = state === "waiting" ? room.dataset.waiting : why;
    line.hidden = !line.textContent;
    if (why) setTimeout(() => line.textContent === why && (line.hidden = true), 12_000);
  }

  // After a restore from backup the room has a new log: hand over again what this page was told is kept.
  document.addEventListener("room:new-log", async () => {
    for (const move of acknowledged.splice(0)) await ask(move.action, { body: move.body, token: room.dataset.csrf });
  });
}
