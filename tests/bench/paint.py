"""What a reader on a slow phone waits for: the largest paint, and what moves, against a page without any look."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.bench.results import Result
from tests.browser import CHROMIUM_FLAGS, chromium_path
from tests.screenshots import demo_site

ROUNDS = 5
# Lighthouse's phone on a slow line of the fourth generation, as it is applied in a browser (core/config/constants.js).
SCREEN = {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75, "is_mobile": True, "has_touch": True}
LINE = {"offline": False, "latency": 562.5, "downloadThroughput": 1474.56 * 128, "uploadThroughput": 675 * 128}
SLOWER = 4
AT_MOST = 1.4
WATCHING = """
  window.paints = []; window.moved = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.paints.push(one.startTime); })
    .observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.moved += one.value; })
    .observe({ type: "layout-shift", buffered: true });
"""
READING = """async () => {
  for (let at = 0; at < document.body.scrollHeight; at += innerHeight / 2) {
    window.scrollTo(0, at);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}"""
# Of what is measured below: no font, no colour, no more than the words and the picture that leads.
BARE = '<!doctype html><meta name="viewport" content="width=device-width"><h1>{title}</h1><img src="{src}" width="412">'


@contextmanager
def _demo() -> Iterator[tuple[str, Path]]:
    """The demo as production serves it: hashed, pressed, kept in files. Yields its address and its folder."""
    with TemporaryDirectory() as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "workshop.settings.development", "VAR_DIR": folder, "DEBUG": "no"}
        # The last: the sizes of pictures are drawn by the worker, and no page changes while it is read.
        for command in (
            "migrate",
            "build_fonts",
            "collectstatic --no-input",
            "demo",
            "db_worker --batch --queue-name *",
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command.split()], env=os.environ | settings, check=True,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
        with demo_site(**settings) as site:
            yield site, Path(folder)


def run() -> list[Result]:
    if chromium_path() is None:
        return [Result("Largest paint on a slow phone", "no Chromium here")]
    with _demo() as (site, folder), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        results = list(_measured(browser, site, folder))
        browser.close()
    return results


def _measured(browser: Browser, site: str, folder: Path) -> Iterator[Result]:
    page = browser.new_context(**SCREEN, locale="fr-FR").new_page()
    page.goto(site)
    story = page.locator("main h2 a, main h1 a").first.get_attribute("href")
    lead = page.locator("main img").first
    (folder / "media" / "bare.html").write_text(
        BARE.format(title=page.locator("main a").first.inner_text(), src=lead.evaluate("one => one.currentSrc"))
    )
    project = page.locator("main a[href^='/projets/'][href$='/']").first.get_attribute("href")
    page.context.close()
    addresses = {"bare": "/media/bare.html", "home": "/", "story": story, "projects": "/projets/", "project": project}
    seen: dict[str, list[tuple[float, float, int]]] = {name: [] for name in addresses}
    # The first round has the server keep the pages.
    for round_ in range(ROUNDS + 1):
        for name, address in addresses.items():
            reading = _read(browser, f"{site}{address}")
            if round_:
                seen[name].append(reading)
    bare = median(paint for paint, _moved, _weight in seen.pop("bare"))
    yield Result("Slow phone, largest paint of bare words and a picture", f"{bare:.0f} ms")
    for name, readings in seen.items():
        paint, moved, weight = (
            of(one) for of, one in zip((median, max, max), zip(*readings, strict=True), strict=True)
        )
        yield Result(f"Slow phone, largest paint: {name}", f"{paint:.0f} ms", paint / bare, at_most=AT_MOST)
        # From a tenth on a page is said to jump (web.dev/articles/cls). A busy machine has fonts come after the words.
        yield Result(f"Slow phone, what moves: {name}", f"{moved:.4f}", moved / 0.1, at_most=1)
        yield Result(f"Slow phone, bytes but for pictures: {name}", f"{weight / 1000:.0f} kB")


def _read(browser: Browser, address: str) -> tuple[float, float, int]:
    """Milliseconds to the largest paint, layout shift from top to end, bytes of the line that are no pictures."""
    context = browser.new_context(**SCREEN, locale="fr-FR")
    page = context.new_page()
    page.add_init_script(WATCHING)
    session = context.new_cdp_session(page)
    weights = _weighed(session)
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    # Before anything is touched: a reader's first touch ends the search for the largest.
    paint = page.evaluate("Math.max(...window.paints)")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.evaluate(READING)
    moved = page.evaluate("window.moved")
    context.close()
    return paint, moved, sum(weights)


def _weighed(session: CDPSession) -> list[int]:
    """Grows by the bytes of each answer that is no picture."""
    weights: list[int] = []
    others: set[str] = set()
    session.on("Network.responseReceived", lambda said: said["type"] != "Image" and others.add(said["requestId"]))
    session.on(
        "Network.loadingFinished",
        lambda said: said["requestId"] in others and weights.append(int(said["encodedDataLength"])),
    )
    session.send("Network.enable")
    return weights
