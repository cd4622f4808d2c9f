"""The questions of a guide: StreamField blocks for the editor, plain dictionaries for the tablet."""

from typing import Any, ClassVar, NotRequired, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from investigations.about_entry import AboutEntry

PHOTOS_AT_MOST = 20


class Question(TypedDict):
    """A question as an investigation keeps it from the day it opens, and as the tablet reads it.

    ``minimum`` and ``maximum`` bound a number, or count photos; ``choices`` is empty for other kinds. ``about_entry``
    is there where the answer may correct the project's entry.
    """

    id: str
    kind: str
    label: str
    help: str
    required: bool
    choices: list[str]
    minimum: int | None
    maximum: int | None
    about_entry: NotRequired[str]


class QuestionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help = blocks.CharBlock(label=_("Aide pour l’élève"), max_length=300, required=False)
    required = blocks.BooleanBlock(label=_("Réponse obligatoire"), required=False)


class WordsQuestion(QuestionBlock):
    """Its answer can be said in words, so it may correct the entry; a photo can't."""

    about_entry = blocks.ChoiceBlock(
        label=_("Sur la fiche du projet"), choices=AboutEntry.choices, required=False,
        help_text=_("Le carnet montre alors ce que la fiche dit ; vous pourrez transmettre la réponse au projet."),
    )  # fmt: skip


class TextQuestion(WordsQuestion):
    pass


class NumberQuestion(WordsQuestion):
    minimum = blocks.IntegerBlock(label=_("Au moins"), required=False)
    maximum = blocks.IntegerBlock(label=_("Au plus"), required=False)

    def clean(self, value: Any) -> Any:
        return _in_order(super().clean(value))


class ChoiceQuestion(WordsQuestion):
    choices = blocks.ListBlock(blocks.CharBlock(max_length=100), label=_("Réponses possibles"), min_num=2, max_num=12)


class PhotosQuestion(QuestionBlock):
    minimum = blocks.IntegerBlock(label=_("Au moins"), default=1, min_value=0, max_value=PHOTOS_AT_MOST)
    maximum = blocks.IntegerBlock(label=_("Au plus"), default=4, min_value=1, max_value=PHOTOS_AT_MOST)

    def clean(self, value: Any) -> Any:
        return _in_order(super().clean(value))


def _in_order(value: Any) -> Any:
    low, high = value["minimum"], value["maximum"]
    if low is not None and high is not None and low > high:
        message = ValidationError(_("Le plus grand nombre doit être au moins égal au plus petit."))
        raise blocks.StructBlockValidationError(block_errors={"maximum": message})
    return value


class QuestionsBlock(blocks.StreamBlock):
    short_text = TextQuestion(label=_("Texte court"), icon="pilcrow")
    long_text = TextQuestion(label=_("Texte long"), icon="doc-full")
    number = NumberQuestion(label=_("Nombre"), icon="order")
    choice = ChoiceQuestion(label=_("Un choix"), icon="radio-full")
    choices = ChoiceQuestion(label=_("Plusieurs choix"), icon="tasks")
    checklist = ChoiceQuestion(label=_("Liste à cocher"), icon="check")
    photos = PhotosQuestion(label=_("Photos"), icon="image")

    class Meta:
        max_num: ClassVar = 40


def as_questions(stream: Any) -> list[Question]:
    """The blocks of a guide or of a class, in order, as plain dictionaries that can be frozen in JSON."""
    return [_as_question(block) for block in stream]


def _as_question(block: Any) -> Question:
    question = Question(
        id=str(block.id),
        kind=block.block_type,
        label=block.value["label"],
        help=block.value["help"] or "",
        required=bool(block.value["required"]),
        choices=list(block.value.get("choices", [])),
        minimum=block.value.get("minimum"),
        maximum=block.value.get("maximum"),
    )
    if about := block.value.get("about_entry"):
        question["about_entry"] = about
    return question
