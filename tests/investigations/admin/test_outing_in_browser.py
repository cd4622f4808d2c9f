"""The page of the tablets as a teacher has it open beside the class: read well, and fresh without being asked."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from classrooms.actions.join_tablet import join_with_code
from classrooms.actions.open_door import open_door
from classrooms.models import Tablet
from tests.browser import LAPTOP, PHONE, TABLET
from tests.classrooms.factories import ClassroomFactory
from tests.classrooms.screens import signed_in

pytestmark = pytest.mark.browser


@pytest.fixture
def classroom(site):
    classroom = ClassroomFactory(name="CM1 des Lilas")
    open_door(classroom=classroom, user=classroom.owner, minutes=60)
    return classroom


@pytest.fixture
def board(page, site, classroom):
    """The page, opened by the class's teacher; its clock is ours."""
    session = signed_in(classroom.owner).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.clock.install()

    def opened():
        page.goto(site + reverse("outing:tablets", args=[classroom.pk]))
        return page

    return opened


def join(classroom, **said) -> Tablet:
    tablet = join_with_code(code=classroom.code, address="127.0.0.1").tablet
    Tablet.objects.filter(pk=tablet.pk).update(**said)
    return tablet


@pytest.mark.parametrize("size", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
def test_it_fits_and_axe_finds_nothing_with_and_without_tablets(board, classroom, axe, size):
    page = board()
    page.set_viewport_size(size)
    axe(page, context=".sheet")
    revoked = join(classroom, unsent_reports=1, unsent_photos=3)
    join(classroom)
    page.goto(page.url)
    axe(page, context=".sheet")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.goto(page.url + f"{revoked.pk}/revoke/")
    axe(page, context=".sheet")


def test_it_stays_fresh_and_keeps_open_what_was_opened(board, classroom):
    tablet = join(classroom, unsent_photos=3)
    page = board()
    page.locator("summary", has_text="Ses huit chiffres").click()
    page.evaluate("document.activeElement.blur()")
    Tablet.objects.filter(pk=tablet.pk).update(unsent_photos=1)
    page.clock.run_for(11_000)
    expect(page.get_by_text("Garde encore 1 photo")).to_be_visible()
    expect(page.locator("details.tablet__code")).to_have_attribute("open", "")
    page.context.set_offline(True)
    page.clock.run_for(11_000)
    expect(page.get_by_text("Le site ne répond pas")).to_be_visible()
    page.context.set_offline(False)
    page.clock.run_for(11_000)
    expect(page.get_by_text("Le site ne répond pas")).to_be_hidden()
