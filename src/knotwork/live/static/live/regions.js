// Puts a pushed screen on the page: replaces the regions that changed, never one that holds unsent words.
import { holdsWords, restoreWords } from "./words.js";

const drawn = new WeakMap();

const plain = (element) => element.outerHTML.replace(/<input type="hidden" name="csrfmiddlewaretoken"[^>]*>/g, "");
const same = (old, fresh) => (drawn.get(old) ?? plain(old)) === plain(fresh);

// What the server drew, before anybody opened or folded anything.
export function noteDrawn(room) {
  for (const element of room.querySelectorAll("[data-region], [data-list] > *")) drawn.set(element, plain(element));
}

// What the reader has opened or folded stays so.
document.addEventListener("click", (event) => {
  const fold = event.target.closest?.("summary")?.parentElement;
  if (fold) fold.dataset.touched = "yes";
});

function keepOpen(old, fresh) {
  for (const fold of fresh.querySelectorAll("details[id]")) {
    const before = old.querySelector(`#${CSS.escape(fold.id)}`);
    if (!before?.dataset.touched) continue;
    fold.open = before.open;
    fold.dataset.touched = "yes";
  }
}

// What the reader has chosen or changed stays so, where the same field is drawn again.
function isChanged(field) {
  if (field.type === "radio") return field.checked !== field.defaultChecked;
  if (!(field instanceof HTMLSelectElement)) return field.value !== field.defaultValue;
  const drawnWith = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== drawnWith?.value;
}

function keepChoices(old, fresh) {
  for (const field of fresh.querySelectorAll("select[id], input[id]:not([type=hidden])")) {
    const before = old.querySelector(`#${CSS.escape(field.id)}`);
    if (!before || !isChanged(before)) continue;
    field.value = before.value;
    field.checked = before.checked;
  }
}

function replace(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const handle = focused && (focused.id || focused.dataset.key);
  const source = plain(fresh);
  keepOpen(old, fresh);
  keepChoices(old, fresh);
  old.replaceWith(fresh);
  drawn.set(fresh, source);
  restoreWords(fresh);
  if (handle) {
    const again = document.getElementById(handle) ?? fresh.querySelector(`[data-key="${CSS.escape(handle)}"]`);
    (again ?? document.getElementById("main"))?.focus({ preventScroll: true });
  }
}

function morphList(old, fresh) {
  const wanted = [...fresh.children];
  for (const gone of [...old.children]) {
    if (!wanted.some((element) => element.id === gone.id) && !holdsWords(gone)) gone.remove();
  }
  let before = null;
  for (const element of wanted.reverse()) {
    const standing = element.id && old.querySelector(`:scope > #${CSS.escape(element.id)}`);
    if (!standing) {
      old.insertBefore(element, before);
      drawn.set(element, plain(element));
      restoreWords(element);
      before = element;
    } else {
      if (!same(standing, element) && !holdsWords(standing)) replace(standing, element);
      before = old.querySelector(`:scope > #${CSS.escape(element.id)}`);
    }
  }
}

export function apply(room, html) {
  const page = document.createElement("template");
  page.innerHTML = html;
  const fresh = page.content.querySelector("[data-screen]");
  const old = room.querySelector("[data-screen]");
  const moved = fresh.dataset.place !== old.dataset.place;
  const held = moved && holdsWords(old.querySelector("[data-list]") ?? old);
  if (fresh.dataset.layout !== old.dataset.layout) {
    if (held) return hold(room, fresh);
    replace(old, fresh);
    return release(room);
  }
  for (const region of fresh.querySelectorAll("[data-region]")) {
    const standing = document.getElementById(region.id);
    if (standing && !same(standing, region)) replace(standing, region.cloneNode(true));
  }
  if (held) return hold(room, fresh);
  const list = fresh.querySelector("[data-list]");
  if (list) morphList(old.querySelector("[data-list]"), list);
  for (const name of Object.keys(fresh.dataset)) old.dataset[name] = fresh.dataset[name];
  if (moved) old.querySelector(".room__page")?.scrollTo(0, 0);
  release(room);
}

// Whoever is writing is not moved: a bar says where the set is now, and leads there.
function hold(room, fresh) {
  const bar = room.querySelector("[data-held]");
  bar.querySelector("[data-held-text]").textContent = fresh.dataset.heldText;
  bar.hidden = false;
  bar.querySelector("button").onclick = () => {
    document.dispatchEvent(new CustomEvent("room:leaving"));
    const old = room.querySelector("[data-screen]");
    replace(old, fresh);
    release(room);
    document.getElementById("main")?.focus();
  };
}

function release(room) {
  room.querySelector("[data-held]").hidden = true;
}
