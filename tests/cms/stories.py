"""Stories as a class makes them, for tests that only read them."""

from wagtail.search.index import insert_or_update_object

from classrooms.models import Classroom
from cms.actions.compose_story import Pick, compose_story
from cms.models import ClassroomPage, StoryPage
from investigations.models import Consent, Report
from investigations.selection import findings_of
from tests.investigations.factories import ConsentFactory, PhotoFactory


def draft_story(title: str = "Le jardin secret", **photo) -> StoryPage:
    """From one accepted report with one cleared photo."""
    shown = PhotoFactory(cleared=True, **photo)
    Report.objects.filter(pk=shown.report_id).update(state=Report.State.ACCEPTED)
    investigation = shown.assignment.investigation
    allow_texts(shown)
    picks = [Pick(finding.key) for finding in findings_of(investigation)]
    owner = investigation.classroom.owner
    return with_alternative_texts(compose_story(investigation=investigation, title=title, picks=picks, by=owner))


def allow_texts(photo) -> None:
    """What the pupil of this photo wrote may be told."""
    mine = {"investigation": photo.assignment.investigation, "pupil": photo.pupil, "what": Consent.What.TEXTS}
    if not Consent.objects.filter(**mine).exists():
        ConsentFactory(**mine)


def with_alternative_texts(story: StoryPage) -> StoryPage:
    for block in story.body:
        if block.block_type == "photo":
            block.value["alt"] = "Une tasse de café sur une table en bois"
    story.save_revision()
    return story


def published_story(title: str = "Le jardin secret", **photo) -> StoryPage:
    story = draft_story(title, **photo)
    story.get_latest_revision().publish()
    return StoryPage.objects.get(pk=story.pk)


def introduced_before_they_joined(classroom: Classroom, words: str) -> None:
    """The class presented itself in public before it had the pupil whom these words name."""
    page = classroom.page
    page.introduction = words
    page.save_revision(clean=False)
    ClassroomPage.objects.filter(pk=page.pk).update(introduction=words)
    insert_or_update_object(page)
