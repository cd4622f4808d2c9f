"""The right of reply: what who holds a project answers to a story about it, until somebody has read it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from cms.models.stories import LONGEST_REPLY, StoryPage


class StoryReplyQuerySet(models.QuerySet["StoryReply"]):
    def visible_to(self, user: User) -> "StoryReplyQuerySet":
        return self if user.is_editor else self.none()

    def waiting(self) -> "StoryReplyQuerySet":
        return self.filter(set_aside_at=None)


class StoryReply(models.Model):
    """Gone once it is part of the story. Set aside, its words go; that they were stays, for who wrote them."""

    story = models.OneToOneField(StoryPage, models.CASCADE, related_name="waiting_reply")
    words = models.TextField(_("réponse"), max_length=LONGEST_REPLY, blank=True)
    written_at = models.DateTimeField(_("écrite le"), auto_now=True)
    set_aside_at = models.DateTimeField(_("écartée le"), null=True, blank=True)

    objects = StoryReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse d’un projet")
        verbose_name_plural = _("réponses de projets")
        ordering: ClassVar = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.story.title

    @property
    def version(self) -> str:
        """What an editor has read, told apart from what was written over it since."""
        return self.written_at.isoformat()
