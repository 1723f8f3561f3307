// Keeps a form with data-autosave while somebody writes (design: trust.md §5). Two seconds after the last key, and
// when the page is left, the words go to the form's own address; until that answers "kept" they lie in sessionStorage,
// for whom the form was drawn, which data-autosave names: whoever signs in next in this window finds nothing of them.
// A conflict is never resolved here: the button then posts the form and the page shows both versions.
const PAUSE = 2000;
const OWN = new Set(["csrfmiddlewaretoken"]);

for (const form of document.querySelectorAll("form[data-autosave]")) start(form);

function start(form) {
  const state = form.querySelector("[data-autosave-state]");
  const whose = form.dataset.autosave;
  const shelf = `autosave:${whose}:${location.pathname}`;
  const words = () => JSON.stringify([...new FormData(form)].filter(([name]) => !OWN.has(name)));
  const spoken = (text) => JSON.stringify(JSON.parse(text).filter(([name]) => name !== "version" && name !== "key"));
  let waiting = 0;
  let sending = null;
  let stopped = false;

  const say = (which) => {
    const template = form.querySelector(`template[data-autosave-${which}]`);
    const version = form.elements.version;
    if (template) state.replaceChildren(version, template.content.cloneNode(true));
  };

  async function send(keepalive = false) {
    clearTimeout(waiting);
    const sent = words();
    if (stopped || sessionStorage.getItem(shelf) === null) return true;
    let answer = await post(keepalive);
    if (isAway(answer) && (await isBack())) answer = await post(keepalive);
    const became = answer?.headers.get("X-Autosave");
    if (!became) {
      say(isAway(answer) ? "away" : "offline");
      return false;
    }
    state.innerHTML = await answer.text();
    stopped = became === "conflict";
    if (became !== "kept") return false;
    if (spoken(words()) === spoken(sent)) sessionStorage.removeItem(shelf);
    else later();
    return true;
  }

  function post(keepalive) {
    const sent = { method: "POST", body: new FormData(form), headers: { "X-Autosave": "yes" }, keepalive };
    return fetch(form.action, sent).catch(() => null);
  }

  const isAway = (answer) => answer !== null && (answer.redirected || answer.status === 403);

  // Whoever has signed in again has another token, which the page drawn anew holds; it counts for the same person alone.
  async function isBack() {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const theirs = page.querySelector("form[data-autosave]");
    if (theirs?.dataset.autosave !== whose) return false;
    form.elements.csrfmiddlewaretoken.value = theirs.elements.csrfmiddlewaretoken.value;
    return true;
  }

  // One request at a time, so that each carries the version the last one answered.
  function keep(keepalive = false) {
    sending = (sending ?? Promise.resolve()).then(() => send(keepalive));
    return sending;
  }

  function later() {
    sessionStorage.setItem(shelf, words());
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  }

  function putBack() {
    const kept = sessionStorage.getItem(shelf);
    if (kept === null) return;
    if (spoken(kept) === spoken(words())) {
      sessionStorage.removeItem(shelf);
      return;
    }
    const values = new Map(JSON.parse(kept));
    for (const field of form.elements) {
      if (!field.name || OWN.has(field.name)) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.get(field.name) === field.value;
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
    say("back");
    later();
  }

  form.addEventListener("input", later);
  form.addEventListener("submit", async (event) => {
    // Whoever answers a question about names sends the form itself; what lies here would be sent without the answer.
    if (event.submitter?.name === "kept-out") {
      clearTimeout(waiting);
      sessionStorage.removeItem(shelf);
    }
    if (stopped || sessionStorage.getItem(shelf) === null) return;
    event.preventDefault();
    const isKept = await keep();
    const next = state.querySelector("a[data-autosave-next]")?.href;
    if (isKept && next) location.assign(next);
    else if (stopped || state.querySelector("[data-autosave-faulty]")) form.submit();
  });
  addEventListener("online", () => keep());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep(true));
  putBack();
}
