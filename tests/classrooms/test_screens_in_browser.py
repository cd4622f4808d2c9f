import pytest
from django.conf import settings
from django.urls import reverse

from classrooms.actions.invite_teacher import invite_teacher
from classrooms.models import Classroom
from tests.browser import LAPTOP, PHONE, TABLET
from tests.classrooms.factories import ClassroomFactory, PupilFactory, UserFactory
from tests.classrooms.screens import at, signed_in
from tests.cms.stories import published_story

pytestmark = pytest.mark.browser


# Pairs of fields that lie over one another, and fields whose text runs under the arrow of their list.
CROWDED = """() => {
  const fields = [...document.querySelectorAll(".sheet :is(input, select, textarea)")]
    .filter((f) => f.checkVisibility())
  const boxes = fields.map((f) => f.getBoundingClientRect())
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
  return fields.flatMap((field, i) => [
    ...fields.filter((_, j) => j > i && over(boxes[i], boxes[j])).map((other) => `${field.name} × ${other.name}`),
    ...(field.tagName === "SELECT" && parseFloat(getComputedStyle(field).paddingInlineEnd) < 30 ? [field.name] : []),
  ])
}"""


@pytest.fixture
def classroom(site):
    classroom = ClassroomFactory(levels=["CM1", "CM2"])
    for name in ("Léa", "Tom", "Kanza", "Ibrahim"):
        PupilFactory(classroom=classroom, public_name=name)
    return classroom


@pytest.fixture
def desk(page, site, classroom):
    """A teacher's browser, signed in."""
    session = signed_in(classroom.owner).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    return page


def test_the_class_pupils_cards_and_colleagues_read_well_to_everybody(desk, site, classroom, axe):
    pupil = classroom.pupils.first()
    for url in (at("page", classroom.pk), at("import", classroom.pk), at("cards", classroom.pk),
                at("teachers", classroom.pk), at("pupil", classroom.pk, pupil.pk),
                at("renew_card", classroom.pk, pupil.pk), at("add_pupil", classroom.pk),
                reverse("stories:newspapers", args=[classroom.pk])):  # fmt: skip
        desk.goto(site + url)
        axe(desk, context=".sheet")


def test_a_list_is_pasted_checked_and_confirmed(desk, site, classroom, axe):
    desk.goto(site + at("import", classroom.pk))
    desk.get_by_label("Collez votre liste").fill("DUPONT Léa\nMARTIN Noé\nMARTIN Noé\nP3TIT Ava")
    desk.get_by_role("button", name="Vérifier la liste").click()
    desk.get_by_label("Nom public, ligne 3").wait_for()
    axe(desk, context=".sheet")
    desk.get_by_label("Nom public, ligne 3").fill("Noé du quai")
    desk.get_by_role("button", name="Ajouter 3 élèves").click()
    desk.get_by_text("3 élèves ajoutés.").wait_for()
    assert classroom.pupils.filter(public_name="Noé du quai").exists()


@pytest.mark.parametrize("size", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
def test_no_field_lies_over_another(desk, site, classroom, size):
    desk.set_viewport_size(size)
    desk.goto(site + reverse("investigations:choose_project", args=[classroom.pk]))
    assert desk.evaluate(CROWDED) == []
    desk.goto(site + at("teams", classroom.pk))
    assert desk.evaluate(CROWDED) == []
    desk.goto(site + at("import", classroom.pk))
    desk.get_by_label("Collez votre liste").fill("Nom;Prénom;Niveau\nDUPONT;Léa;CM1")
    desk.get_by_role("button", name="Vérifier la liste").click()
    desk.get_by_text("Changer les colonnes").click()
    assert desk.evaluate(CROWDED) == []


def test_teams_are_shared_out_and_changed_by_the_keyboard_alone(desk, site, classroom, axe):
    desk.goto(site + at("teams", classroom.pk))
    desk.get_by_label("Répartir les 4 élèves").select_option("2")
    desk.get_by_role("button", name="Répartir").press("Enter")
    desk.get_by_text("Tous les élèves sont répartis").wait_for()
    axe(desk, context=".sheet")
    mover, team = classroom.pupils.filter(team=classroom.teams.first()).first(), classroom.teams.last()
    desk.get_by_label(mover.public_name, exact=True).press("Space")
    desk.get_by_role("button", name=f"Placer ici ({team.name})").press("Enter")
    desk.get_by_text("1 élève déplacé").wait_for()
    mover.refresh_from_db()
    assert mover.team == team


def test_the_door_opens_at_one_press(desk, site, classroom):
    desk.goto(site + at("page", classroom.pk))
    desk.get_by_role("button", name="30 minutes").click()
    desk.get_by_text(classroom.code).wait_for()


@pytest.mark.parametrize("size", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
def test_the_pages_of_an_invitation_fit_and_axe_finds_nothing(page, site, axe, size):
    classroom, colleague = ClassroomFactory(), UserFactory()
    page.set_viewport_size(size)
    for email in ["nouvelle@example.org", colleague.email, None]:
        token = invite_teacher(classroom=classroom, user=classroom.owner, email=email).token if email else "rien"
        page.goto(site + reverse("invitation", args=[token]))
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_end_of_the_year_reads_well_and_is_done_by_keyboard(desk, site, axe):
    story = published_story()
    classroom = story.classroom
    classroom.memberships.create(user=Classroom.objects.exclude(pk=classroom.pk).get().owner)
    desk.goto(site + at("year_end", classroom.pk))
    axe(desk, context=".sheet")
    desk.get_by_role("button", name="Terminer l’année").press("Enter")
    desk.get_by_text("Choisissez ce que devient ce récit").wait_for()
    axe(desk, context=".sheet")
    desk.get_by_label("Il reste en ligne").press("Space")
    desk.get_by_role("button", name="Terminer l’année").press("Enter")
    desk.get_by_role("button", name="Rouvrir la classe").wait_for()
    for size in (PHONE, LAPTOP):
        desk.set_viewport_size(size)
        axe(desk, context=".sheet")
    desk.get_by_role("link", name="Tout effacer maintenant").click()
    desk.get_by_label("J’ai compris").wait_for()
    axe(desk, context=".sheet")
    desk.get_by_label("J’ai compris").press("Space")
    desk.get_by_role("button", name="Tout effacer").press("Enter")
    desk.get_by_text("il ne reste de cette classe que des nombres").wait_for()
    axe(desk, context=".sheet")
