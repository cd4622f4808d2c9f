"""What keeps a story from the public: a photo, a face, a name or a text without a valid consent behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms.models import Classroom, Pupil
from classrooms.roster.text import plain
from cms.blocks import photo_key
from cms.stories.texts import StoryText, numbered, photos_of, texts_of
from investigations.consents import What, allowed_today, pen_name, people_of
from investigations.models import Mask, Person, Photo, ReportVersion
from investigations.models.photos import MaskQuerySet
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
        return [(place, block, photo_key(block.value["photo"])) for place, block in photos_of(self.page)]

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
        for mask in self._lifted().shown_without_consent():
            shown.setdefault(mask.photo_id, []).append(cast(Person, mask.person))
        for place, block, key in self.photo_blocks:
            if key in shown:
                words = _("un visage y est montré sans autorisation pour l’image")
                yield Missing(Kind.IMAGE, place, words, tuple(shown[key]), block.id, key)

    def _lifted(self) -> MaskQuerySet:
        return Mask.objects.lifted().filter(photo__in=self.photo_ids).select_related("pupil", "interviewee")

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
            if key and (pupils := captions.authors(key, block.value["caption"])):
                yield place, block, pupils

    @cached_property
    def names(self) -> Names:
        return Names(people_of(self.page.investigation))

    def hits(self) -> Iterator[tuple[StoryText, Hit]]:
        for text in texts_of(self.page):
            for hit in self.names.hits(text.text):
                yield text, hit

    def carried(self) -> set[tuple[Person, str]]:
        """What this version shows of whom: each needs a consent that stands."""
        faces = {(mask.person, What.IMAGE.value) for mask in self._lifted() if mask.person}
        texts = {(pupil, What.TEXTS.value) for _place, _block, authors in self._told_by() for pupil in authors}
        checked = self._checked()
        names = {
            (person, What.FIRST_NAME.value)
            for _text, hit in self.hits()
            for person in hit.people
            if hit.digest not in checked and not hit.former
        }
        return faces | texts | names

    def _checked(self) -> set[str]:
        """Names of which a teacher said that they name nobody."""
        return set(self.page.name_checks.values_list("digest", flat=True)) if self.page.pk else set()

    def _names(self) -> Iterator[Missing]:
        checked = self._checked()
        for text, hit in self.hits():
            if hit.digest in checked:
                continue
            if hit.former or not self.allowed.all_have(hit.people, What.FIRST_NAME):
                words = (
                    _("« %(name)s » est l’ancien nom d’un élève")
                    if hit.former
                    else _("« %(name)s » sans autorisation pour le prénom")
                )
                words %= {"name": hit.written}
                yield Missing(Kind.NAME, text.place, words, hit.people, text.block, hit=hit)


def named_in(classroom: Classroom, text: str) -> list[str]:
    """Pupils of a class in words about the class, as they are written there. Only with a capital: “une rose” stays."""
    hits = Names(classroom.pupils.all()).hits(text)
    return list(dict.fromkeys(hit.written for hit in hits if hit.written[:1].isupper()))


def names_refused(names: list[str]) -> str:
    """Consents are given for one investigation each: none covers what a class says of itself."""
    written = ", ".join(_("« %(name)s »") % {"name": name} for name in names)
    words = ngettext(
        "%(names)s est un prénom de la classe, et sa page publique ne nomme aucun élève. Mettez un animal à la place, "
        "ou dites-le autrement.",
        "%(names)s sont des prénoms de la classe, et sa page publique ne nomme aucun élève. Mettez un animal à la "
        "place, ou dites-le autrement.",
        len(names),
    )
    return words % {"names": written}


# Blocks that tell what somebody's report says.
TOLD = {"paragraph", "quote", "facts"}


def source_of(block: Any) -> UUID | None:
    """The report whose words a block tells."""
    return photo_key(block.value["report"]) if block.block_type in TOLD else None


def authors_of(reports: Iterable[UUID]) -> dict[UUID, list[Pupil]]:
    """Who wrote the versions of each report: in a team, whoever held the tablet."""
    pairs = ReportVersion.objects.filter(report__in=list(reports)).values_list("report", "pupil").distinct()
    by_report: dict[UUID, list[UUID]] = {}
    for report, pupil in pairs.order_by("report", "pupil"):
        by_report.setdefault(report, []).append(pupil)
    pupils = Pupil.objects.in_bulk({key for keys in by_report.values() for key in keys})
    return {report: [pupils[key] for key in keys] for report, keys in by_report.items()}


class Captions:
    """What pupils wrote under their photos: a caption is theirs as long as it says what a version of theirs said."""

    def __init__(self, photo_ids: Iterable[UUID]) -> None:
        wanted = {str(key) for key in photo_ids}
        reports = Photo.objects.filter(pk__in=wanted).values("report_id")
        versions = ReportVersion.objects.filter(report__in=reports).select_related("pupil")
        self.wrote: dict[tuple[UUID, str], dict[UUID, Pupil]] = {}
        for version in versions.order_by("received_at", "pk"):
            for entry in version.photos:
                if entry["id"] in wanted:
                    said = UUID(entry["id"]), plain(entry.get("caption", ""))
                    self.wrote.setdefault(said, {})[version.pupil_id] = version.pupil

    def authors(self, photo: UUID, caption: str | None) -> list[Pupil]:
        said = plain(caption or "")
        return list(self.wrote.get((photo, said), {}).values()) if said else []
