from typing import ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Revision, RevisionMixin
from wagtail.search import index

from investigations.questions import Question, QuestionsBlock, as_questions


class Guide(RevisionMixin, index.Indexed, models.Model):
    """The questions a class takes along. Every save is a revision; an investigation keeps the one it opened with."""

    slug = models.SlugField(unique=True, null=True, blank=True, editable=False)
    title = models.CharField(_("titre"), max_length=100)
    introduction = models.TextField(_("introduction pour les élèves"), blank=True)
    questions = StreamField(QuestionsBlock(), verbose_name=_("questions"))
    _revisions = GenericRelation(
        Revision, content_type_field="content_type", object_id_field="object_id", related_query_name="guide"
    )

    search_fields: ClassVar = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("guide d’enquête")
        verbose_name_plural = _("guides d’enquête")
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def revisions(self) -> "models.QuerySet[Revision]":
        return self._revisions

    def as_questions(self) -> list[Question]:
        return as_questions(self.questions)
