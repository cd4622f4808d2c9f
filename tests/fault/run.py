"""Plays rounds of tablets against a site that is killed, through a network that fails; then compares both sides."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser import CHROMIUM_FLAGS, chromium_path
from tests.fault.proxy import Proxy
from tests.fault.server import Site
from tests.pictures import encoded, photograph

ROUND_AT_MOST = 600  # seconds
START = """([tablets, photos, pace]) => {
  window.results = [];
  window.workers = tablets.map((tablet) => {
    const worker = new Worker("/__fault__/tablet.js", { type: "module" });
    worker.onmessage = ({ data }) => window.results.push(data);
    worker.onerror = ({ message }) => window.results.push({ failed: message });
    worker.postMessage({ ...tablet, photos, pace });
    return worker;
  });
}"""


@dataclass
class Outcome:
    kills: int = 0
    tablets: int = 0
    photos: int = 0
    receipts: int = 0
    seconds: float = 0
    faults: list[str] = field(default_factory=list)
    happened: Counter = field(default_factory=Counter)


def play(
    folder: Path, *, tablets: int, photos: int, kills: int, seed: int, rounds: int = 1, pace: int = 300
) -> Outcome:
    """Rounds go on until the server was killed so often; at the end both sides are compared."""
    outcome, began = Outcome(), time.monotonic()
    chance = random.Random(seed)
    site = Site(folder)
    site.run("manage.py", "migrate", "--verbosity", "0")
    prepared = site.run("-m", "tests.fault.prepare", tablets=tablets, rounds=rounds)["rounds"]
    picture = encoded(photograph("coffee", (1024, 768)))
    site.start()
    try:
        with Proxy(site.port, seed, extra_files={"photo.jpg": picture}) as proxy, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
            sent: list[dict[str, Any]] = []
            for number, round_ in enumerate(prepared):
                named = [{**tablet, "name": f"t{number}-{place}"} for place, tablet in enumerate(round_)]
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{proxy.port}/__fault__/index.html")
                page.evaluate(START, [named, photos, pace])
                sent += _finish(page, site, chance, len(named), kills)
                page.close()
                if site.kills >= kills:
                    break
            browser.close()
            outcome.happened = proxy.happened
        outcome.kills = site.kills
    finally:
        site.kill()
    verified = site.run("-m", "tests.fault.verify", tablets=sent)
    outcome.faults += verified["faults"]
    outcome.tablets, outcome.photos = len(sent), verified["photos"]
    outcome.receipts = sum(len(tablet["receipts"]) for tablet in sent)
    outcome.seconds = time.monotonic() - began
    return outcome


def _finish(page: Page, site: Site, chance: random.Random, tablets: int, kills: int) -> list[dict[str, Any]]:
    end = time.monotonic() + ROUND_AT_MOST
    while True:
        results = page.evaluate("window.results")
        failed = [result["failed"] for result in results if "failed" in result]
        assert not failed, failed
        if len(results) == tablets:
            return [result["done"] for result in results]
        assert time.monotonic() < end, f"{tablets - len(results)} of {tablets} tablets still wait: {_waiting(page)}"
        page.wait_for_timeout(chance.uniform(200, 2_500))
        if site.kills < kills:
            site.kill()
            page.wait_for_timeout(chance.uniform(0, 500))
            site.start()


def _waiting(page: Page) -> list[str]:
    return page.evaluate("window.results.map(({ done }) => done?.name)")
