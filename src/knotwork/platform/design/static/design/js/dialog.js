// A button with data-confirm="id" asks that dialog first. Without scripts it posts straight away,
// so its address must be a page that asks the same.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  const dialog = button && document.getElementById(button.dataset.confirm);
  if (!dialog || button.dataset.confirmed) return;
  event.preventDefault();
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    button.dataset.confirmed = "yes";
    button.click();
    delete button.dataset.confirmed;
  }, { once: true });
  dialog.showModal();
});
