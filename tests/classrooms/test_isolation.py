"""Every address of a class, as somebody whose class it is not. A new address without a row here fails."""

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from classrooms.models import ClassroomTeacher, Erasure, Invitation
from tests.classrooms.factories import ClassroomFactory, PupilFactory, TeamFactory, UserFactory
from tests.classrooms.screens import at, signed_in, text_of

pytestmark = pytest.mark.django_db
OF_A_CLASS = {
    "page", "edit", "history", "history_results", "door", "cards", "print_cards", "import", "import_columns",
    "import_confirm", "add_pupil", "teams", "share_out", "teams_go_back", "move_pupils", "add_team",
    "teachers", "portfolios", "erasures", "year_end", "reopen", "forget",
}  # fmt: skip
OF_A_PART = {
    "pupil": "pupil", "remove_pupil": "pupil", "renew_card": "pupil", "rename_team": "team",
    "empty_team": "team", "remove_team": "team", "resend_invitation": "invitation", "withdraw_invitation": "invitation",
    "remove_teacher": "membership", "hand_over": "membership", "pupil_file": "pupil", "erase_pupil": "pupil",
    "certificate": "erasure",
}  # fmt: skip
OF_NO_CLASS = {"index", "index_results", "add"}


def parts_of(classroom):
    return {
        "pupil": PupilFactory(classroom=classroom).pk,
        "team": TeamFactory(classroom=classroom).pk,
        "invitation": Invitation.objects.create(
            classroom=classroom, email="x@example.org", invited_by=classroom.owner
        ).pk,
        "erasure": Erasure.objects.create(classroom=classroom, erased_at=timezone.now(), digest="e" * 64).pk,
        "membership": ClassroomTeacher.objects.create(classroom=classroom, user=UserFactory(teacher=True)).pk,
    }


def addresses(classroom, parts):
    yield from ((name, at(name, classroom.pk)) for name in sorted(OF_A_CLASS))
    yield from ((name, at(name, classroom.pk, parts[kind])) for name, kind in sorted(OF_A_PART.items()))


def test_every_address_has_a_row():
    _, resolver = get_resolver().namespace_dict["classrooms"]
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    assert names == OF_A_CLASS | OF_A_PART.keys() | OF_NO_CLASS


@pytest.mark.parametrize("role", ["teacher", "editor", "plain"])
def test_a_foreign_class_is_a_404_everywhere(role):
    classroom = ClassroomFactory()
    parts = parts_of(classroom)
    client = signed_in(**{role: True}) if role != "plain" else signed_in()
    for name, url in addresses(classroom, parts):
        for method in ("get", "post"):
            response = getattr(client, method)(url)
            # Who may not enter Wagtail's admin at all is sent to sign in, before anything is looked up.
            expected = 302 if role == "plain" else 404
            assert response.status_code == expected, (name, method)
            if role == "plain":
                assert response.url.startswith(reverse("account_login")), name
    assert parts_still_there(classroom)


def parts_still_there(classroom):
    counts = [classroom.pupils.count(), classroom.teams.count(), classroom.invitations.count()]
    return counts == [1, 1, 1] and classroom.memberships.count() == 2


def test_parts_of_a_foreign_class_are_a_404_under_one_s_own():
    mine, foreign = ClassroomFactory(), ClassroomFactory()
    parts, client = parts_of(foreign), signed_in(mine.owner)
    for name, kind in OF_A_PART.items():
        assert client.post(at(name, mine.pk, parts[kind])).status_code == 404, name
    assert parts_still_there(foreign)


def test_one_s_own_class_opens_everywhere():
    classroom = ClassroomFactory()
    client = signed_in(classroom.owner)
    only_post = {"door", "print_cards", "import_columns", "import_confirm", "share_out", "move_pupils", "add_team",
                 "rename_team", "empty_team", "remove_team", "resend_invitation", "withdraw_invitation",
                 "teams_go_back", "portfolios", "pupil_file", "certificate", "reopen"}  # fmt: skip
    for name, url in addresses(classroom, parts_of(classroom)):
        assert client.get(url).status_code == (405 if name in only_post else 200), name


def test_lists_show_own_classes_only_and_editors_none():
    mine, foreign = ClassroomFactory(name="La mienne"), ClassroomFactory(name="L’étrangère")
    client = signed_in(mine.owner)
    for url in (at("index"), at("index_results"), f"{at('index')}?q=e", f"{at('index')}?export=csv"):
        page = text_of(client.get(url))
        assert foreign.name not in page, url
    assert mine.name in text_of(client.get(at("index")))
    for name in OF_NO_CLASS:
        assert signed_in(editor=True).get(at(name)).status_code == 404, name
    assert foreign.name in text_of(signed_in(admin=True).get(at("index")))


def test_the_log_of_a_foreign_class_is_nowhere():
    mine, foreign = ClassroomFactory(), ClassroomFactory(name="L’étrangère")
    signed_in(foreign.owner).post(at("door", foreign.pk), {"minutes": "15"})
    client = signed_in(mine.owner)
    response = client.get(reverse("wagtailadmin_reports:site_history"))
    assert foreign.name not in text_of(response)
    assert foreign.name not in text_of(client.get(reverse("wagtailadmin_home")))


def test_the_menu_of_an_editor_has_no_classes_and_that_of_a_teacher_no_schools():
    editor = text_of(signed_in(editor=True).get(reverse("wagtailadmin_home")))
    teacher = text_of(signed_in(teacher=True).get(reverse("wagtailadmin_home")))
    assert "/admin/classes/" not in editor
    assert "/admin/ecoles/" in editor
    assert "/admin/classes/" in teacher
    assert "/admin/ecoles/" not in teacher
