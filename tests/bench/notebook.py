"""How the notebook starts on a slow tablet: without network, the processor slowed four times; and what it weighs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from cms.fonts import build as build_fonts
from tests.bench.pages import throw_away_database
from tests.bench.results import Result
from tests.browser import CHROMIUM_FLAGS, TABLET, chromium_path

SLOWER, ROUNDS = 4, 5
INSTALLED = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50));
}"""


@contextmanager
def served_notebook() -> Iterator[str]:
    from tests.investigations.tablet.served import collected

    ((_, fonts),) = settings.STATICFILES_DIRS
    build_fonts(fonts)
    with throw_away_database(), TemporaryDirectory() as folder, collected(Path(folder)):
        server = LiveServer("localhost")
        try:
            yield f"{server.url}/carnet/"
        finally:
            server.stop()


def run() -> list[Result]:
    if chromium_path() is None:
        return [Result("Notebook, start without network", "no Chromium here")]
    with served_notebook() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        page = browser.new_context(viewport=TABLET, locale="fr-FR").new_page()
        page.goto(address)
        page.evaluate(INSTALLED)
        page.context.set_offline(True)
        starts = [_start(page) for _ in range(ROUNDS)]
        browser.close()
        weights = [_weight(path) for path in ("version.json", "sw.js", "")]
    shown, scripting = (median(values) for values in zip(*starts, strict=True))
    return [
        Result(f"Notebook, start without network, CPU ÷ {SLOWER}", f"{shown:.0f} ms"),
        Result(f"Notebook, scripting of it, CPU ÷ {SLOWER}", f"{scripting:.0f} ms"),
        Result("Notebook, scripts of a version + worker", f"{weights[0] + weights[1]} bytes"),
        Result("Notebook, the page", f"{weights[2]} bytes"),
    ]


def _start(page: Page) -> tuple[float, float]:
    """Milliseconds until the first screen can be read, and those of them spent in scripts."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Performance.enable")
    before = _scripting(session)
    page.reload(wait_until="commit")
    page.locator("h1").wait_for()
    shown = page.evaluate("performance.now()")
    scripting = _scripting(session)
    session.detach()
    return shown, (scripting - before if scripting > before else scripting) * 1000


def _scripting(session) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration")


def _weight(path: str) -> int:
    return len(Client().get(f"/carnet/{path}", headers={"accept-encoding": "br"}).content)
