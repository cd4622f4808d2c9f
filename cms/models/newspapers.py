"""A class's paper, made of stories that are public. It goes as soon as one of them is no longer what was printed."""

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from classrooms.models import Classroom, User
from investigations.models import Investigation
from workshop.storage import delete_file

if TYPE_CHECKING:
    from cms.models.stories import StoryPage

FOLDER = "newspapers"


class NewspaperQuerySet(models.QuerySet["Newspaper"]):
    def visible_to(self, user: User) -> "NewspaperQuerySet":
        return self.filter(classroom__in=Classroom.objects.visible_to(user))

    def public(self) -> "NewspaperQuerySet":
        """While each of its stories is before everybody, and no project paused that it tells the way to."""
        parts = NewspaperStory.objects.all()
        shut = parts.exclude(story__in=apps.get_model("cms", "StoryPage").objects.live().public())
        paused = parts.filter(story__investigation__project__paused_at__gt=F("newspaper__made_at"))
        ready = self.filter(state=Newspaper.State.READY).exclude(published_at=None)
        return ready.exclude(pk__in=shut.values("newspaper")).exclude(pk__in=paused.values("newspaper"))

    def showing(self, story: "StoryPage") -> "NewspaperQuerySet":
        return self.filter(pk__in=NewspaperStory.objects.filter(story=story.pk).values("newspaper"))

    def about(self, investigation: "Investigation | int") -> "NewspaperQuerySet":
        printed = NewspaperStory.objects.filter(story__investigation=investigation)
        return self.filter(pk__in=printed.values("newspaper"))

    def leading_to(self, project: Any) -> "NewspaperQuerySet":
        printed = NewspaperStory.objects.filter(story__investigation__project=project)
        return self.filter(pk__in=printed.values("newspaper"))

    def withdraw(self) -> int:
        """What was made, is being made or is public goes, in the caller's transaction or one of its own.

        A worker that is at it finds another ``turn`` when it is done, and keeps nothing. Returns how many had a file.
        """
        gone = 0
        with transaction.atomic():
            for paper in self.select_for_update(of=("self",)):
                had_file = paper.forget_files()
                self.model.objects.filter(pk=paper.pk).update(
                    state=Newspaper.State.STALE, turn=F("turn") + 1, file="", pages=0, done=0, published_at=None
                )
                if had_file:
                    gone += 1
                    log(instance=paper, action="cms.newspaper_withdrawn")
        return gone

    def forget(self) -> None:
        """The rows as well."""
        with transaction.atomic():
            self.withdraw()
            self.delete()


class Newspaper(models.Model):
    class State(models.TextChoices):
        ASKED = "asked", _("en préparation")
        READY = "ready", _("prêt")
        STALE = "stale", _("à refaire")
        FAILED = "failed", _("pas abouti")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    classroom = models.ForeignKey(Classroom, models.CASCADE, related_name="newspapers")
    title = models.CharField(_("titre du journal"), max_length=60)
    number = models.PositiveSmallIntegerField(_("numéro"), default=1)
    state = models.CharField(_("état"), max_length=6, choices=State, default=State.ASKED)
    # Raised by whatever makes worthless what is in the making.
    turn = models.PositiveIntegerField(default=0)
    # Of a hundred.
    done = models.PositiveSmallIntegerField(default=0)
    # The beginning of the names of its files in private storage; the public reads the document through a view.
    file = models.CharField(max_length=120, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(_("publié le"), null=True)

    objects = NewspaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal de classe")
        verbose_name_plural = _("journaux de classe")
        ordering: ClassVar = ["-asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.number}"

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_moving(self) -> bool:
        return self.state == self.State.ASKED

    @property
    def document(self) -> str:
        return f"{self.file}.pdf"

    def preview(self, page: int) -> str:
        return f"{self.file}-{page}.jpg"

    def files(self) -> Iterator[str]:
        if self.file:
            yield self.document
            yield from (self.preview(page) for page in range(1, self.pages + 1))

    def forget_files(self) -> bool:
        """When the transaction that says so is committed."""
        names = list(self.files())
        for name in names:
            transaction.on_commit(lambda name=name: delete_file(storages["private"], name))
        return bool(names)


class NewspaperStory(models.Model):
    newspaper = models.ForeignKey(Newspaper, models.CASCADE, related_name="parts")
    story = models.ForeignKey("cms.StoryPage", models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("récit d’un journal")
        verbose_name_plural = _("récits d’un journal")
        ordering: ClassVar = ["place", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["newspaper", "story"], name="a_story_once_in_a_newspaper")
        ]

    def __str__(self) -> str:
        return f"{self.newspaper_id} {self.place}"
