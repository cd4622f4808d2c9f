"""The notebook in WebKitGTK: what a child touches and sees, by the same marks as in Chromium."""

from pathlib import Path

from selenium.common.exceptions import TimeoutException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as expected
from selenium.webdriver.support.wait import WebDriverWait

from classrooms.cards import secret_of
from classrooms.models import Pupil
from investigations.models import Assignment

PATIENCE = 60
SOON = 10
INSTALLED = "return navigator.serviceWorker.controller && caches.has(`carnet-${document.body.dataset.version}`)"
# Of every photo in the tablet's storage: what it is kept as, and its SHA-256.
HELD = """const [done] = arguments;
indexedDB.open("carnet").onsuccess = ({ target }) => {
  target.result.transaction("bytes").objectStore("bytes").getAll().onsuccess = async ({ target }) => {
    const held = [];
    for (const { bytes } of target.result) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      held.push([bytes.constructor.name, [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")]);
    }
    done(held);
  };
};"""


class NotebookInWebKit:
    def __init__(self, webkit: WebKitGTK, site: str) -> None:
        self.webkit, self.address = webkit, f"{site}/carnet/"
        self.wait = WebDriverWait(webkit, PATIENCE)

    def open(self, path: str = "") -> None:
        self.webkit.get(self.address + path)
        self._stands()

    def reload(self) -> None:
        self.webkit.refresh()
        self._stands()

    def _stands(self) -> None:
        """WebKitGTK 2.50 loses a script of a page now and then ("This is a WebKit bug"): loaded again, it comes."""
        waits = expected.presence_of_element_located((By.CSS_SELECTOR, "[data-wait]"))
        try:
            WebDriverWait(self.webkit, SOON).until_not(waits)
        except TimeoutException:
            self.webkit.refresh()

    def is_installed(self) -> None:
        """The worker has the whole notebook: from now on it opens without network."""
        self.wait.until(lambda webkit: webkit.execute_script(INSTALLED))

    def see(self, mark: str) -> WebElement:
        return self.wait.until(expected.presence_of_element_located((By.CSS_SELECTOR, mark)))

    def touch(self, mark: str) -> None:
        self.wait.until(expected.element_to_be_clickable((By.CSS_SELECTOR, mark))).click()

    def see_kept(self, where: str) -> None:
        self.see(f"[data-kept={where}]")

    def sign_in(self, pupil: Pupil) -> None:
        self.open()
        self.see("#code").send_keys(pupil.classroom.code)
        self.touch("[data-form=code] [type=submit]")
        self.touch(f"[data-pupil='{pupil.pk}']")
        for slug in secret_of(pupil):
            self.touch(f"[data-picture={slug}]")

    def start(self, assignment: Assignment) -> None:
        self.touch(f"[data-mission='{assignment.pk}'] a")
        self.touch("[data-start]")

    def go_to_question(self, number: int) -> None:
        self.touch(f"[data-stop='{number}']")
        self.see(f"[data-stop='{number}'][aria-current=step]")

    def answer(self, words: str) -> None:
        self.see("[data-answer]").send_keys(words)

    def has_answer(self, words: str) -> bool:
        return self.wait.until(lambda _: self.see("[data-answer]").get_property("value") == words)

    def take_photo(self, path: Path) -> None:
        self.see("[data-camera]").send_keys(str(path))
        self.see("[data-photo]")

    def shows_the_photo(self) -> bool:
        image = self.see("[data-photo] img[src^='blob:']")
        return self.wait.until(lambda webkit: webkit.execute_script("return arguments[0].naturalWidth > 0", image))

    def held(self) -> list[list[str]]:
        return self.webkit.execute_async_script(HELD)
