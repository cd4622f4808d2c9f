"""What a pupil sees, and that seeing more costs no more queries."""

import pytest

from investigations import registry
from investigations.actions.review import return_report
from investigations.models import Assignment, Investigation
from tests.classrooms.factories import PupilFactory, TeamFactory
from tests.investigations.api.tablet import Tablet, content_for, tablet_of
from tests.investigations.factories import AssignmentFactory, InvestigationFactory, PhotoFactory, ReportFactory

pytestmark = pytest.mark.django_db


def missions(tablet):
    return tablet.get("missions").json()["missions"]


def mission_with_everything(pupil, team=None):
    investigation = InvestigationFactory(classroom=pupil.classroom, opened=True)
    who = {"pupil": None, "team": team} if team else {"pupil": pupil}
    assignment = AssignmentFactory(investigation=investigation, **who)
    report = ReportFactory(assignment=assignment, submitted=True)
    PhotoFactory(report=report)
    return_report(report=report, remarks={"": "Encore un mot."}, by=pupil.classroom.owner)


def test_more_missions_cost_no_more_queries(django_assert_num_queries):
    team = TeamFactory()
    pupil = PupilFactory(classroom=team.classroom, team=team)
    tablet = Tablet(pupil).sign_in()
    for count in (2, 6):
        while Assignment.objects.count() < count:
            mission_with_everything(pupil)
            mission_with_everything(pupil, team)
        with django_assert_num_queries(8):
            assert len(missions(tablet)) == count


def test_a_mission_tells_team_role_project_and_dates():
    team = TeamFactory(name="Les Hiboux")
    pupil = PupilFactory(classroom=team.classroom, team=team)
    assignment = AssignmentFactory(
        investigation__classroom=team.classroom,
        investigation__starts_on="2026-11-20",
        pupil=None,
        team=team,
        role="photographer",
    )
    (mission,) = missions(Tablet(pupil).sign_in())
    assert mission["role"] == {"slug": "photographer", "label": "photographe"}
    assert mission["team"] == {
        "name": "Les Hiboux",
        "pupils": [{"name": pupil.public_name, "animal": pupil.animal, "colour": pupil.colour}],
    }
    assert mission["investigation"] == {
        "id": assignment.investigation_id,
        "state": "open",
        "starts_on": "2026-11-20",
        "ends_on": None,
        "camera_only": True,
    }
    assert mission["project"]["name"] == assignment.investigation.project.name
    assert (mission["report"], mission["story"]) == (None, None)


def test_questions_are_those_of_the_mission_as_they_were_when_it_opened():
    assignment = AssignmentFactory()
    chosen = assignment.questions[1]
    assignment.question_ids = [chosen["id"]]
    assignment.save()
    guide = assignment.investigation.guide
    guide.title = "Un autre titre"
    guide.save()
    (mission,) = missions(tablet_of(assignment))
    assert mission["questions"] == [chosen]
    assert mission["guide"]["title"] == "Première rencontre"


@pytest.mark.parametrize(("state", "shown"), [("preparing", 0), ("open", 1), ("reviewing", 1), ("closed", 1)])
def test_a_mission_is_there_once_its_investigation_has_opened(state, shown):
    assignment = AssignmentFactory()
    Investigation.objects.update(state=state)
    assert len(missions(tablet_of(assignment))) == shown


def test_missions_of_another_team_or_class_are_not_there():
    AssignmentFactory()
    team = TeamFactory()
    pupil = PupilFactory(classroom=team.classroom)
    PupilFactory(classroom=team.classroom, team=team)
    AssignmentFactory(investigation__classroom=team.classroom, pupil=None, team=team)
    assert missions(Tablet(pupil).sign_in()) == []


def test_only_the_remarks_of_the_last_return_are_shown_and_never_an_e_mail_address():
    report = ReportFactory(submitted=True)
    owner = report.assignment.investigation.classroom.owner
    owner.first_name = owner.last_name = ""
    owner.save()
    tablet = tablet_of(report.assignment)
    return_report(report=report, remarks={"": "D’abord ceci."}, by=owner)
    content = content_for(report.assignment, parent=str(report.head_id))
    assert tablet.save(report.pk, report.pk, content).status_code == 201
    report.refresh_from_db()
    report.state = "submitted"
    report.save()
    return_report(report=report, remarks={"": "Puis cela."}, by=owner)
    (mission,) = missions(tablet)
    assert [(remark["text"], remark["author"]) for remark in mission["report"]["remarks"]] == [("Puis cela.", "")]
    assert mission["report"]["returned_at"]


def test_at_the_end_the_story_is_there(monkeypatch):
    assignment = AssignmentFactory()
    story = registry.PublishedStory("Le jardin secret", "/recits/le-jardin-secret/")
    monkeypatch.setattr(registry, "story_finders", [lambda ids: dict.fromkeys(ids, story)])
    (mission,) = missions(tablet_of(assignment))
    assert mission["story"] == {"title": "Le jardin secret", "url": "/recits/le-jardin-secret/"}
