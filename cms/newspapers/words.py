"""What a class's paper says: its public stories, as far as those whom they show or name allow it in print."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup, NavigableString, Tag
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from classrooms.models import Pupil
from cms.models import Newspaper, PublicImage, StoryPage
from cms.open_data.licence import whole
from cms.stories.consents import Captions, authors_of, source_of
from cms.stories.dropping import drop_photos
from cms.stories.renaming import rename
from cms.typography import typeset
from investigations.consents import What, allowed_in_print
from investigations.directory.nearby import how_far
from investigations.models import Mask
from workshop.printing.newspaper_parts import Block, Heading, Paper, Picture, Project, Quote, Story, Text
from workshop.printing.typesetting import Run

# Some two hundred dots an inch over two columns.
PIXELS, QUALITY = 1000, 76
SUMMARY_AT_MOST = 220


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a story shows on the site and not in print, for want of a consent for print."""

    photos: int = 0
    texts: int = 0
    names: int = 0

    def __bool__(self) -> bool:
        return bool(self.photos or self.texts or self.names)

    @property
    def in_words(self) -> str:
        counted = [
            (self.photos, ngettext("%(count)s photo", "%(count)s photos", self.photos)),
            (self.texts, ngettext("%(count)s texte", "%(count)s textes", self.texts)),
            (self.names, ngettext("%(count)s prénom, qu’un animal remplace",
                                  "%(count)s prénoms, que des animaux remplacent", self.names)),
        ]  # fmt: skip
        return ", ".join(words % {"count": count} for count, words in counted if count)


def set_in_type(text: str) -> str:
    return unescape(typeset(escape(text, quote=False), language="fr"))


def for_print(story: StoryPage) -> LeftOut:
    """Change a page in memory, never to be saved: without what is allowed on the site only."""
    allowed = allowed_in_print(story.investigation)
    shown = Mask.objects.lifted().filter(photo__in=story.photo_alts()).select_related("pupil", "interviewee")
    faces = {mask.photo_id for mask in shown if not mask.person or not allowed.has(mask.person, What.IMAGE)}
    photos = drop_photos(story, faces)
    told = authors_of({key for block in story.body if (key := source_of(block))})
    silent = {key for key, authors in told.items() if not all(allowed.has(one, What.TEXTS) for one in authors)}
    texts = story.drop_blocks(lambda block: source_of(block) in silent)
    captions = Captions(story.photo_alts())
    for photo, value in story.photo_blocks():
        authors = captions.authors(photo, value["caption"]) if photo else []
        if not all(allowed.has(one, What.TEXTS) for one in authors):
            value["caption"] = ""
            texts += 1
    checked = set(story.name_checks.values_list("digest", flat=True))
    names = rename(
        story,
        lambda hit: None if hit.digest in checked
        else next((one for one in hit.people if not allowed.has(one, What.FIRST_NAME)), None),
    )  # fmt: skip
    return LeftOut(photos, texts, names)


def written(paper: Newspaper) -> Paper:
    """In the caller's language, which is that of the stories. Raises ValueError when nothing of them may be printed."""
    classroom = paper.classroom
    keys = [part.story_id for part in paper.parts.all()]
    live = (
        StoryPage.objects.live().public().select_related("investigation__project", "investigation__classroom__school")
    )
    found = live.filter(investigation__classroom=classroom).in_bulk(keys)
    stories = [found[key] for key in keys if key in found]
    if not stories:
        raise ValueError("no public story")
    home = whole(_class_address(paper))
    number = _("N° %(number)s") % {"number": paper.number}
    return Paper(
        title=set_in_type(paper.title), author=_("La classe de %(name)s") % {"name": classroom.name}, language="fr",
        motto=_("Le journal des enquêteurs-citoyens"), classroom=_("La classe de %(name)s") % {"name": classroom.name},
        school=", ".join(part for part in (classroom.school.name, classroom.school.commune) if part),
        number=number.replace("° ", "°\u202f"), day=date_format(localdate(), "j F Y"),
        stories=[_story(story) for story in stories],
        contents=_("Dans ce numéro"), imprint_title=set_in_type(_("Qui a fait ce journal ?")),
        imprint=_imprint(paper, stories), address=home, address_in_words=_in_words(home),
        scan=_("Les récits de la classe"),
    )  # fmt: skip


def names_allowed(stories: list[StoryPage]) -> list[str]:
    """Public names of the pupils who may be named in each of these investigations, on paper and on the site."""
    investigations = {story.investigation_id: story.investigation for story in stories}.values()
    allowed = [allowed_in_print(one) for one in investigations]
    pupils = Pupil.objects.filter(classroom=stories[0].investigation.classroom_id).order_by("public_name", "pk")
    return [one.public_name for one in pupils if all(each.has(one, What.FIRST_NAME) for each in allowed)]


def _imprint(paper: Newspaper, stories: list[StoryPage]) -> list[str]:
    classroom, named = paper.classroom, names_allowed(stories)
    others = classroom.pupils.count() - len(named)
    team = _("La classe de %(name)s, %(school)s.") % {"name": classroom.name, "school": classroom.school.name}
    if named:
        team = _("La classe de %(name)s : %(names)s") % {"name": classroom.name, "names": ", ".join(named)}
        more = ngettext(" et un autre enquêteur", " et %(count)s autres enquêteurs", others) % {"count": others}
        team += (more if others else "") + "."
    return [
        set_in_type(line)
        for line in (
            team,
            _("Écrit et photographié par les élèves, relu par les adultes. Les visages que personne n’a permis de "
              "montrer sont masqués, et un nom d’animal remplace un prénom."),
            _("Ce numéro a été fait le %(day)s avec Cap ou pas cap : %(where)s.")
            % {"day": date_format(localdate(), "j F Y"), "where": _in_words(whole("/"))},
        )
    ]  # fmt: skip


