"""Who keeps an entry says when anybody may come; neighbours find it on the page and in their calendar."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import ModelLogEntry

from investigations.directory.models import Cause, OpenVisit, Recommendation
from investigations.directory.tasks import forget_open_visits
from tests.classrooms.factories import PupilFactory, UserFactory
from tests.classrooms.screens import signed_in, text_of
from tests.cms.test_holding import inside, keep, project, sent  # noqa: F401 - fixtures
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def typed(days=10, *, hours=2, words="On taille les pommiers.", place=""):
    starts = timezone.localtime() + datetime.timedelta(days=days)
    form = "%Y-%m-%dT%H:%M"
    ends = starts + datetime.timedelta(hours=hours)
    return {"starts_at": f"{starts:{form}}", "ends_at": f"{ends:{form}}", "words": words, "place": place}


def visit_of(project, days=1, *, words="On sème.", **fields):  # noqa: F811
    starts = timezone.now() + datetime.timedelta(days=days)
    return OpenVisit.objects.create(
        project=project, starts_at=starts, ends_at=starts + datetime.timedelta(hours=2), words=words, **fields
    )


def calendar(client, name="visits_calendar", *args, **asked):
    response = client.get(reverse(name, args=args), asked)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def words_in(found):
    return [str(event["summary"]).partition(" : ")[2] for event in found.events]


def test_a_holder_announces_changes_and_cancels_a_visit(inside, project, client):  # noqa: F811
    page = reverse("holder_visits", args=[project.pk])
    assert page in inside.get(reverse("holder_entry", args=[project.pk])).content.decode()
    assert inside.post(page, typed()).status_code == 302
    visit = OpenVisit.objects.get()
    public = text_of(client.get(project.get_absolute_url()))
    assert "Visites ouvertes à tous" in public
    assert "On taille les pommiers." in public
    own = reverse("holder_visit", args=[project.pk, visit.pk])
    assert f'value="{timezone.localtime(visit.starts_at):%Y-%m-%dT%H:%M}"' in inside.get(own).content.decode()
    inside.post(own, typed(11, words="On presse.", place="Place du Marché"))
    assert "Place du Marché" in text_of(client.get(project.get_absolute_url()))
    inside.post(own, {"cancel": "1"})
    assert 'class="visits"' not in client.get(project.get_absolute_url()).content.decode()
    logged = ModelLogEntry.objects.for_instance(project).values_list("action", flat=True)
    assert {"directory.plan_visit", "directory.change_visit", "directory.cancel_visit"} <= set(logged)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (typed(hours=-1), "La fin vient après le début"),
        (typed(-5), "Cette date est passée"),
        (typed(hours=100), "trois jours au plus"),
        ({}, "Dites quand cela commence."),
    ],
)
def test_a_visit_that_cant_be_is_said_beside_its_field(inside, project, answers, said):  # noqa: F811
    page = inside.post(reverse("holder_visits", args=[project.pk]), answers)
    assert said in text_of(page)
    assert not OpenVisit.objects.exists()


def test_who_met_a_class_names_none_of_it_on_their_entry(inside, project, client):  # noqa: F811
    """Nor does an editor; and who guesses at names doesn't hear which word it was."""
    pupil = PupilFactory(public_name="Zéphyrine M.")
    InvestigationFactory(classroom=pupil.classroom, project=project)
    page, said = reverse("holder_visits", args=[project.pk]), "Avec ZE\u0301PHY\u00adRINE du CM2."
    for wrong in (typed(words=said), typed(place=f"Sous l’arbre de {said}")):
        answer = text_of(inside.post(page, wrong))
        assert "N’y nommez aucun élève" in answer
        assert "« Zé" not in answer
    editor = signed_in(editor=True)
    desk = reverse("wagtailsnippets_directory_openvisit:add")
    assert "N’y nommez aucun élève" in text_of(editor.post(desk, {"project": project.pk, **typed(words=said)}))
    assert not OpenVisit.objects.exists()
    other = CitizenProjectFactory(name="La Ressourcerie")
    given = {"receiver": other.pk, "words": "Ils ont tout montré à Zéphyrine."}
    asked = reverse("holder_recommendations", args=[project.pk]) + "?q=ressourcerie"
    assert "N’y nommez aucun élève" in text_of(inside.post(asked, given))
    assert not Recommendation.objects.exists()
    for fine in (typed(words="On cueille la zéphyrine."), typed(12, words="La Zéphyrinette")):
        assert inside.post(page, fine).status_code == 302
    inside.post(asked, given | {"words": "Ils ont tout montré à une classe."})
    assert Recommendation.objects.exists()


