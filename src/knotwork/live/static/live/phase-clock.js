// Time left, derived from the server's instants; at zero it counts up, quietly. The server's clock is the truth.
const offsets = [];
let offset = 0;

// The median of the last five differences between the server's clock and ours, in milliseconds.
export function correct(serverNow) {
  offsets.push(serverNow - Date.now());
  if (offsets.length > 5) offsets.shift();
  offset = [...offsets].sort((a, b) => a - b)[Math.floor(offsets.length / 2)];
}

export const now = () => Date.now() + offset;

function digits(seconds) {
  const whole = Math.abs(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function showClock(clock) {
  const endsAt = Number(clock.dataset.endsAt);
  const still = clock.dataset.still;
  const left = Math.round(still === undefined ? (endsAt - now()) / 1000 : Number(still));
  put(clock, digits(left));
  put(clock.parentElement.querySelector("[data-left]"), left < 0 ? clock.dataset.over : clock.dataset.leftWord);
  const said = document.getElementById("room-said");
  const about = clock.dataset.endsAt;
  if (left <= 60 && left > 0 && said && said.dataset.lastMinute !== about && still === undefined) {
    said.dataset.lastMinute = about;
    put(said, clock.dataset.lastMinute);
  }
}

function showThread(thread) {
  const from = Number(thread.dataset.from);
  thread.value = Math.max(0, Math.min(thread.max, (now() - from) / 1000));
}

// A countdown of a suggestion: whole seconds, never below zero.
function showCountdown(countdown) {
  put(countdown, String(Math.max(0, Math.ceil((Number(countdown.dataset.countdown) - now()) / 1000))));
}

// In silence the strands of the knot close one by one.
function showKnot(room) {
  const foot = room.querySelector("[data-from][data-ends]");
  if (!foot) return;
  const from = Number(foot.dataset.from);
  const share = (now() - from) / (Number(foot.dataset.ends) - from);
  const strands = room.querySelectorAll(".silence__knot path");
  strands.forEach((strand, place) => strand.classList.toggle("is-passed", place + 1 <= share * strands.length + 0.001));
}

export function showTime(room) {
  room.querySelectorAll("[data-ends-at]").forEach(showClock);
  room.querySelectorAll("progress[data-from]").forEach(showThread);
  room.querySelectorAll("[data-countdown]").forEach(showCountdown);
  showKnot(room);
}
