/** Drawing a mask on a photo, by mouse, finger or keyboard. The form sends its edges as parts of the picture. */

const STEP = 0.02;
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

const picture = document.querySelector("[data-picture]");
if (picture) drawing(picture, document.querySelector("[data-draw]"));

/** @param {SVGSVGElement} svg @param {HTMLFormElement} form */
function drawing(svg, form) {
  const { width, height } = svg.viewBox.baseVal;
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const pending = form.querySelector("[data-pending]");
  const start = form.querySelector("[data-new]");
  let box = null;
  let from = null;
  shape.classList.add("masking__new");

  function show(next) {
    box = next;
    pending.hidden = !box;
    if (!box) return shape.remove();
    const [left, right] = [box.left, box.right].sort((one, other) => one - other);
    const [top, bottom] = [box.top, box.bottom].sort((one, other) => one - other);
    for (const [edge, value] of Object.entries({ left, top, right, bottom })) form.elements[edge].value = value.toFixed(5);
    for (const [name, value] of Object.entries({ x: left * width, y: top * height, width: (right - left) * width, height: (bottom - top) * height })) shape.setAttribute(name, value);
    svg.append(shape);
  }

  /** Where a finger is, as parts of the picture. */
  function at(event) {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { x: inside(place.x / width), y: inside(place.y / height) };
  }

  svg.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button) return;
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    from = at(event);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const { x, y } = at(event);
    show({ left: from.x, top: from.y, right: x, bottom: y });
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, () => (from = null));

  start.addEventListener("click", () => {
    show({ left: 0.42, top: 0.42, right: 0.58, bottom: 0.58 });
    svg.focus();
  });
  form.querySelector("[data-cancel]").addEventListener("click", () => {
    show(null);
    start.focus();
  });
  svg.addEventListener("keydown", (event) => {
    if (!box) return;
    if (event.key === "Enter") return form.requestSubmit(form.elements.add);
    if (event.key === "Escape") {
      show(null);
      return start.focus();
    }
    const [across, down] = ARROWS[event.key] ?? [];
    if (across === undefined) return;
    event.preventDefault();
    const moved = { ...box, right: inside(box.right + across), bottom: inside(box.bottom + down) };
    if (!event.shiftKey) Object.assign(moved, { left: inside(box.left + across), top: inside(box.top + down) });
    if (moved.right - moved.left >= STEP && moved.bottom - moved.top >= STEP) show(moved);
  });

  for (const row of document.querySelectorAll("[data-for]")) {
    const mask = svg.querySelector(`[data-mask="${CSS.escape(row.dataset.for)}"]`);
    const mean = (is) => () => mask.classList.toggle("is-meant", is);
    for (const event of ["pointerenter", "focusin"]) row.addEventListener(event, mean(true));
    for (const event of ["pointerleave", "focusout"]) row.addEventListener(event, mean(false));
  }
}

function inside(part) {
  return Math.min(Math.max(part, 0), 1);
}
