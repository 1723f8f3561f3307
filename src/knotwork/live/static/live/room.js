// The room's page: takes screens from the stream, sends moves, keeps words. The HTML holds the state.
import { apply, noteDrawn } from "./regions.js";
import { listen } from "./stream.js";
import { sendMoves } from "./moves.js";
import { afterPresses } from "./presses.js";
import { closeMenus } from "./choose.js";
import { keepDrafts } from "./drafts.js";
import { hintAtAdvice } from "./advice-hint.js";
import { growQuiet } from "./quiet.js";
import { correct, showTime } from "./phase-clock.js";
import { announce } from "./announce.js";
import { settleWhatIsDue } from "./settle.js";
import { addToken } from "./token.js";

const room = document.getElementById("room");

function draw(screen) {
  correct(screen.now);
  const [log, seq] = room.dataset.seen.split(":");
  if (screen.log === log && screen.seq < Number(seq)) return;
  if (screen.html) {
    apply(room, screen.html);
    announce(room);
    showTime(room);
    room.dataset.seen = `${screen.log}:${screen.seq}`;
  }
  if (screen.log !== log) document.dispatchEvent(new CustomEvent("room:new-log"));
}

if (room) {
  const show = afterPresses(draw);
  room.classList.add("is-live");
  noteDrawn(room);
  correct(Number(room.dataset.now));
  showTime(room);
  announce(room);
  setInterval(() => showTime(room), 250);
  const stream = listen(room, show);
  closeMenus(room);
  sendMoves(room, show, stream);
  addToken(room);
  keepDrafts(room, show);
  hintAtAdvice(room);
  growQuiet(room);
  settleWhatIsDue(room, show);
}
