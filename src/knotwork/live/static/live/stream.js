// Listens to the room. Of one person's tabs the newest listens and hands on what it hears, for a browser has six lines
// to a host; hidden for thirty seconds it gives its line back. Where the stream is blocked the page asks.
import { correct } from "./phase-clock.js";
import { ask } from "./ask.js";
import { beatWasDue, isSilent, onNewsOfTheNetwork, tellOfTheLine } from "./line.js";

const HIDDEN_AFTER = 30_000;
const FOLLOWS_FOR = 25_000;
const ASK_HIDDEN = 15_000;
const ASK_VISIBLE = 5_000;

export function listen(room, show) {
  const peers = "BroadcastChannel" in window ? new BroadcastChannel(`room:${room.dataset.me}:${location.pathname}`) : null;
  let [source, timer, ended] = [null, null, false];
  let [heardAt, lostAt] = [Date.now(), null];
  let [rank, follows] = [0, false];

  function heard() {
    heardAt = Date.now();
    lostAt = null;
    tell();
  }

  function take(text) {
    heard();
    show(JSON.parse(text));
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
      peers?.postMessage({ alive: true });
    });
    source.addEventListener("over", () => {
      ended = true;
      close();
      peers?.postMessage({ over: true });
      askOnce();
    });
    source.onerror = () => {
      lostAt ??= Date.now();
      if (source?.readyState === EventSource.CLOSED) close();
    };
    rank = Date.now() + Math.random();
    follows = false;
    peers?.postMessage({ listening: rank });
  }

  function close() {
    source?.close();
    source = null;
  }

  function leave() {
    if (source) peers?.postMessage({ leaving: true });
    close();
  }

  // An event source hides status codes: the page asks, and shows what it is told.
  async function askOnce() {
    const answer = await ask(`${room.dataset.screenUrl}`);
    if (answer.ok) {
      room.dataset.csrf = answer.body.csrf;
      heard();
      show(answer.body);
      ended = false;
      document.dispatchEvent(new CustomEvent("room:again"));
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
    }
  }

  const tell = () => tellOfTheLine(room, lostAt);

  function look() {
    if (source && isSilent(heardAt)) {
      lostAt ??= beatWasDue(heardAt);
      close();
    }
    if (follows && Date.now() - heardAt > FOLLOWS_FOR) follows = false;
    if (!document.hidden && !source && !ended && !follows) open();
    const every = document.hidden ? ASK_HIDDEN : ASK_VISIBLE;
    const isDue = !follows && Date.now() - heardAt >= every && (!source || source.readyState !== EventSource.OPEN || lostAt !== null);
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
    if (data.alive) heard();
    if (data.over) askOnce();
    if (data.listening > rank || (data.listening && !source)) {
      close();
      follows = true;
      heardAt = Date.now();
    } else if (data.listening) peers.postMessage({ listening: rank });
    if (data.leaving) {
      follows = false;
      if (!document.hidden) setTimeout(() => !follows && open(), Math.random() * 500);
    }
  });
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(leave, HIDDEN_AFTER);
    else if (!ended) {
      if (!follows) open();
      askOnce();
    }
  });
  window.addEventListener("focus", () => document.getElementById("room-sign-in")?.open && again());
  document.getElementById("room-sign-in")?.addEventListener("close", () => ended && again());
  window.addEventListener("pagehide", leave);
  onNewsOfTheNetwork(() => ended || askOnce());
  if (!document.hidden) open();
  setInterval(look, 1_000);
  return { signInAbove, isOpen: () => (follows || source?.readyState === EventSource.OPEN) && lostAt === null };
}
