"""A pupil gets another public name: the stories of their class say that one, under the consents that stand.

Else the former name would stay before the public, and no end of a consent would find it there any more.
"""

from copy import copy
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from classrooms.models import Pupil
from cms.models import Newspaper, StoryPage
from cms.stories.renaming import put_names
from cms.stories.rewriting import rewrite
from investigations.consents import people_of
from investigations.names import Hit, Names


@transaction.atomic
def rename_in_stories(*, pupil: Pupil, former: str) -> list[str]:
    """Says which stories are to be read again: without a capital, a name can't be told from a word (“une rose”)."""
    was, to_read = copy(pupil), []
    was.public_name = former
    stories = StoryPage.objects.filter(investigation__classroom=pupil.classroom_id).order_by("pk")
    for story in stories.select_for_update(of=("self",)):
        # Who bore it once, and no longer, is not who is meant.
        names = Names([was if one == pupil else one for one in people_of(story.investigation)], former=False)
        checked = set(story.name_checks.values_list("digest", flat=True))
        done = rewrite(story, partial(_put, names=names, was=was, now=pupil.public_name, checked=checked))
        if done.unpublished:
            words = _(
                "« %(title)s » a quitté le site : l’ancien nom y est peut-être encore, sans majuscule. Relisez-le."
            )
            to_read.append(words % {"title": story.title})
        elif story.live and any(one.hit and one.hit.former for one in story.missing()):
            words = _("Relisez « %(title)s » : l’ancien nom y est peut-être encore, sans majuscule.")
            to_read.append(words % {"title": story.title})
    # The imprint names them, too.
    Newspaper.objects.filter(classroom=pupil.classroom_id).withdraw()
    return to_read


def _put(page: StoryPage, *, names: Names, was: Pupil, now: str, checked: set[str]) -> int:
    def other_name(hit: Hit, field: str) -> str | None:
        # “Une rose” is nobody; an address has no capitals.
        is_name = hit.people == (was,) and (field == "slug" or hit.written[:1].isupper())
        return now if is_name and hit.digest not in checked else None

    return put_names(page, names, other_name)
