// Says once, politely, when the phase changes or when it is your turn; a hidden tab says so in its title.
let said = null;

export function announce(room) {
  const screen = room.querySelector("[data-screen]");
  const text = screen.dataset.announce;
  if (said !== null && text !== said) document.getElementById("room-said").textContent = text;
  said = text;
  document.title = document.hidden && screen.dataset.yourTurn ? screen.dataset.yourTurn : screen.dataset.title;
}
