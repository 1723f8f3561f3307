// Listens to the room. A hidden tab gives its line back after thirty seconds and asks every fifteen; where the
// stream is blocked the page asks every five. Tabs of one person hand screens to one another.
import { correct } from "./phase-clock.js";
import { ask } from "./ask.js";

const HIDDEN_AFTER = 30_000;
const SILENT_AFTER = 50_000;
const ASK_HIDDEN = 15_000;
const ASK_VISIBLE = 5_000;

export function listen(room, show) {
  const peers = "BroadcastChannel" in window ? new BroadcastChannel(`room:${room.dataset.me}:${location.pathname}`) : null;
  let source = null;
  let heardAt = Date.now();
  let lostAt = null;
  let ended = false;
  let timer = null;

  function heard() {
    heardAt = Date.now();
    lostAt = null;
    tell();
  }

  function take(text) {
    const screen = JSON.parse(text);
    heard();
    show(screen);
    return screen;
  }

  function open() {
    if (source || ended) return;
    source = new EventSource(`${room.dataset.stream}?seen=${encodeURIComponent(room.dataset.seen)}`);
    source.addEventListener("screen", (event) => {
      take(event.data);
      peers?.postMessage({ screen: event.data });
    });
    source.addEventListener("beat", (event) => {
      correct(JSON.parse(event.data).now);
      heard();
    });
    source.addEventListener("over", () => {
      ended = true;
      close();
      askOnce();
    });
    source.onerror = () => {
      lostAt ??= Date.now();
      if (source?.readyState === EventSource.CLOSED) close();
    };
    peers?.postMessage({ listening: true });
  }

  function close() {
    source?.close();
    source = null;
  }

  // An event source hides status codes: the page asks, and shows what it is told.
  async function askOnce() {
    const answer = await ask(`${room.dataset.screenUrl}`);
    if (answer.ok) {
      room.dataset.csrf = answer.body.csrf;
      heard();
      show(answer.body);
      ended = false;
    } else if (answer.signedOut) {
      signInAbove();
    } else if (answer.absent) {
      location.reload();
    } else {
      lostAt ??= Date.now();
    }
  }

  function signInAbove() {
    const dialog = document.getElementById("room-sign-in");
    ended = true;
    close();
    if (dialog && !dialog.open) dialog.showModal();
  }

  async function again() {
    ended = false;
    await askOnce();
    if (!ended && lostAt === null) {
      document.getElementById("room-sign-in")?.close();
      open();
      document.dispatchEvent(new CustomEvent("room:again"));
    }
  }

  function tell() {
    const lost = lostAt === null ? 0 : Date.now() - lostAt;
    room.querySelector("[data-line=reconnecting]").hidden = !(lost > 3_000 && lost <= 15_000);
    room.querySelector("[data-line=lost]").hidden = lost <= 15_000;
  }

  function look() {
    if (source && Date.now() - heardAt > SILENT_AFTER) close();
    if (!document.hidden && !source && !ended) open();
    const every = document.hidden ? ASK_HIDDEN : ASK_VISIBLE;
    const isDue = Date.now() - heardAt >= every && (!source || source.readyState !== EventSource.OPEN || lostAt !== null);
    if (isDue && !look.asking) {
      look.asking = true;
      askOnce().finally(() => {
        look.asking = false;
        if (lostAt !== null) heardAt = Date.now();
      });
    }
    tell();
  }

  peers?.addEventListener("message", ({ data }) => {
    if (data.screen) take(data.screen);
    if (data.listening && document.hidden) close();
  });
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(close, HIDDEN_AFTER);
    else if (!ended) {
      heardAt = 0;
      open();
      askOnce();
    }
  });
  window.addEventListener("focus", () => document.getElementById("room-sign-in")?.open && again());
  document.getElementById("room-sign-in")?.addEventListener("close", () => ended && again());
  window.addEventListener("pagehide", close);
  if (!document.hidden) open();
  setInterval(look, 1_000);
  return { signInAbove, isOpen: () => source?.readyState === EventSource.OPEN && lostAt === null };
}
