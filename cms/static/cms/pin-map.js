/* One pin on a map, to drag or to move with the arrow keys. Its place travels in the form's own fields. */

const L = window.L;
const METRES = 5;
const FASTER = 10;
const CLOSE = 17;
const ARROWS = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
const METRES_PER_DEGREE = 111_195;

// Leaflet empties a square that goes by a data: address, which the policy of our pages refuses.
const Tiles = L?.TileLayer.extend({ _removeTile: L.GridLayer.prototype._removeTile, _abortLoading() {} });

class PinMap {
  /** @param {HTMLElement} room */
  constructor(room) {
    this.words = room.dataset;
    this.form = room.closest("form");
    this.said = room.querySelector("[data-pin-said]");
    this.how = room.querySelector("[data-pin-how]");
    this.fields = ["latitude", "longitude"].map((name) => /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name)));
    room.hidden = false;
    this.form.querySelector("[data-needs-map]")?.removeAttribute("hidden");
    const placed = this.fields.every((field) => field.value);
    const start = placed ? this.fields.map((field) => Number(field.value)) : (this.words.middle ?? "46.6,2.4").split(",").map(Number);
    this.first = placed ? L.latLng(start) : null;
    this.map = this.draw(room.querySelector("[data-map]"), start, placed ? CLOSE : this.words.middle ? 14 : 5);
    this.pin = this.drawPin(start);
    if (!this.words.tiles) this.bare();
    this.map.on("click", ({ latlng }) => this.moveTo(latlng));
  }

  draw(place, start, zoom) {
    const map = L.map(place, { zoomControl: false, attributionControl: false, scrollWheelZoom: false, maxZoom: 19 });
    L.control.zoom({ zoomInTitle: this.words.zoomIn, zoomOutTitle: this.words.zoomOut }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
    map.setView(start, zoom, { animate: false });
    if (this.words.tiles) {
      const tiles = new Tiles(this.words.tiles, { maxZoom: 19, attribution: this.words.attribution }).addTo(map);
      const credit = L.control.attribution({ prefix: false }).addTo(map);
      tiles.on("tileerror", () => { tiles.remove(); credit.remove(); this.bare(); });
    }
    return map;
  }

  /** Without streets nobody finds a door; what was found from the address stays right. */
  bare() {
    if (!this.first) this.how.textContent = this.how.dataset.bare;
  }

  drawPin(start) {
    const mark = document.createElement("span");
    mark.append(document.createElement("b"));
    const icon = L.divIcon({ className: this.first ? "place-pin" : "place-pin place-pin--unset", html: mark, iconSize: null });
    const pin = L.marker(start, { icon, draggable: true, autoPan: true, title: this.words.label }).addTo(this.map);
    const button = pin.getElement();
    button.setAttribute("aria-label", this.words.label);
    button.addEventListener("keydown", (event) => this.key(event));
    pin.on("dragend", () => this.moveTo(pin.getLatLng()));
    return pin;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = ARROWS[event.key];
    if (!way) return;
    // The map would move as well.
    event.preventDefault();
    event.stopPropagation();
    const { lat, lng } = this.pin.getLatLng();
    const step = (METRES * (event.shiftKey ? FASTER : 1)) / METRES_PER_DEGREE;
    this.moveTo(L.latLng(lat + way[0] * step, lng + (way[1] * step) / Math.cos((lat * Math.PI) / 180)));
  }

  moveTo(latlng) {
    const point = latlng.wrap();
    this.pin.setLatLng(point);
    this.pin.getElement().classList.remove("place-pin--unset");
    this.map.panInside(point, { padding: [40, 40], animate: false });
    [point.lat, point.lng].forEach((degrees, index) => { this.fields[index].value = degrees.toFixed(6); });
    const metres = this.first && Math.round(this.first.distanceTo(point));
    this.said.textContent = metres === null ? this.words.placed : this.words.moved.replace("{n}", String(metres));
  }
}

const room = document.querySelector("[data-pin-map]");
if (room && L) new PinMap(room);
