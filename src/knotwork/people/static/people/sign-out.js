// Words typed in this tab and not sent yet: ask before signing out lets go of them. A place somebody was at is no words.
const holdsWords = () => Object.keys(sessionStorage).some((key) => !key.startsWith("place:"));
const form = document.querySelector("[data-sign-out] form");

form?.addEventListener("submit", (event) => {
  if (holdsWords() && !confirm(form.closest("[data-sign-out]").dataset.signOut)) event.preventDefault();
  else sessionStorage.clear();
});
