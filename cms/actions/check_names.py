"""A name found in a story is dealt with: the word names nobody here, or the pupil's animal takes its place."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from cms.models import NameCheck, StoryPage
from cms.stories.consents import Review
from cms.stories.renaming import rename


@transaction.atomic
def check_name(*, story: StoryPage, digest: str, by: User) -> None:
    """Note that this use of the word names nobody. Raises Refusal(gone) when the latest draft doesn't have it."""
    review = Review(story.get_latest_revision_as_object())
    if not any(hit.digest == digest for _text, hit in review.hits()):
        raise _gone()
    NameCheck.objects.get_or_create(story=story, digest=digest, defaults={"checked_by": by})
    log(instance=story, action="cms.name_checked", user=by)


@transaction.atomic
def put_animal(*, story: StoryPage, digest: str, by: User) -> None:
    """A new draft in which the animal stands where this name stood. Raises Refusal(gone)."""
    draft = story.get_latest_revision_as_object()
    if not rename(draft, lambda hit: hit.people[0] if hit.digest == digest else None):
        raise _gone()
    draft.save_revision(user=by, changed=True)


def _gone() -> Refusal:
    return Refusal(_("Ce mot n’est plus dans le récit. Rechargez la page."), code="gone")