def _story(story: StoryPage) -> Story:
    pictures = {image.photo_id: image for image in PublicImage.objects.filter(story=story)}
    for_print(story)
    causes = [cause.name for cause in story.project.causes.all()]
    return Story(
        title=set_in_type(story.title), kicker=set_in_type(" · ".join([*causes[:2], story.project.name])).upper(),
        lede=set_in_type(story.introduction),
        byline=_("Par les enquêteurs de la classe %(classroom)s") % {"classroom": story.classroom.name},
        blocks=[*(made for block in story.body for made in _blocks(block, pictures)), *_reply(story)],
        project=_project(story),
    )  # fmt: skip


def _blocks(block: Any, pictures: dict[UUID | None, PublicImage]) -> Iterator[Block]:
    match block.block_type:
        case "heading":
            yield Heading(set_in_type(block.value))
        case "paragraph":
            yield from texts(block.value["text"].source)
        case "quote":
            said = block.value["text"].strip("«» \u00a0\u202f")
            name, question = block.value["name"], block.value["question"] or ""
            yield Quote(set_in_type(said), set_in_type(name), set_in_type(question))
        case "photo" if image := pictures.get(UUID(str(block.value["photo"]))):
            yield _picture(image, block.value)
        case "gallery":
            for value in block.value:
                if image := pictures.get(UUID(str(value["photo"]))):
                    yield _picture(image, value)
        case "facts":
            yield Heading(set_in_type(block.value["title"] or ""))
            for line in block.value["lines"]:
                runs = [Run(set_in_type(line["label"]), bold=True), Run(f" {set_in_type(line['value'])}")]
                yield Text(runs, "•")


def _reply(story: StoryPage) -> Iterator[Block]:
    """Whoever reads the story on paper reads what the project answers to it as well."""
    if story.reply:
        yield Heading(set_in_type(_("La réponse de %(name)s") % {"name": story.project.name}))
        for part in re.split(r"\n+", story.reply):
            if part.strip():
                yield Text([Run(set_in_type(part.strip()))])


def _picture(image: PublicImage, value: Any) -> Picture:
    jpeg, width, height = _scaled(image)
    credit = _("Photo : %(name)s") % {"name": value["credit"]} if value["credit"] else ""
    return Picture(jpeg, width, height, set_in_type(value["caption"] or ""), set_in_type(credit))


def _scaled(image: PublicImage) -> tuple[bytes, int, int]:
    with image.file.open("rb") as file, Image.open(file) as picture:
        scale = min(1.0, PIXELS / max(picture.size))
        size = (round(picture.width * scale), round(picture.height * scale))
        picture.draft("RGB", size)
        out = io.BytesIO()
        picture.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=QUALITY)
    return out.getvalue(), *size


def texts(html: str) -> Iterator[Text]:
    """The paragraphs and list items of rich text; where it goes on the line below, a paragraph of its own."""
    soup = BeautifulSoup(typeset(html, language="fr"), "html.parser")
    for part in soup.find_all(["p", "li"]) or [soup]:
        ordered = part.name == "li" and part.parent is not None and part.parent.name == "ol"
        place = len(part.find_previous_siblings("li")) + 1
        mark = "" if part.name != "li" else f"{place}." if ordered else "•"
        for runs in _lines(part):
            if "".join(run.text for run in runs).strip():
                yield Text(runs, mark)


def _lines(part: Tag) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for node in part.descendants:
        if isinstance(node, Tag) and node.name == "br":
            lines.append([])
        elif isinstance(node, NavigableString):
            above = {tag.name for tag in node.parents}
            lines[-1].append(Run(str(node), bool(above & {"b", "strong"}), bool(above & {"i", "em"})))
    return lines


def _project(story: StoryPage) -> Project | None:
    """Nothing of one that is paused, or no longer published."""
    if not story.project.is_public:
        return None
    project, school = story.project, story.classroom.school
    near = how_far(project, centre=school.point)
    page = whole(project.get_absolute_url())
    where = ", ".join(part for part in (project.address, f"{project.postcode} {project.commune}".strip()) if part)
    facts = [(_("Où ?"), where), (_("Quand ?"), project.opening_hours)]
    summary = project.summary if len(project.summary) <= SUMMARY_AT_MOST else project.summary[:SUMMARY_AT_MOST] + "…"
    way = ""
    if near:
        way = ngettext("%(minutes)s minute à pied", "%(minutes)s minutes à pied", near.minutes)
        way = way % {"minutes": near.minutes}
    return Project(
        label=_("Le projet").upper(), name=set_in_type(project.name), summary=set_in_type(summary),
        facts=[(set_in_type(label), set_in_type(said)) for label, said in facts if said],
        school=set_in_type(school.name), way=way, address=page, address_in_words=_in_words(page),
        scan=_("La page du projet"),
    )  # fmt: skip


def _class_address(paper: Newspaper) -> str:
    page = paper.classroom.page
    return page.url or reverse("projects") if page.live else reverse("projects")


def _in_words(address: str) -> str:
    return re.sub(r"^https?://", "", address).rstrip("/")
