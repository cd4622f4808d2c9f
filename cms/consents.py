"""What keeps a story from the public: a photo, a face, a name or a text without a valid consent behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from classrooms.models import Pupil
from classrooms.roster.text import plain
from cms.blocks import photo_key
from cms.texts import StoryText, numbered, texts_of
from investigations.consents import What, allowed_today, pen_name
from investigations.models import Interviewee, Mask, Person, Photo, Report, ReportVersion
from investigations.names import Hit, Names

if TYPE_CHECKING:
    from cms.models import StoryPage


class Kind(StrEnum):
    PHOTO = "photo"  # not chosen, not cleared, objected to
    ALT = "alt"
    IMAGE = "image"
    NAME = "name"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Missing:
    """``words`` say what is wrong at ``place`` without naming anyone whom the story doesn't name."""

    kind: Kind
    place: str
    words: str
    people: tuple[Person, ...] = ()
    block: str = ""
    photo: UUID | None = None
    hit: Hit | None = field(default=None, compare=False)


def in_words(missing: Iterable[Missing]) -> str:
    """One sentence a reason, with all the places that it is about."""
    places: dict[str, list[str]] = {}
    for one in missing:
        places.setdefault(one.words, []).append(one.place)
    return " ; ".join(f"{', '.join(dict.fromkeys(where))} : {words}" for words, where in places.items())


class Review:
    """One version of a story, looked at once before it may be public."""

    def __init__(self, page: "StoryPage") -> None:
        self.page = page
        self.allowed = allowed_today(page.investigation)

    def missing(self) -> list[Missing]:
        return [*self._photos(), *self._faces(), *self._texts(), *self._names()]

    @cached_property
    def photo_blocks(self) -> list[tuple[str, Any, UUID | None]]:
        return [
            (place, block, photo_key(block.value["photo"]))
            for _n, place, block in numbered(self.page)
            if block.block_type == "photo"
        ]

    @cached_property
    def photo_ids(self) -> list[UUID]:
        return [key for _place, _block, key in self.photo_blocks if key]

    def _photos(self) -> Iterator[Missing]:
        cleared = self.page.publishable_photos()
        for place, block, key in self.photo_blocks:
            if key is None:
                yield Missing(Kind.PHOTO, place, _("elle n’est pas choisie"), block=block.id)
            elif key not in cleared:
                words = _("elle n’est pas validée, ou un élève s’y oppose")
                yield Missing(Kind.PHOTO, place, words, block=block.id, photo=key)
            elif not (block.value["alt"] or "").strip():
                yield Missing(Kind.ALT, place, _("pas de texte pour qui ne la voit pas"), block=block.id)

    def _faces(self) -> Iterator[Missing]:
        """Faces are shown under a consent that may have ended since."""
        shown: dict[UUID, list[Person]] = {}
        lifted = Mask.objects.lifted().filter(photo__in=self.photo_ids).select_related("pupil", "interviewee")
        for mask in lifted:
            if mask.person is not None and not self.allowed.has(mask.person, What.IMAGE):
                shown.setdefault(mask.photo_id, []).append(mask.person)
        for place, block, key in self.photo_blocks:
            if key in shown:
                words = _("un visage y est montré sans autorisation pour l’image")
                yield Missing(Kind.IMAGE, place, words, tuple(shown[key]), block.id, key)

    def _texts(self) -> Iterator[Missing]:
        """A text counts as a pupil's while its block remembers their report, however it was edited."""
        for place, block, authors in self._told_by():
            without = tuple(one for one in authors if not self.allowed.has(one, What.TEXTS))
            if without:
                who = ", ".join(pen_name(one) for one in without)
                words = _("pas d’autorisation pour les textes (%(who)s)") % {"who": who}
                yield Missing(Kind.TEXTS, place, words, without, block.id)

    def _told_by(self) -> Iterator[tuple[str, Any, list[Pupil]]]:
        told = [(place, block, key) for _n, place, block in numbered(self.page) if (key := source_of(block))]
        authors = authors_of({key for _place, _block, key in told})
        for place, block, key in told:
            yield place, block, authors.get(key, [])
        yield from self._captions()

    def _captions(self) -> Iterator[tuple[str, Any, list[Pupil]]]:
        captions = Captions(self.photo_ids)
        for place, block, key in self.photo_blocks:
            if key and (pupil := captions.author(key, block.value["caption"])):
                yield place, block, [pupil]

    @cached_property
    def names(self) -> Names:
        return Names(people_of(self.page))

    def hits(self) -> Iterator[tuple[StoryText, Hit]]:
        for text in texts_of(self.page):
            for hit in self.names.hits(text.text):
                yield text, hit

    def carried(self) -> set[tuple[Person, str]]:
        """What this version shows of whom: each needs a consent that stands."""
        lifted = Mask.objects.lifted().filter(photo__in=self.photo_ids).select_related("pupil", "interviewee")
        faces = {(mask.person, What.IMAGE.value) for mask in lifted if mask.person}
        texts = {(pupil, What.TEXTS.value) for _place, _block, authors in self._told_by() for pupil in authors}
        names = {(person, What.FIRST_NAME.value) for _text, hit in self.hits() for person in hit.people}
        return faces | texts | names

    def _names(self) -> Iterator[Missing]:
        checked = set(self.page.name_checks.values_list("digest", flat=True)) if self.page.pk else set()
        for text, hit in self.hits():
            if hit.digest not in checked and not self.allowed.all_have(hit.people, What.FIRST_NAME):
                words = _("« %(name)s » sans autorisation pour le prénom") % {"name": hit.written}
                yield Missing(Kind.NAME, text.place, words, hit.people, text.block, hit=hit)


def source_of(block: Any) -> UUID | None:
    """The report whose words a block tells."""
    return photo_key(block.value["report"]) if block.block_type in {"paragraph", "quote"} else None


def people_of(page: "StoryPage") -> list[Person]:
    investigation = page.investigation
    pupils = Pupil.objects.filter(classroom=investigation.classroom_id)
    return [*pupils, *Interviewee.objects.filter(investigation=investigation)]


def authors_of(reports: Iterable[UUID]) -> dict[UUID, list[Pupil]]:
    """Who wrote the versions of each report: in a team, whoever held the tablet."""
    pairs = ReportVersion.objects.filter(report__in=list(reports)).values_list("report", "pupil").distinct()
    by_report: dict[UUID, list[UUID]] = {}
    for report, pupil in pairs.order_by("report", "pupil"):
        by_report.setdefault(report, []).append(pupil)
    pupils = Pupil.objects.in_bulk({key for keys in by_report.values() for key in keys})
    return {report: [pupils[key] for key in keys] for report, keys in by_report.items()}


class Captions:
    """What pupils wrote under their photos: a caption is theirs as long as it says that."""

    def __init__(self, photo_ids: Iterable[UUID]) -> None:
        self.photos = Photo.objects.filter(pk__in=list(photo_ids)).select_related("pupil").in_bulk()
        reports = Report.objects.filter(pk__in=[photo.report_id for photo in self.photos.values()])
        heads = reports.exclude(head=None).values_list("head__photos", flat=True)
        self.written = {UUID(entry["id"]): plain(entry.get("caption", "")) for photos in heads for entry in photos}

    def author(self, photo: UUID, caption: str | None) -> Pupil | None:
        said = plain(caption or "")
        return self.photos[photo].pupil if photo in self.photos and said and said == self.written.get(photo) else None
