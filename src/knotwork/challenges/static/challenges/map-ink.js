// How a domain map looks on the canvas: the page's own colours and voices, read anew when the page turns dark.
const SHAPES = { issue: "ellipse", person: "ellipse", force: "triangle", action: "diamond" };

function colour(host, name) {
  const probe = host.appendChild(document.createElement("span"));
  probe.className = `map-${name}`;
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

// Where more links cross than can be told apart, each says its verb only beside what is chosen.
const MANY_LINKS = 80;

export function style(host) {
  const verb = document.querySelectorAll("[data-part] [data-link]").length > MANY_LINKS ? "" : "data(verb)";
  const [ink, soft, line, now, paper] = ["ink", "soft", "line", "now", "paper"].map((name) => colour(host, name));
  const voice = getComputedStyle(document.querySelector(".map__words") ?? host).fontFamily;
  const product = getComputedStyle(host).fontFamily;
  const text = { "text-background-color": paper, "text-background-opacity": 0.85, "text-background-padding": 2 };
  return [
    { selector: ".region", style: {
      shape: "ellipse", width: "data(width)", height: "data(height)", "background-color": ink, "background-opacity": 0.03,
      "border-width": 1, "border-color": line, events: "no", "z-index": 0,
    } },
    { selector: ".name", style: {
      width: 1, height: 1, "background-opacity": 0, label: "data(words)", color: soft, "font-family": voice, "font-style": "italic",
      "font-size": 20, "text-halign": "data(side)", "text-valign": "center", events: "no",
    } },
    { selector: ".thing", style: {
      width: 18, height: 18, "background-color": paper, "border-width": 2, "border-color": ink, label: "data(words)", color: ink,
      "font-family": voice, "font-size": 18, "text-wrap": "wrap", "text-max-width": 170, "text-valign": "bottom", "text-margin-y": 5,
      "z-index": 10, "min-zoomed-font-size": 5, "overlay-opacity": 0, ...text,
    } },
    ...Object.entries(SHAPES).map(([kind, shape]) => ({ selector: `.thing.${kind}`, style: { shape } })),
    { selector: ".person", style: { "border-style": "double", "border-width": 5 } },
    { selector: "edge", style: {
      width: 1.3, "line-color": ink, "target-arrow-color": ink, "target-arrow-shape": "triangle", "curve-style": "unbundled-bezier",
      "control-point-distances": "data(bend)", "control-point-weights": 0.5, label: verb, color: soft,
      "font-family": product, "font-size": 15, "min-zoomed-font-size": 7, "overlay-opacity": 0, ...text,
    } },
    { selector: ".echoes", style: { "line-style": "dotted" } },
    { selector: ".blocks", style: { "line-style": "dashed" } },
    { selector: ".depends_on", style: { width: 2.6 } },
    { selector: ".chosen", style: { "border-color": now, "border-width": 4, "line-color": now, "target-arrow-color": now, width: 22, height: 22 } },
    { selector: "edge.chosen", style: { width: 3 } },
    { selector: "edge.near, edge.chosen", style: { label: "data(verb)" } },
  ];
}

// What stands in the tables of the page, as the library wants it.
export function elements() {
  const rows = (name) => [...document.querySelectorAll(`[data-part] [data-${name}]`)];
  const things = rows("node").map((row) => ({
    data: { id: row.dataset.node, words: row.querySelector("[data-words]").textContent },
    position: { x: Number(row.dataset.x), y: Number(row.dataset.y) },
    classes: `thing ${row.dataset.kind}`,
  }));
  const places = new Map(things.map((one) => [one.data.id, one.position]));
  const links = rows("link").map((row) => {
    const { link: id, source, target, kind } = row.dataset;
    const [a, b] = [places.get(source), places.get(target)];
    const bend = Math.hypot(a.x - b.x, a.y - b.y) * 0.11;
    return { data: { id, source, target, bend, verb: row.querySelector("[data-verb]").textContent }, classes: kind };
  });
  return [...things, ...links];
}

// The four regions, from the host's own description of them.
export function ground(host) {
  const size = { width: 2 * Number(host.dataset.radiusX), height: 2 * Number(host.dataset.radiusY) };
  return [...host.querySelectorAll("[data-region]")].flatMap(({ dataset: told, textContent: words }) => [
    { data: { id: told.region, ...size }, position: { x: Number(told.x), y: Number(told.y) }, classes: "region", locked: true },
    {
      data: { id: `${told.region}-name`, words, side: Number(told.nameX) < Number(told.x) ? "right" : "left" },
      position: { x: Number(told.nameX), y: Number(told.nameY) - 6 }, classes: "name", locked: true,
    },
  ]);
}
