"""The notebook as a child uses it: what they touch, and what they can read."""

import re

from playwright.sync_api import Page, expect

from classrooms.cards import card_token_of, secret_of
from classrooms.models import Pupil, Tablet
from classrooms.tablet_keys import rescue_code


class Notebook:
    def __init__(self, page: Page, site: str, pupil: Pupil) -> None:
        self.page, self.pupil = page, pupil
        self.address = f"{site}/carnet/"

    @property
    def heading(self):
        return self.page.get_by_role("heading", level=1)

    @property
    def answer(self):
        return self.page.locator("[data-answer]")

    @property
    def kept(self):
        return self.page.locator("[data-kept]").last

    def open(self, path: str = "") -> None:
        self.page.goto(self.address + path)

    def open_with_card(self) -> None:
        self.open(f"#{card_token_of(self.pupil)}")
        expect(self.heading).to_have_text("Mes missions")

    def is_installed(self) -> None:
        """The worker has the whole notebook: from now on it opens without network."""
        self.page.evaluate(
            """async () => {
              await navigator.serviceWorker.ready;
              while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
            }"""
        )

    def give_code(self, code: str) -> None:
        self.page.get_by_label("Quel est le code de ta classe").fill(code)
        self.page.get_by_role("button", name="Ouvrir").click()

    def touch_name(self, name: str = "Ana") -> None:
        self.page.get_by_role("button", name=name).click()

    def touch_pictures(self, pictures: list[str] | None = None) -> None:
        for slug in pictures or secret_of(self.pupil):
            self.page.locator(f"[data-picture={slug}]").click()

    def start(self, name: str = "Le Jardin des Moineaux") -> None:
        self.page.get_by_role("link", name=name).click()
        self.page.locator("[data-start]").click()
        expect(self.page.locator("[data-question]")).to_be_visible()

    def go_to_question(self, number: int) -> None:
        self.page.locator(f"[data-stop='{number}']").click()
        expect(self.page.locator(f"[data-stop='{number}'][aria-current=step]")).to_be_visible()

    def next(self) -> None:
        """The screen changes a moment after the click: what is typed in between would go into the question before."""
        question = self.page.locator("[data-question]").get_attribute("data-question")
        self.page.locator("[data-next]").click()
        expect(self.page.locator(f"[data-question='{question}']")).to_have_count(0)

    def check(self) -> None:
        """To the page before sending, wherever in the mission we are."""
        self.page.evaluate("location.hash = location.hash.replace(/question.*/, 'relire')")
        expect(self.page.locator("[data-row]").first).to_be_visible()

    def submit(self) -> None:
        self.page.locator("[data-submit]").click()

    def is_kept(self) -> None:
        """At school: the site has given its receipt for all of it."""
        expect(self.kept).to_have_text("À l’école", timeout=20_000)

    def take_photo(self, data: bytes, *, library: bool = False, name: str = "photo.jpg") -> None:
        chooser = self.page.locator("[data-library]" if library else "[data-camera]")
        chooser.set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})

    def open_rescue(self, digits: str = "") -> None:
        """The page for the teacher; without digits, with those of the only tablet there is."""
        self.open("#/tablette")
        self.page.locator("summary").click()
        self.page.locator("[data-rescue]").click()
        self.page.get_by_label("Les huit chiffres de cette tablette").fill(
            digits or rescue_code(Tablet.objects.get().pk)
        )
        self.page.get_by_role("button", name="Continuer").click()

    def saved_rescue_file(self) -> bytes:
        self.open_rescue()
        with self.page.expect_download() as download:
            self.page.locator("[data-save-rescue]").click()
        assert download.value.suggested_filename == f"secours-{Tablet.objects.get().name}.carnet"
        return download.value.path().read_bytes()

    def leave_class(self) -> None:
        self.open_rescue()
        self.page.locator("[data-leave-class]").click()


VERSIONS = re.compile(r"/api/v1/reports/.+/versions/")
PHOTOS = re.compile(r"/api/v1/photos/[^/]+\?")
