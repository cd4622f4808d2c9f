"""A pupil gets another public name: the stories of their class say that one, under the consents that stand.

Else the former name would stay before the public, and no end of a consent would find it there any more.
"""

from copy import copy

from django.db import transaction

from classrooms.models import Pupil
from cms.models import Newspaper, StoryPage
from cms.renaming import put_names
from cms.rewriting import rewrite
from investigations.consents import people_of
from investigations.names import Hit, Names


@transaction.atomic
def rename_in_stories(*, pupil: Pupil, former: str) -> None:
    was = copy(pupil)
    was.public_name = former
    stories = StoryPage.objects.filter(investigation__classroom=pupil.classroom_id).order_by("pk")
    for story in stories.select_for_update(of=("self",)):
        names = Names([was if one == pupil else one for one in people_of(story.investigation)])
        checked = set(story.name_checks.values_list("digest", flat=True))

        def new_name(hit: Hit, field: str, checked: set[str] = checked) -> str | None:
            # “Une rose” is nobody; an address has no capitals.
            is_name = hit.people == (was,) and (field == "slug" or hit.written[:1].isupper())
            return pupil.public_name if is_name and hit.digest not in checked else None

        rewrite(story, lambda page, names=names, new_name=new_name: put_names(page, names, new_name))
    # The imprint names them, too.
    Newspaper.objects.filter(classroom=pupil.classroom_id).withdraw()
