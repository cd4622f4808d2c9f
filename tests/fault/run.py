"""Plays rounds of tablets against a site that is killed, through a network that fails; then compares both sides."""

import random
import sys
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
# A worker whose modules didn't load has said nothing yet: the server was dead just then.
START = """([tablets, photos, pace]) => {
  window.results = [];
  window.workers = [];
  const start = (tablet) => {
    const worker = new Worker("/__fault__/tablet.js", { type: "module" });
    worker.onmessage = ({ data }) => window.results.push(data);
    worker.onerror = ({ message: failed }) => {
      if (failed) window.results.push({ failed });
      else setTimeout(start, 1_000, tablet);
    };
    worker.postMessage({ ...tablet, photos, pace });
    window.workers.push(worker);
  };
  tablets.forEach(start);
}"""


@dataclass
class Line:
    """What a thin line carried. ``useful``: share of its capacity used by bytes that arrived for good."""

    seconds: float
    useful: float
    again: int
    cuts: int


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
                sys.stderr.write(f"Round {number + 1}: {site.kills} of {kills} kills\n")
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


def through_thin_line(folder: Path, *, tablets: int, photos: int, rate: int, cuts: int, seed: int) -> Line:
    """Tablets send through a line of ``rate`` bytes a second, which all share and which breaks so many times."""
    site = Site(folder)
    site.run("manage.py", "migrate", "--verbosity", "0")
    (prepared,) = site.run("-m", "tests.fault.prepare", tablets=tablets, rounds=1)["rounds"]
    picture = encoded(photograph("coffee", (640, 480)))
    site.start()
    try:
        proxy = Proxy(site.port, seed, faults={"none": 1}, extra_files={"photo.jpg": picture}, rate=rate)
        with proxy, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{proxy.port}/__fault__/index.html")
            named = [{**tablet, "name": f"line-{place}"} for place, tablet in enumerate(prepared)]
            page.evaluate(START, [named, photos, 0])
            for _ in range(cuts):
                page.wait_for_timeout(4_000)
                proxy.cut_one()
            sent = _finish(page, site, random.Random(seed), tablets, 0)
            browser.close()
    finally:
        site.kill()
    began, ended = proxy.carried_from, proxy.carried_to
    useful = proxy.arrived / ((ended - began) * rate)
    again = proxy.photos_begun - sum(len(tablet["photos"]) for tablet in sent)
    return Line(ended - began, useful, again, cuts)


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
