import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from classrooms import registry
from classrooms.models import Classroom, School
from classrooms.registry import Section, Step
from tests.classrooms.factories import ClassroomFactory, PupilFactory, SchoolFactory, TeamFactory
from tests.classrooms.screens import at, said, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_a_teacher_makes_a_class_and_is_told_what_comes_next():
    teacher, school = signed_in(teacher=True), SchoolFactory()
    data = {"school": school.pk, "name": "CM1-CM2 A", "levels": ["CM1", "CM2"], "school_year": 2026}
    response = teacher.post(at("add"), data, follow=True)

    classroom = Classroom.objects.get()
    assert response.redirect_chain[-1][0] == at("page", classroom.pk)
    assert (classroom.owner, classroom.levels, classroom.school_year) == (teacher.user, ["CM1", "CM2"], 2026)
    assert classroom.group in teacher.user.groups.all()
    assert "Ajoutez vos élèves" in text_of(response)


def test_a_class_needs_a_level():
    teacher, school = signed_in(teacher=True), SchoolFactory()
    response = teacher.post(at("add"), {"school": school.pk, "name": "A", "school_year": 2026})
    assert response.status_code == 200
    assert "levels" in response.context["form"].errors
    assert not Classroom.objects.exists()
    assert "La classe n’est pas encore créée" in text_of(response)


def test_a_level_with_pupils_stays_in_the_class():
    classroom = ClassroomFactory(levels=["CM1", "CM2"])
    PupilFactory(classroom=classroom, level="CM1")
    teacher = signed_in(classroom.owner)
    data = {"school": classroom.school_id, "name": "Autre", "levels": ["CM2"], "school_year": classroom.school_year}
    response = teacher.post(at("edit", classroom.pk), data)
    assert "encore des élèves" in text_of(response)
    classroom.refresh_from_db()
    assert classroom.levels == ["CM1", "CM2"]

    teacher.post(at("edit", classroom.pk), {**data, "levels": ["CM1", "CM2"]})
    classroom.refresh_from_db()
    assert classroom.name == "Autre"
    assert classroom.collection.name.startswith("Autre")


def test_the_door_opens_shows_the_code_and_closes_by_itself():
    classroom = ClassroomFactory()
    PupilFactory(classroom=classroom)
    teacher = signed_in(classroom.owner)
    assert classroom.code not in text_of(teacher.get(at("page", classroom.pk)))

    response = teacher.post(at("door", classroom.pk), {"minutes": "30"}, follow=True)
    assert classroom.code in text_of(response)
    classroom.refresh_from_db()
    assert classroom.door_is_open

    Classroom.objects.update(door_closes_at=timezone.now() - datetime.timedelta(seconds=1))
    assert classroom.code not in text_of(teacher.get(at("page", classroom.pk)))


def test_the_door_is_closed_by_hand_and_opens_for_the_proposed_times_only():
    classroom = ClassroomFactory()
    teacher = signed_in(classroom.owner)
    teacher.post(at("door", classroom.pk), {"minutes": "60"})
    teacher.post(at("door", classroom.pk), {"close": "1"})
    classroom.refresh_from_db()
    assert not classroom.door_is_open
    for minutes in ("7", "-15", "99999999", "", "x"):
        assert "durées proposées" in said(teacher.post(at("door", classroom.pk), {"minutes": minutes}))
    classroom.refresh_from_db()
    assert not classroom.door_is_open


