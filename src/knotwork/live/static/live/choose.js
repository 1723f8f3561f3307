// A small menu of the room: closes once something in it is pressed, on Escape, and when somebody presses elsewhere.
const open = (room) => room.querySelectorAll("details.choose[open]");

function close(menu) {
  const held = menu.contains(document.activeElement);
  menu.open = false;
  menu.dataset.touched = "yes";
  if (held) menu.querySelector("summary").focus({ preventScroll: true });
}

export function closeMenus(room) {
  room.addEventListener("submit", (event) => {
    const menu = event.target.closest("details.choose");
    if (menu) close(menu);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const menu of open(room)) close(menu);
  });
  document.addEventListener("click", (event) => {
    for (const menu of open(room)) if (!menu.contains(event.target)) close(menu);
  });
}
