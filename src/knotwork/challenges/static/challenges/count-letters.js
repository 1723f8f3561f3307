// Says how many characters are left under a field with data-counts-to. The words come from the page; the server counts again.
const said = (words, number) => words.replace("%n", new Intl.NumberFormat(document.documentElement.lang).format(number));

for (const line of document.querySelectorAll("[data-count-of]")) {
  const field = document.getElementById(line.dataset.countOf);
  const most = Number(field?.dataset.countsTo);
  if (!most) continue;
  // The server counts code points of the trimmed words, as spreading a string does.
  const count = () => {
    const left = most - [...field.value.trim()].length;
    line.textContent = left < 0 ? said(line.dataset.over, -left) : said(line.dataset.left, left);
  };
  // Read out only after a pause, and not with every key.
  let pause = 0;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(count, 300);
  });
  count();
}
