// <domain-map>: the picture one draws in. It reads the page's tables, and posts to the same addresses as their forms.
import { elements, ground, style } from "./map-ink.js";
import { post } from "./stay-put.js";

const WIDTH = 1000, HEIGHT = 740, READABLE = 0.55;

class DomainMap extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const verb = event.target.closest("[data-do]")?.dataset.do;
      if (verb) this[verb]();
    });
    document.addEventListener("stay-put:shown", () => this.cy && this.follow());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.cy?.style(style(this)));
    if (this.memory() === location.pathname) this.open();
  }

  memory(path) {
    if (path === undefined) return sessionStorage.getItem("place:map-drawn-in");
    return path ? sessionStorage.setItem("place:map-drawn-in", path) : sessionStorage.removeItem("place:map-drawn-in");
  }

  async open() {
    this.memory(location.pathname);
    const { default: cytoscape } = await import(this.dataset.library);
    this.show(true);
    this.cy = cytoscape({
      container: this.querySelector("[data-canvas]"),
      elements: [...ground(this), ...elements()],
      style: style(this),
      layout: { name: "preset" },
      minZoom: 0.2, maxZoom: 3, boxSelectionEnabled: false, selectionType: "single", pixelRatio: Math.min(devicePixelRatio, 2),
    });
    this.whole();
    this.listen();
    this.querySelector(".map-tools").scrollIntoView({ block: "nearest" });
  }

  close() {
    this.memory("");
    this.cy?.destroy();
    this.cy = null;
    this.show(false);
  }

  show(isOpen) {
    this.toggleAttribute("data-open", isOpen);
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = (part.dataset.when === "open") !== isOpen;
  }

  listen() {
    this.cy.on("tap", ".thing", ({ target }) => (this.from ? this.join(target) : this.choose(target)));
    this.cy.on("tap", "edge", ({ target }) => this.choose(target));
    this.cy.on("tap", ({ target }) => target === this.cy && this.choose(null));
    this.cy.on("dbltap", ({ target, position }) => target === this.cy && this.add(position));
    this.cy.on("dragfree", ".thing", ({ target }) => this.place(target));
  }

  choose(one) {
    this.cy.elements(".chosen, .near").removeClass("chosen near");
    const panel = this.querySelector("[data-chosen]");
    panel.hidden = !one;
    this.chosen = one?.id() ?? null;
    if (!one) return;
    one.addClass("chosen");
    if (one.isNode()) one.connectedEdges().addClass("near");
    const row = document.querySelector(`[data-node="${one.id()}"], [data-link="${one.id()}"]`);
    const words = (end) => (end.isNode() ? end.data("words") : `${words(end.source())} ${end.data("verb")} ${words(end.target())}`);
    panel.querySelector("[data-chosen-words]").textContent = words(one);
    panel.querySelector("[data-do=link]").hidden = one.isEdge();
    for (const what of ["change", "removal"]) panel.querySelector(`[data-chosen-${what}]`).href = row.querySelector(`[data-${what}]`).href;
  }

  link(from = this.chosen) {
    this.from = from;
    this.querySelector("[data-linking]").hidden = !from;
  }

  unlink() { this.link(null); }

  join(target) {
    const from = this.from;
    this.unlink();
    const dialog = this.querySelector("[data-joining]");
    this.draw(dialog, { source: from, target: target.id() });
    for (const select of dialog.querySelectorAll("select")) {
      select.replaceChildren(...this.cy.nodes(".thing").map((one) => new Option(one.data("words"), one.id())));
      select.value = select.name === "source" ? from : target.id();
    }
  }

  add(position) {
    const middle = this.cy.extent();
    const { x, y } = position ?? { x: (middle.x1 + middle.x2) / 2, y: (middle.y1 + middle.y2) / 2 };
    const dialog = this.querySelector("[data-adding]");
    this.draw(dialog, { x: within(x, WIDTH), y: within(y, HEIGHT) });
    const regions = this.cy.nodes(".region").filter((one) => isInside(one, x, y)).map((one) => one.id());
    for (const box of dialog.querySelectorAll("[name=regions]")) box.checked = regions.includes(box.value);
  }

  draw(dialog, values) {
    dialog.querySelector("form").reset();
    for (const [name, value] of Object.entries({ ...values, key: crypto.randomUUID() })) dialog.querySelector(`[name=${name}]`).value = value;
    dialog.showModal();
  }

  leave() {
    for (const dialog of this.querySelectorAll("dialog")) dialog.close();
  }

  async place(one) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]").value);
    body.set("x", within(one.position("x"), WIDTH));
    body.set("y", within(one.position("y"), HEIGHT));
    await post(document.querySelector(`[data-node="${one.id()}"]`).dataset.place, body).catch(() => location.reload());
  }

  follow() {
    const told = elements(), there = new Set(told.map((one) => one.data.id));
    this.cy.batch(() => {
      this.cy.elements(".thing, edge").filter((one) => !there.has(one.id())).remove();
      for (const one of told) {
        const stands = this.cy.getElementById(one.data.id);
        if (stands.empty()) this.cy.add(one);
        else if (stands.isEdge()) stands.move({ source: one.data.source, target: one.data.target }).data(one.data).classes(one.classes);
        else if (!stands.grabbed()) stands.data(one.data).position(one.position).classes(one.classes);
      }
    });
    const chosen = this.chosen && this.cy.getElementById(this.chosen);
    this.choose(chosen && chosen.nonempty() ? chosen : null);
  }

  closer() { this.cy.zoom({ level: this.cy.zoom() * 1.3, renderedPosition: this.middle() }); }
  further() { this.cy.zoom({ level: this.cy.zoom() / 1.3, renderedPosition: this.middle() }); }
  middle() { return { x: this.cy.width() / 2, y: this.cy.height() / 2 }; }
  whole() {
    this.cy.fit(this.cy.nodes(), 12);
    if (this.cy.zoom() < READABLE && !this.cy.nodes(".thing").empty() && !this.asked) this.cy.zoom(READABLE) && this.cy.center(this.cy.nodes(".thing"));
    this.asked = true;
  }
}

const within = (value, most) => Math.round(Math.max(0, Math.min(most, value)));
const isInside = (one, x, y) => Math.hypot((x - one.position("x")) / (one.width() / 2), (y - one.position("y")) / (one.height() / 2)) <= 1;

customElements.define("domain-map", DomainMap);
