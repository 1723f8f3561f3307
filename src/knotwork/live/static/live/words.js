// Words that were typed and are not yet acknowledged: where they are, and putting them back.
const STORE = "knotwork-room:";

const key = (field) => `${STORE}${document.getElementById("room").dataset.me}:${location.pathname}#${field.dataset.draft}`;

export const fields = (element) => [
  ...(element.matches?.("[data-draft]") ? [element] : []),
  ...(element.querySelectorAll?.("[data-draft]") ?? []),
];

// Typed and unlike what the server drew: these words would be lost if the field went away.
export const isUnsent = (field) => field.value.trim() !== "" && field.value !== (field.dataset.kept ?? "");

export const holdsWords = (element) => fields(element).some(isUnsent);

export function remember(field) {
  try {
    if (isUnsent(field)) sessionStorage.setItem(key(field), field.value);
    else sessionStorage.removeItem(key(field));
  } catch {
    // A browser without storage still has the field itself and the draft on the server.
  }
}

export function forget(field) {
  try {
    sessionStorage.removeItem(key(field));
  } catch {
    // See above.
  }
}

export function restoreWords(element) {
  for (const field of fields(element)) {
    let words = null;
    try {
      words = sessionStorage.getItem(key(field));
    } catch {
      // See above.
    }
    if (words !== null && !field.value.trim()) {
      field.value = words;
      field.closest("details")?.setAttribute("open", "");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
