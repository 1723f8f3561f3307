// Words typed in this tab and not sent yet: ask before signing out lets go of them.
const form = document.querySelector("[data-sign-out] form");

form?.addEventListener("submit", (event) => {
  if (sessionStorage.length > 0 && !confirm(form.closest("[data-sign-out]").dataset.signOut)) event.preventDefault();
  else sessionStorage.clear();
});
