"""`make screenshots`: the README's pictures, taken from the demo as it stands."""

import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import CHROMIUM_FLAGS, LAPTOP, PHONE, TABLET, chromium_path

TARGET = Path(__file__).parents[1] / "docs" / "screenshots"
TEACHER, PASSWORD = "maitresse@demo.example", "cap-ou-pas-cap"


@contextmanager
def demo_site(**settings: str) -> Iterator[str]:
    """The development site on the demo that is there, stopped at the end; ``settings`` are its environment's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, **settings, "PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}"}
    server = subprocess.Popen([sys.executable, "-m", "workshop.serve"], env=environment)
    try:
        for _ in range(100):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def opened(browser: Browser, viewport: dict[str, int]) -> Page:
    return browser.new_context(viewport=viewport, locale="fr-FR").new_page()


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    TARGET.mkdir(parents=True, exist_ok=True)
    picture.quantize(256, dither=Image.Dither.NONE).save(TARGET / f"{name}.png", optimize=True)


def public(browser: Browser, site: str) -> None:
    page = opened(browser, LAPTOP)
    page.goto(site)
    keep(page, "home-laptop")
    page = opened(browser, PHONE)
    page.goto(f"{site}/recits/")
    page.locator(".story-card__title a").first.click()
    keep(page, "story-phone")


def teacher(browser: Browser, site: str) -> None:
    page = opened(browser, LAPTOP)
    page.goto(f"{site}/compte/login/")
    page.get_by_label("E-mail").fill(TEACHER)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.goto(f"{site}/admin/classes/")
    page.get_by_role("link", name="CM2 A").first.click()
    keep(page, "class")


def pupil(browser: Browser, site: str) -> None:
    from classrooms.cards import card_token_of
    from investigations.models import Assignment

    mission = Assignment.objects.filter(investigation__state="open", pupil__isnull=False, reports=None).first()
    page = opened(browser, TABLET)
    page.goto(f"{site}/carnet/#{card_token_of(mission.pupil)}")
    page.get_by_role("link", name=mission.investigation.project.name).click()
    page.locator("[data-start]").click()
    page.locator("[data-question]").wait_for()
    keep(page, "notebook")


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "workshop.settings.development"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    with demo_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        for take in (public, teacher, pupil):
            take(browser, site)


if __name__ == "__main__":
    main()
