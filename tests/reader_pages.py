"""`make pages`: every page that a reader meets, at three widths, into var/pages-seen/: to be looked at, not kept."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

from tests.browser import CHROMIUM_FLAGS, LAPTOP, PHONE, chromium_path
from tests.screenshots import demo_site

WIDTHS = {"phone": PHONE, "tablet": {"width": 820, "height": 1180}, "laptop": LAPTOP}


def reader_pages() -> Iterator[tuple[str, str]]:
    """Name and address, of the demo as it stands."""
    from django.urls import reverse

    from cms.models import ClassroomPage, NewsletterIssue, StoryPage, TextPage
    from investigations.directory.models import CitizenProject

    yield from {
        "home": "/", "home-english": "/en/", "stories": "/recits/", "classes": "/classes/",
        "stories-of-a-place": "/recits/?lieu=paris-19e", "projects": reverse("projects"),
        "projects-found": f"{reverse('projects')}?q=jardin&lieu=75019", "projects-none": f"{reverse('projects')}?q=zzz",
        "search": f"{reverse('search')}?q=jardin", "search-none": f"{reverse('search')}?q=zzzz",
        "letter": reverse("newsletter"), "give": reverse("give"), "open-data": reverse("open_data"),
        "register": reverse("register"), "holder": reverse("holder"), "missing": "/rien/",
        "accessibility": reverse("accessibility"),
    }.items()  # fmt: skip
    for page in StoryPage.objects.live().order_by("pk")[:2]:
        yield f"story-{page.slug}", page.url
        yield f"removal-{page.slug}", reverse("removal", args=[page.pk])
    for page in ClassroomPage.objects.live().order_by("pk"):
        yield f"class-{page.slug}", page.url
    for page in TextPage.objects.live():
        yield f"text-{page.slug}", page.url
    for issue in NewsletterIssue.objects.filter(archived=True, number__isnull=False)[:1]:
        yield "letter-kept", reverse("letter_issue", args=[issue.number])
    for project in CitizenProject.objects.live().order_by("pk")[:2]:
        yield f"project-{project.slug}", reverse("project", args=[project.slug])
        for form in ("help_offer", "claim", "entry_report"):
            yield f"{form}-{project.slug}", reverse(form, args=[project.slug])


def take(browser: Browser, site: str, target: Path, pages: list[tuple[str, str]]) -> None:
    for width, viewport in WIDTHS.items():
        page = browser.new_context(viewport=viewport, locale="fr-FR").new_page()
        for name, address in pages:
            page.goto(site + address)
            # What is fetched when it comes near has to come as well.
            page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(one => { one.loading = 'eager' })")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=target / f"{name}-{width}.png", full_page=True)
        page.context.close()


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "workshop.settings.development"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    from django.conf import settings

    wanted = sys.argv[1:]
    pages = [one for one in reader_pages() if not wanted or one[0] in wanted]
    target = settings.VAR_DIR / "pages-seen"
    target.mkdir(exist_ok=True)
    with demo_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        take(browser, site, target, pages)
        browser.close()
    sys.stdout.write(f"{len(pages) * len(WIDTHS)} pictures in {target}\n")


if __name__ == "__main__":
    main()
