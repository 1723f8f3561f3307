// Opens the sheet of keys on "?", unless somebody is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const sheet = document.querySelector("[data-keys]");
  if (!sheet || sheet.open) return;
  event.preventDefault();
  sheet.showModal();
});
