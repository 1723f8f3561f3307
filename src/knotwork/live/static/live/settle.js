// At its own time something due is settled: any page may say so, and saying it twice changes nothing.
import { ask, newId } from "./ask.js";
import { now } from "./phase-clock.js";

export function settleWhatIsDue(room, show) {
  let asked = "";

  async function look() {
    const due = room.querySelector("[data-settles-at]");
    const at = due?.dataset.settlesAt;
    if (!at || at === asked || now() < Number(at)) return;
    asked = at;
    await new Promise((done) => setTimeout(done, Math.random() * 400));
    if (room.querySelector("[data-settles-at]")?.dataset.settlesAt !== at) return;
    const body = new URLSearchParams({ kind: "settle", move_id: newId() });
    const answer = await ask(room.dataset.moves, { body, token: room.dataset.csrf });
    if (answer.ok) show(answer.body);
    else asked = "";
  }

  setInterval(look, 250);
}
