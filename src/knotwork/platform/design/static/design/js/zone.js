// Fills an empty input[data-zone] (hidden or a select) with the browser's time zone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const input of document.querySelectorAll("[data-zone]")) {
  const isKnown = input.tagName !== "SELECT" || [...input.options].some((option) => option.value === zone);
  if (zone && isKnown && !input.value) input.value = zone;
}
