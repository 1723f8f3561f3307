// Fills an empty input[data-zone] with the browser's time zone, and puts that zone on top of a select[data-zones].
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

for (const input of document.querySelectorAll("input[data-zone]")) {
  if (here && !input.value) input.value = here;
}

// Some browsers still say Calcutta for Kolkata: what they call a zone themselves is compared only when its name is not listed.
const called = (zone) => {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "";
  }
};

for (const select of document.querySelectorAll("select[data-zones]")) {
  const options = [...select.options];
  const own = options.find((option) => option.value === here) ?? options.find((option) => called(option.value) === here);
  if (!own) continue;
  const onTop = options[0] === own ? own : new Option(own.text, own.value);
  onTop.text += ` (${select.dataset.zones})`;
  if (onTop !== own) select.prepend(onTop);
}