def test_nobody_announces_or_changes_at_anothers(inside, project, monkeypatch):  # noqa: F811
    other = visit_of(CitizenProjectFactory())
    assert inside.post(reverse("holder_visits", args=[other.project_id]), typed()).status_code == 404
    assert inside.post(reverse("holder_visit", args=[project.pk, other.pk]), {"cancel": "1"}).status_code == 404
    assert OpenVisit.objects.get() == other
    monkeypatch.setattr("investigations.directory.actions.keep_visits.AT_MOST", 0)
    page = inside.post(reverse("holder_visits", args=[project.pk]), typed())
    assert "supprimez-en avant" in text_of(page)


def test_editors_keep_visits_too(client):
    client.force_login(UserFactory(editor=True))
    visit = visit_of(CitizenProjectFactory(name="Le verger"))
    listed = client.get("/admin/snippets/directory/openvisit/")
    assert "Le verger" in text_of(listed)
    client.post(f"/admin/snippets/directory/openvisit/delete/{visit.pk}/")
    assert not OpenVisit.objects.exists()


def test_a_calendar_shows_the_hour_of_paris_the_place_and_what_changed(client):
    verger = CitizenProjectFactory(name="Le verger; & l’été", slug="verger", summary="Écrivez à noor@asso.example.")
    starts = datetime.datetime(2031, 7, 14, 10, 0, tzinfo=PARIS)
    visit = OpenVisit.objects.create(
        project=verger, starts_at=starts, ends_at=starts + datetime.timedelta(hours=2), words="On goûte, on presse"
    )
    visit_of(verger, words="Ailleurs", place="Salle des fêtes")
    found = calendar(client, "project_calendar", "verger")
    event = next(one for one in found.events if "goûte" in one["summary"])
    assert event["uid"] == f"visite-{visit.pk}@testserver"
    assert event.start == starts
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert [zone["tzid"] for zone in found.timezones] == ["Europe/Paris"]
    assert event["geo"].to_ical() == "48.856;2.36"
    assert event["location"] == "2 rue du Jardin, 75004 Paris"
    assert event["url"] == f"http://testserver{verger.get_absolute_url()}"
    assert "noor" not in event["description"]
    assert "Licence Ouverte" in event["comment"]
    other = next(one for one in found.events if one is not event)
    assert (other["location"], "geo" in other) == ("Salle des fêtes", False)
    before = event["last-modified"].dt
    visit.words = "On ne fait que goûter"
    visit.save()
    again = next(one for one in calendar(client, "project_calendar", "verger").events if "goûter" in one["summary"])
    assert again["uid"] == event["uid"]
    assert again["last-modified"].dt >= before


def test_any_question_has_its_calendar_and_what_is_hidden_is_in_none(client):
    culture = list(Cause.objects.filter(slug="culture"))
    near = CitizenProjectFactory(name="Radio", causes=culture)
    visit_of(near, 3, words="Près")
    visit_of(CitizenProjectFactory(name="Verger", latitude=49.2), 2, words="Loin")
    visit_of(CitizenProjectFactory(name="Pause", paused_at=timezone.now()), words="Caché")
    visit_of(CitizenProjectFactory(name="Brouillon", live=False), words="Caché")
    visit_of(near, -90, words="Passé")
    assert words_in(calendar(client)) == ["Loin", "Près"]
    for asked in [{"cause": "culture"}, {"de": "48.857,2.352", "rayon": "5"}, {"q": "radio"}]:
        assert words_in(calendar(client, **asked)) == ["Près"], asked
    assert words_in(calendar(client, cause="culture", avec="bras")) == []
    assert client.get(reverse("project_calendar", args=["brouillon"])).status_code == 404
    first = client.get(reverse("visits_calendar"))
    again = client.get(reverse("visits_calendar"), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_after_a_year_a_visit_is_forgotten(project):  # noqa: F811
    visit_of(project, -367)
    kept = visit_of(project, -360)
    forget_open_visits.enqueue()
    assert list(OpenVisit.objects.all()) == [kept]
