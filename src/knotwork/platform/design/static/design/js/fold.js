// Closes an open fold of the masthead on Escape, on a press elsewhere, and when the focus leaves it.
const openFold = () => document.querySelector(".masthead__fold[open]");

function closeUnlessInside(target) {
  const fold = openFold();
  if (fold && !fold.contains(target)) fold.open = false;
}

document.addEventListener("click", (event) => closeUnlessInside(event.target));
document.addEventListener("focusin", (event) => closeUnlessInside(event.target));
document.addEventListener("keydown", (event) => {
  const fold = event.key === "Escape" && openFold();
  if (!fold) return;
  fold.open = false;
  fold.querySelector("summary").focus();
});