def test_the_class_page_costs_the_same_for_one_pupil_and_for_thirty(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    classroom = ClassroomFactory()
    PupilFactory(classroom=classroom, team=TeamFactory(classroom=classroom))
    teacher = signed_in(classroom.owner)
    teacher.get(at("page", classroom.pk))
    with CaptureQueriesContext(connection) as few:
        teacher.get(at("page", classroom.pk))
    for _ in range(5):
        team = TeamFactory(classroom=classroom)
        for _ in range(6):
            PupilFactory(classroom=classroom, team=team)
    with django_assert_num_queries(len(few)):
        teacher.get(at("page", classroom.pk))


def test_the_list_costs_the_same_for_one_class_and_for_ten(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    classroom = ClassroomFactory()
    teacher = signed_in(classroom.owner)
    for page in (at("index"), reverse("wagtailadmin_home")):
        teacher.get(page)
        with CaptureQueriesContext(connection) as few:
            teacher.get(page)
        count = len(few)
        for _ in range(5):
            PupilFactory(classroom=ClassroomFactory(owner=classroom.owner))
        teacher.get(page)  # making pages empties the cache of content types
        with django_assert_num_queries(count):
            teacher.get(page)


def test_higher_apps_add_sections_and_next_steps(monkeypatch):
    classroom = ClassroomFactory()
    pupil = PupilFactory(classroom=classroom)
    pupil.printed_serial = pupil.card_serial
    pupil.save()
    section = Section("classrooms/admin/parts/pupil_tile.html", {"pupil": PupilFactory(public_name="Section-là")})
    monkeypatch.setattr(registry, "class_page_sections", [lambda classroom, user: section])
    step = Step("Choisissez un projet.", "Choisir", "/ailleurs/")
    monkeypatch.setattr(registry, "class_next_steps", [lambda classrooms, user: {c.pk: step for c in classrooms}])
    shown = text_of(signed_in(classroom.owner).get(at("page", classroom.pk)))
    assert "Section-là" in shown
    assert "Choisissez un projet." in shown
    assert "/ailleurs/" in text_of(signed_in(classroom.owner).get(reverse("wagtailadmin_home")))


def test_the_home_of_a_teacher_shows_their_classes_and_no_settings():
    classroom, other = ClassroomFactory(name="La mienne"), ClassroomFactory(name="Celle d’un autre")
    page = text_of(signed_in(classroom.owner).get(reverse("wagtailadmin_home")))
    assert "La mienne" in page
    assert other.name not in page
    assert "/admin/reports/" not in page


def test_a_teacher_adds_the_school_that_is_missing_from_the_chooser():
    teacher = signed_in(teacher=True)
    create = reverse("school_chooser:create")
    data = {"name": "École neuve", "commune": "Paris", "point": "48,8554, 2,3581", "uai": "0750655F"}
    assert "UAI" in text_of(teacher.post(create, data))
    assert not School.objects.exists()

    teacher.post(create, {**data, "uai": "0750655e"})
    school = School.objects.get()
    assert (school.uai, school.latitude, school.longitude) == ("0750655E", 48.8554, 2.3581)
    for point in ("48.8", "200, 3", "ici", "48.8, 2.3, 4"):
        assert "point" in teacher.post(create, {**data, "uai": "", "point": point}).content.decode()
    assert School.objects.count() == 1


def test_the_chooser_finds_a_school_by_any_of_its_words():
    SchoolFactory(name="École Jean Moulin", commune="Lyon")
    SchoolFactory(name="École Jean Jaurès", commune="Paris")
    teacher = signed_in(teacher=True)
    found = text_of(teacher.get(reverse("school_chooser:choose_results"), {"q": "jean lyon"}))
    assert "Moulin" in found
    assert "Jaurès" not in found


def test_editors_keep_schools_and_teachers_do_not():
    school = SchoolFactory()
    editor, teacher = signed_in(editor=True), signed_in(teacher=True)
    data = {"name": "Autre nom", "commune": "Paris", "point": "48.85, 2.35"}
    for url in (reverse("schools:index"), reverse("schools:add"), reverse("schools:edit", args=[school.pk]),
                reverse("schools:history", args=[school.pk]), reverse("schools:usage", args=[school.pk]),
                reverse("schools:delete", args=[school.pk])):  # fmt: skip
        assert teacher.get(url).status_code == 404, url
    assert teacher.post(reverse("schools:edit", args=[school.pk]), data).status_code == 404
    assert editor.get(reverse("schools:index")).status_code == 200
    editor.post(reverse("schools:edit", args=[school.pk]), data)
    school.refresh_from_db()
    assert school.name == "Autre nom"
