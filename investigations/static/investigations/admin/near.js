/* The chooser's map: the school, numbered pins, rings of minutes on foot. Plain paper; tiles only where the house has some. */

const L = window.L;
// What the map shows first: what is this near, or the three nearest.
const MINUTES_IN_VIEW = 30;
const AT_LEAST = 3;

/** @typedef {{lat: number, lon: number, name: string}} Place */
/** @typedef {Place & {id: number, number: number, minutes: number}} Project */

/** @param {Place} place @returns {[number, number]} */
const point = (place) => [place.lat, place.lon];

/** @param {string} kind @param {string} text */
function icon(kind, text) {
  const mark = document.createElement("span");
  mark.appendChild(document.createElement("b")).textContent = text;
  return L.divIcon({ className: `map-${kind}`, html: mark, iconSize: null });
}

/** @param {HTMLElement} place @param {object} data */
function drawMap(place, data) {
  const map = L.map(place, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.25 });
  L.control.zoom({ zoomInTitle: place.dataset.zoomIn, zoomOutTitle: place.dataset.zoomOut }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
  const near = data.projects.filter((project, place) => project.minutes <= MINUTES_IN_VIEW || place < AT_LEAST);
  map.fitBounds([point(data.school), ...near.map(point)], { padding: [48, 48], maxZoom: 16 });
  if (data.tiles) L.tileLayer(data.tiles, { maxZoom: 19, attribution: data.attribution }).addTo(map);
  if (data.attribution) L.control.attribution({ prefix: false }).addTo(map);
  return map;
}

/** Circles that a class walks in so many minutes; the label stands at the top of each. */
function drawRings(map, data) {
  for (const ring of data.rings) {
    const circle = L.circle(point(data.school), { radius: ring.metres, className: "map-ring", fill: false, interactive: false }).addTo(map);
    const north = [circle.getBounds().getNorth(), data.school.lon];
    L.marker(north, { icon: icon("minutes", ring.label), interactive: false, keyboard: false }).addTo(map);
  }
}

function drawSchool(map, school) {
  L.marker(point(school), { icon: icon("school", ""), title: school.name, alt: school.name, keyboard: false, zIndexOffset: 3000 }).addTo(map);
}

/** @param {HTMLElement} room @param {Project} project */
function cardOf(room, project) {
  return room.querySelector(`[data-project="${project.id}"]`);
}

/** A pin and its card show the same project: who touches one sees the other. */
function join(room, map, school, project) {
  const pin = L.marker(point(project), {
    icon: icon("pin", String(project.number)), title: project.name, alt: project.name,
    keyboard: false, zIndexOffset: 1000 - project.number * 10, riseOnHover: true,
  }).addTo(map);
  const route = L.polyline([point(school), point(project)], { className: "map-route", interactive: false });
  const card = cardOf(room, project);
  const show = (on) => {
    card.classList.toggle("is-shown", on);
    pin.getElement()?.classList.toggle("is-shown", on);
    pin.setZIndexOffset(on ? 5000 : 1000 - project.number * 10);
    if (on) route.addTo(map);
    else route.remove();
  };
  for (const name of ["mouseenter", "focusin"]) card.addEventListener(name, () => show(true));
  for (const name of ["mouseleave", "focusout"]) card.addEventListener(name, () => show(false));
  pin.on("mouseover", () => show(true)).on("mouseout", () => show(false));
  pin.on("click", () => {
    card.scrollIntoView({ block: "center" });
    card.querySelector("a.act, button.act")?.focus({ preventScroll: true });
  });
}

const room = document.querySelector("[data-near]");
if (room && L) {
  const data = JSON.parse(document.getElementById("map-data").textContent);
  const map = drawMap(room.querySelector("[data-map]"), data);
  drawRings(map, data);
  drawSchool(map, data.school);
  for (const project of data.projects) join(room, map, data.school, project);
}
