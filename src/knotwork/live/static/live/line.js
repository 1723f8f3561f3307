// For three seconds a lost line is nobody's concern; then it is being taken up again; after fifteen it is gone for now.
const BEATS_EVERY = 20_000;
const SILENT_AFTER = 30_000;

export function tellOfTheLine(room, lostAt) {
  const lost = lostAt === null ? 0 : Date.now() - lostAt;
  room.querySelector("[data-line=reconnecting]").hidden = !(lost > 3_000 && lost <= 15_000);
  room.querySelector("[data-line=lost]").hidden = lost <= 15_000;
}

// A line can die without a word: then the beat does not come, and the line counts as lost since it was due.
export const isSilent = (heardAt) => Date.now() - heardAt > SILENT_AFTER;
export const beatWasDue = (heardAt) => heardAt + BEATS_EVERY;

// What the browser says of its network is a reason to ask, not an answer: the host may be this machine.
export function onNewsOfTheNetwork(ask) {
  for (const news of ["offline", "online"]) window.addEventListener(news, ask);
}
