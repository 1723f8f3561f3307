// Where a browser writes 7:30 PM in its own time fields, the time also stands beside it as it is written everywhere else: 19:30.
const halves = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12;

function write(field, beside) {
  beside.textContent = field.value.slice(-5);
}

if (halves) {
  for (const field of document.querySelectorAll("input[type=time], input[type=datetime-local]")) {
    const beside = document.createElement("output");
    beside.className = "soft numeral";
    beside.htmlFor = field.id;
    field.after(" ", beside);
    field.addEventListener("input", () => write(field, beside));
    write(field, beside);
  }
}
