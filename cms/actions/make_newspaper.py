"""A class's paper: asked for, made anew, put before the public as an act of its own, taken back."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import Classroom, User
from cms.models import Newspaper, NewspaperStory, StoryPage
from cms.stories.consents import named_in, names_refused
from cms.tasks import make_newspaper

# Some forty pages.
STORIES_AT_MOST = 40
NUMBER_AT_MOST = 999


@transaction.atomic
def ask_for_newspaper(*, classroom: Classroom, title: str, number: int, stories: Sequence[int], by: User) -> Newspaper:
    """``stories``: public ones of this class, in the order to be printed.

    Raises Refusal(no_title | names_pupils | number | no_story | too_many | not_public).
    """
    title = " ".join(title.split())[:60]
    if not title:
        raise Refusal(_("Donnez un titre au journal."), code="no_title")
    _check_names_nobody(classroom, title)
    if not 1 <= number <= NUMBER_AT_MOST:
        raise Refusal(_("Le numéro va de 1 à %(most)s.") % {"most": NUMBER_AT_MOST}, code="number")
    wanted = list(dict.fromkeys(stories))
    if not wanted:
        raise Refusal(_("Cochez au moins un récit."), code="no_story")
    if len(wanted) > STORIES_AT_MOST:
        raise Refusal(_("Un journal a %(most)s récits au plus.") % {"most": STORIES_AT_MOST}, code="too_many")
    public = StoryPage.objects.live().public().filter(investigation__classroom=classroom, pk__in=wanted)
    if public.count() < len(wanted):
        raise Refusal(_("Un de ces récits n’est plus public. Rechargez la page."), code="not_public")
    paper = Newspaper.objects.create(classroom=classroom, title=title, number=number)
    NewspaperStory.objects.bulk_create(
        NewspaperStory(newspaper=paper, story_id=key, place=place) for place, key in enumerate(wanted)
    )
    log(instance=paper, action="cms.newspaper_asked", user=by)
    _enqueue(paper)
    return paper


@transaction.atomic
def make_newspaper_again(*, newspaper: Newspaper, by: User) -> None:
    """With what its stories say today; those that are no longer public are left out. Raises Refusal(no_story)."""
    Newspaper.objects.filter(pk=newspaper.pk).withdraw()
    NewspaperStory.objects.filter(newspaper=newspaper).exclude(story__in=StoryPage.objects.live().public()).delete()
    if not newspaper.parts.exists():
        raise Refusal(_("Aucun récit de ce journal n’est encore public."), code="no_story")
    Newspaper.objects.filter(pk=newspaper.pk).update(state=Newspaper.State.ASKED, done=0, turn=F("turn") + 1)
    newspaper.refresh_from_db()
    log(instance=newspaper, action="cms.newspaper_asked", user=by)
    _enqueue(newspaper)


@transaction.atomic
def publish_newspaper(*, newspaper: Newspaper, by: User) -> None:
    """Raises Refusal(not_ready | names_pupils): what was to be printed may have changed while somebody looked at it,
    and a pupil may be called by now as the title says."""
    _check_names_nobody(newspaper.classroom, newspaper.title)
    ready = Newspaper.objects.select_for_update().filter(pk=newspaper.pk, state=Newspaper.State.READY)
    if not ready.filter(turn=newspaper.turn).update(published_at=timezone.now()):
        raise Refusal(_("Ce journal a changé depuis. Regardez-le de nouveau avant de le publier."), code="not_ready")
    log(instance=newspaper, action="cms.newspaper_published", user=by)


@transaction.atomic
def unpublish_newspaper(*, newspaper: Newspaper, by: User) -> None:
    if Newspaper.objects.filter(pk=newspaper.pk).exclude(published_at=None).update(published_at=None):
        log(instance=newspaper, action="cms.newspaper_unpublished", user=by)


@transaction.atomic
def delete_newspaper(*, newspaper: Newspaper, by: User) -> None:
    log(instance=newspaper, action="wagtail.delete", user=by, deleted=True)
    Newspaper.objects.filter(pk=newspaper.pk).forget()


def _check_names_nobody(classroom: Classroom, title: str) -> None:
    if named := named_in(classroom, title):
        raise Refusal(names_refused(named), code="names_pupils")


def _enqueue(paper: Newspaper) -> None:
    transaction.on_commit(lambda: make_newspaper.enqueue(str(paper.pk), paper.turn))
