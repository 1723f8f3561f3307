// For three seconds a lost line is nobody's concern; then it is being taken up again; after fifteen it is gone for now.
export function tellOfTheLine(room, lostAt) {
  const lost = lostAt === null ? 0 : Date.now() - lostAt;
  room.querySelector("[data-line=reconnecting]").hidden = !(lost > 3_000 && lost <= 15_000);
  room.querySelector("[data-line=lost]").hidden = lost <= 15_000;
}
