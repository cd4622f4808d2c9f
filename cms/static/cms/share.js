/* Passing a page on: the device's own sheet where there is one, else the link to be copied. */

/** @param {HTMLElement} room */
function offer(room) {
  const { title, address, copied } = room.dataset;
  const sheet = room.querySelector("[data-share-sheet]");
  const copy = room.querySelector("[data-share-copy]");
  const said = room.querySelector("[data-share-said]");
  if (navigator.share) {
    sheet.hidden = false;
    // Who closes the sheet has changed their mind: nothing to say.
    sheet.addEventListener("click", () => navigator.share({ title, url: address }).catch(() => {}));
  }
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      said.textContent = copied;
    });
  }
}

for (const room of document.querySelectorAll("[data-share]")) offer(room);
