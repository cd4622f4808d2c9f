"""Is it here already? Real rows, and what looking costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from investigations.directory.actions.say_not_the_same import say_not_the_same
from investigations.directory.duplicates import Reason, alike, duplicates_of, likely_duplicates, site_of
from investigations.directory.models import CitizenProject, NotTheSame, ProjectHolder
from tests.classrooms.factories import UserFactory
from tests.investigations.factories import CitizenProjectFactory
from workshop.geo import Point

HERE = Point(48.8560, 2.3600)


def entry(name, **kwargs):
    return CitizenProjectFactory(name=name, **kwargs)


def asked(name="Jardin partagé des Lilas", **kwargs):
    return [(found.project.name, *found.reasons) for found in likely_duplicates(name=name, **kwargs)]


@pytest.mark.engine
@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jardin partagé des Lilas", "Le jardin partagé des Lilas", True),
        ("Jardin partage des lilas", "JARDIN PARTAGÉ DES LILAS", True),
        ("Les Lilas, jardin partagé", "Jardin partagé des Lilas", True),
        ("Jardin partagé des Lilas", "Jardin partgé des Lilas", True),
        ("Repair Café de Dijon", "Repair Café", True),
        ("Jardin partagé des Lilas", "Jardin partagé des Glycines", False),
        ("Boîte à livres 1", "Boîte à livres 2", False),
        ("Le jardin", "Le jardin partagé des Lilas", False),
        ("L’Association", "Radio Clapas", False),
        ("", "Radio Clapas", False),
    ],
)
def test_names_are_alike(one, other, same):
    assert (alike(one, other, leaving_out="Dijon") >= 82) is same


@pytest.mark.engine
def test_a_site_is_the_same_however_its_address_was_typed():
    typed = ["https://www.lilas.example/jardin/", "HTTP://lilas.example/jardin?utm=1#x", "lilas.example/jardin"]
    assert {site_of(one) for one in typed} == {"lilas.example/jardin"}
    assert [site_of(one) for one in ("", "lilas", "http://[", "javascript://x")] == ["", "", "", ""]


@pytest.mark.django_db
def test_a_neighbour_under_such_a_name_comes_first_and_drafts_are_the_editors():
    entry("Le jardin partagé des Lilas", latitude=HERE.lat + 0.0009)
    entry("Jardin partagé des Lilas", latitude=48.90)
    entry("Radio Clapas")
    draft = entry("Jardin partagé du Lilas", live=False)
    paused = entry("Jardin des Lilas partagé", slug="pause")
    CitizenProject.objects.filter(pk=paused.pk).update(paused_at="2026-01-01T00:00Z")
    placeless = entry("Jardin des Lilas", latitude=None, longitude=None)
    assert asked(point=HERE, postcode="75004") == [
        ("Le jardin partagé des Lilas", Reason.NEAR), ("Jardin des Lilas", Reason.SAME_TOWN)
    ]  # fmt: skip
    found = likely_duplicates(name="Jardin partagé des Lilas", point=HERE)
    assert 90 < found[0].distance_m < 110
    assert asked() == []
    assert {name for name, *_why in asked(commune="paris")} >= {placeless.name}
    every = likely_duplicates(name="Jardin partagé des Lilas", point=HERE, among=CitizenProject.objects.all())
    assert {draft.pk, paused.pk} < {one.project.pk for one in every}
    assert len({one.rank for one in every}) > 1
    assert [one.rank for one in every] == sorted((one.rank for one in every), reverse=True)


@pytest.mark.django_db
def test_an_address_or_a_site_tells_and_a_site_that_many_share_does_not():
    entry("Radio Clapas", latitude=43.6, website="http://www.clapas.example/radio/", contact_email="Moi@Clapas.example")
    kept = entry("Tout autre chose", latitude=43.6)
    ProjectHolder.objects.create(project=kept, email="moi@clapas.example", name="Moi")
    assert asked(website="https://clapas.example/radio", contact_email="moi@clapas.EXAMPLE") == [
        ("Radio Clapas", Reason.SAME_EMAIL, Reason.SAME_WEBSITE), ("Tout autre chose", Reason.SAME_EMAIL)
    ]  # fmt: skip
    for number in range(8):
        entry(f"Atelier {number}", website="https://ville.example/", latitude=43.6)
    entry("Jardin partagé des Lilas !", website="https://ville.example", latitude=43.6)
    assert asked(website="http://ville.example") == [("Jardin partagé des Lilas !", Reason.SAME_WEBSITE)]


@pytest.mark.django_db
def test_five_at_most_and_what_was_told_apart_is_not_shown_again():
    editor = UserFactory(editor=True)
    mine = entry("Jardin partagé des Lilas")
    others = [entry("Jardin partagé des Lilas", slug=f"lilas-{n}") for n in range(7)]
    assert len(duplicates_of(mine)) == 5
    first = duplicates_of(mine)[0].project
    say_not_the_same(project=mine, other=first, editor=editor)
    say_not_the_same(project=first, other=mine)
    assert say_not_the_same(project=mine, other=mine) is None
    pair = NotTheSame.objects.get()
    assert (pair.editor, {pair.first, pair.second}) == (editor, {mine, first})
    assert NotTheSame.objects.visible_to(editor).exists()
    for one, other in ((mine, first), (first, mine)):
        assert other.pk not in {found.project.pk for found in duplicates_of(one)}
    for other in others:
        say_not_the_same(project=mine, other=other)
    assert duplicates_of(mine) == []
    first.delete()
    assert NotTheSame.objects.count() == 6


@pytest.mark.django_db
def test_no_question_reads_the_whole_directory():
    CitizenProject.objects.bulk_create(
        CitizenProject(
            name=f"Projet {n}", slug=f"p{n}", summary="-", address="-", postcode=f"{n % 90:05}", commune=f"C{n % 90}",
            latitude=42 + n / 400, longitude=2.36, website=f"https://{n}.example/", contact_email=f"{n}@site.example",
        )
        for n in range(2_000)
    )  # fmt: skip
    if connection.vendor == "sqlite":
        connection.cursor().execute("ANALYZE")
    with CaptureQueriesContext(
        connection,
    ) as asked_of_it:
        found = likely_duplicates(
            name="Projet 7", point=Point(42 + 7 / 400, 2.36), postcode="00007", commune="C7", website="7.example",
            contact_email="7@site.example",
        )  # fmt: skip
    assert found[0].reasons == (Reason.NEAR, Reason.SAME_EMAIL, Reason.SAME_WEBSITE)
    assert len(asked_of_it) <= 8
    if connection.vendor == "sqlite":
        for query in asked_of_it.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plan = " / ".join(row[3] for row in cursor.fetchall())
            assert "SCAN directory" not in plan, (query["sql"], plan)
