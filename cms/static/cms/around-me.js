/* “Around me”: asks the device where it is, only when pressed; what stands in the address is rounded. */

// Some hundred metres: enough to find what is near, too little to say at which door somebody stands.
const DECIMALS = 3;

/** @param {HTMLFormElement} form @param {GeolocationPosition} position */
function goThere(form, { coords }) {
  const hidden = form.querySelector('input[name="de"]') ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "de" }));
  hidden.value = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(DECIMALS)).join(",");
  form.elements.namedItem("lieu").value = "";
  form.requestSubmit();
}

/** @param {HTMLButtonElement} button */
function offer(button) {
  const { form } = button;
  const said = form.querySelector("[data-around-me-said]");
  button.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = button.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      (position) => goThere(form, position),
      () => { said.textContent = button.dataset.refused; },
      { maximumAge: 5 * 60 * 1000, timeout: 10_000 },
    );
  });
}

const button = document.querySelector("[data-around-me]");
if (button && navigator.geolocation) offer(button);
