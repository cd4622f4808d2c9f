/* The map beside the list. The page is whole without it: it shows where the listed projects are, and what else is in view. */

const L = window.L;
const CLOSEST = 16;
const DECIMALS = 3;

/** @typedef {{lat: number, lon: number, count: number, id?: number, name?: string, url?: string}} Place */

/** @param {Place} place @returns {[number, number]} */
const point = (place) => [place.lat, place.lon];

/** @param {string} kind @param {string} text */
function icon(kind, text) {
  const mark = document.createElement("span");
  mark.appendChild(document.createElement("b")).textContent = text;
  return L.divIcon({ className: `place-${kind}`, html: mark, iconSize: null });
}

/** @param {Place} place @param {string} from */
function linkTo(place, from) {
  const link = document.createElement("a");
  link.href = from ? `${place.url}?de=${from}` : place.url;
  link.lang = "fr";
  link.textContent = place.name;
  return link;
}

// Leaflet empties a square that goes by a data: address, which the policy of our pages refuses.
const Tiles = L?.TileLayer.extend({ _removeTile: L.GridLayer.prototype._removeTile, _abortLoading() {} });

class ProjectMap {
  /** @param {HTMLElement} room @param {Place[]} listed in the order of the list */
  constructor(room, listed) {
    this.room = room;
    this.words = room.dataset;
    this.listed = listed;
    this.note = room.querySelector("[data-map-note]");
    this.here = room.querySelector("[data-search-here]");
    this.marks = L.layerGroup();
    this.asked = null;
    this.card = null;
    room.hidden = false;
    document.querySelector("[data-to-map]")?.removeAttribute("hidden");
    this.map = this.draw(room.querySelector("[data-map]"));
    // While a card is open its pin stays: opening it may have moved the map.
    this.map.on("moveend", () => { if (!this.card) this.load(); });
    this.map.getContainer().addEventListener("keydown", (event) => { if (event.key === "Escape") this.map.closePopup(); });
    this.map.on("dragend zoomend", () => this.offerHere());
    this.map.on("popupopen", ({ popup }) => { this.card = popup; popup.getElement().querySelector("a").focus(); });
    this.map.on("popupclose", () => { this.card = null; });
    this.load();
  }

  /** @param {HTMLElement} place */
  draw(place) {
    const map = L.map(place, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, maxZoom: 19 });
    L.control.zoom({ zoomInTitle: this.words.zoomIn, zoomOutTitle: this.words.zoomOut }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
    const points = this.listed.map(point);
    if (this.words.from) points.push(this.words.from.split(",").map(Number));
    map.fitBounds(points.length ? points : [[51, -4.5], [42.4, 8.2]], { padding: [40, 40], maxZoom: CLOSEST, animate: false });
    if (this.words.from) L.marker(points.at(-1), { icon: icon("from", ""), interactive: false, keyboard: false }).addTo(map);
    this.ground(map);
    this.marks.addTo(map);
    return map;
  }

  /** Without tiles the paper and its grid are the ground: after one that fails, no other is asked for. */
  ground(map) {
    if (!this.words.tiles) return;
    const tiles = new Tiles(this.words.tiles, { maxZoom: 19, attribution: this.words.attribution }).addTo(map);
    const credit = L.control.attribution({ prefix: false }).addTo(map);
    tiles.on("tileerror", () => { tiles.remove(); credit.remove(); });
  }

  async load() {
    this.asked?.abort();
    this.asked = new AbortController();
    const bounds = this.map.getBounds();
    const asked = new URLSearchParams(this.words.filters);
    asked.set("bbox", [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map((edge) => edge.toFixed(5)).join(","));
    asked.set("zoom", String(this.map.getZoom()));
    try {
      const answer = await fetch(`${this.words.address}?${asked}`, { signal: this.asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.note.textContent = this.words.failed;
    }
  }

  /** @param {{whole: boolean, places: Place[]}} view */
  show(view) {
    this.note.textContent = view.whole ? "" : this.words.nearestOnly;
    const focused = this.room.querySelector(".leaflet-marker-pane :focus")?.dataset.place;
    this.marks.clearLayers();
    for (const place of this.inOrder(view.places)) this.mark(place);
    if (focused) this.room.querySelector(`[data-place="${focused}"]`)?.focus();
  }

  /** Who presses Tab meets the projects as they stand in the list, then the others. */
  inOrder(places) {
    const rank = new Map(this.listed.map((place, index) => [place.id, index]));
    return places.toSorted((one, other) => (rank.get(one.id) ?? Infinity) - (rank.get(other.id) ?? Infinity) || 0);
  }

  /** @param {Place} place */
  mark(place) {
    const label = place.url ? place.name : this.words.cluster.replace("{n}", String(place.count));
    const marker = L.marker(point(place), { icon: icon(place.url ? "pin" : "cluster", place.url ? "" : String(place.count)), title: label });
    if (place.url) marker.bindPopup(linkTo(place, this.words.from), { autoPanPadding: [24, 24] });
    else marker.on("click", () => this.map.setView(point(place), Math.min(this.map.getZoom() + 2, 19)));
    marker.addTo(this.marks);
    const button = marker.getElement();
    button.setAttribute("aria-label", label);
    button.dataset.place = String(place.id ?? `${place.lat} ${place.lon}`);
    marker.on("popupclose", () => button.focus({ preventScroll: true }));
  }

  offerHere() {
    const { lat, lng } = this.map.getCenter().wrap();
    const asked = new URLSearchParams(this.words.filters);
    asked.set("de", [lat, lng].map((degrees) => degrees.toFixed(DECIMALS)).join(","));
    this.here.href = `?${asked}`;
    this.here.hidden = false;
  }
}

const room = document.querySelector("[data-project-map]");
if (room && L) new ProjectMap(room, JSON.parse(document.getElementById("listed-places").textContent));
