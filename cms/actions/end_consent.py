"""What a consent allowed leaves the stories of its investigation."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from cms.models import Newspaper, StoryPage
from cms.stories.consents import Captions, authors_of, source_of
from cms.stories.dropping import drop_photos
from cms.stories.renaming import rename
from cms.stories.rewriting import Change, foresee, rewrite
from investigations.models import Consent, Person
from investigations.registry import Touched

What = Consent.What
_COUNTED = {What.IMAGE: "photos", What.TEXTS: "texts", What.FIRST_NAME: "names"}


@transaction.atomic
def end_consent(*, consent: Consent, photo_ids: Iterable[UUID], write: bool) -> list[Touched]:
    """Returns the stories that change. With ``write`` False nothing does: it tells beforehand."""
    change = _change_for(consent, set(photo_ids))
    stories = StoryPage.objects.filter(investigation=consent.investigation_id).order_by("pk")
    touched = []
    for story in stories.select_for_update(of=("self",)) if write else stories:
        live = story.live
        done = rewrite(story, change) if write else foresee(story, change)
        if done.places:
            counted = {_COUNTED[What(consent.what)]: done.places}
            url = reverse("wagtailadmin_pages:edit", args=[story.pk])
            touched.append(Touched(story.title, url, live, unpublished=done.unpublished, **counted))
            if write:
                log(instance=story, action="cms.consent_ended", data={"consent": consent.pk, **counted})
    if write:
        # The imprint may name who is named nowhere else.
        Newspaper.objects.about(consent.investigation_id).withdraw()
    return touched


def _change_for(consent: Consent, photos: set[UUID]) -> Change:
    match consent.what:
        case What.IMAGE:
            return lambda page: drop_photos(page, photos)
        case What.TEXTS:
            return lambda page: drop_texts(page, consent.person)
        case _:
            return lambda page: rename_person(page, consent.person)


def drop_texts(page: StoryPage, person: Person) -> int:
    """Whole blocks that tell a report of this pupil; captions in their words."""
    sources = {key for block in page.body if (key := source_of(block))}
    theirs = {report for report, authors in authors_of(sources).items() if person in authors}
    dropped = page.drop_blocks(lambda block: source_of(block) in theirs)
    captions = Captions(page.photo_alts())
    for photo, value in page.photo_blocks():
        if photo and person in captions.authors(photo, value["caption"]):
            value["caption"] = ""
            dropped += 1
    return dropped


def rename_person(page: StoryPage, person: Person) -> int:
    """Except where a teacher said that the word names nobody."""
    checked = set(page.name_checks.values_list("digest", flat=True))
    return rename(page, lambda hit: person if person in hit.people and hit.digest not in checked else None)
