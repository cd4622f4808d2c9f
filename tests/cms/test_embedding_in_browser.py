"""A list inside a page of somebody else's, as its visitors meet it."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from investigations.directory.models import OpenVisit
from tests.browser import LAPTOP, PHONE
from tests.investigations.factories import CitizenProjectFactory
from tests.services import serving

pytestmark = pytest.mark.browser


def test_a_foreign_page_shows_the_map_and_its_links_leave_the_frame(page, site, axe, settings):
    settings.BASE_URL = site
    verger = CitizenProjectFactory(name="Le verger")
    faults = []
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.goto(site + reverse("projects"))
    page.get_by_text("Intégrer cette liste à votre site").click()
    snippet = page.get_by_label("La carte, avec la liste dessous").input_value()
    assert "<script" not in snippet
    page.context.clear_cookies()
    html = f'<!doctype html><html lang="fr"><title>La mairie</title><main><h1>La mairie</h1>{snippet}</main></html>'
    with serving(lambda path: (200, {"Content-Type": "text/html; charset=utf-8"}, html.encode())) as town_hall:
        for size in (PHONE, LAPTOP):
            page.set_viewport_size(size)
            page.goto(town_hall.address)
            frame = page.frame_locator("iframe")
            expect(frame.locator(".leaflet-marker-pane [role=button]")).to_have_count(1)
            # What axe itself does comes later.
            assert not faults
            axe(page)
            faults.clear()
        assert page.context.cookies() == []
        page.goto(town_hall.address + "/")
        page.frame_locator("iframe").get_by_role("link", name="Le verger").click()
        expect(page).to_have_url(site + verger.get_absolute_url())
    expect(page.get_by_role("button", name="Copier le lien")).to_be_visible()
    page.get_by_text("Un code à scanner").click()
    assert not faults
    axe(page)
    # A sheet for the door, even with dates to come.
    for day in (1, 8):
        starts = timezone.now() + datetime.timedelta(days=day)
        ends = starts + datetime.timedelta(hours=2)
        OpenVisit.objects.create(project=verger, starts_at=starts, ends_at=ends, words="On plante.", place="Au square")
    page.reload()
    expect(page.get_by_role("heading", name="Visites ouvertes à tous")).to_be_visible()
    assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1
    page.goto(site + reverse("open_data"))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
