// A form with data-stay is posted without leaving the page: the parts marked data-part are taken from the page the
// server answers with. What cannot be asked this way is posted as any form is.
const parts = (page) => [...page.querySelectorAll("[data-part]")];
let latest = 0;

// Post to an address; true when the server kept it. A slower answer than a later one is not shown.
export async function post(url, body) {
  const mine = ++latest;
  const answer = await fetch(url, { method: "POST", body, credentials: "same-origin" });
  if (!answer.headers.get("content-type")?.startsWith("text/html") || (!answer.ok && answer.status !== 422)) {
    throw new Error(String(answer.status));
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("[data-part]")) throw new Error("elsewhere");
  if (mine === latest) show(page);
  return answer.ok;
}

function show(page) {
  const focused = document.activeElement?.id;
  const open = [...document.querySelectorAll("[data-part] details[open]")].map((one) => one.id);
  for (const part of parts(page)) document.getElementById(part.id)?.replaceChildren(...part.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const said = document.getElementById("map-said");
  if (said) said.textContent = page.querySelector(".messages, .notice")?.textContent.trim() ?? "";
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("stay-put:shown"));
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-stay]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  try {
    const kept = await post(form.action, new FormData(form, event.submitter));
    form.closest("dialog")?.close();
    if (kept) form.reset();
    const first = document.querySelector(kept ? `[action="${form.getAttribute("action")}"] textarea` : "[data-part] :is([aria-invalid], [name=kept-out])");
    if (!kept || !document.activeElement || document.activeElement === document.body) first?.focus();
  } catch {
    form.removeAttribute("data-stay");
    form.requestSubmit();
  } finally {
    delete form.dataset.busy;
  }
});
