from collections.abc import Collection
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page

from classrooms.models import User
from cms.models.stories import StoryPage


class NameCheckQuerySet(models.QuerySet["NameCheck"]):
    def of_site(self) -> "NameCheckQuerySet":
        return self.filter(story=None)

    def note_of_site(self, digests: Collection[str], *, page: Page, by: User) -> None:
        """These uses of words on the site's own pages name nobody. ``page``: on which; a new one isn't stored yet."""
        known = set(self.of_site().filter(digest__in=digests).values_list("digest", flat=True))
        new = [self.model(digest=one, checked_by=by) for one in sorted(set(digests) - known)]
        self.bulk_create(new, ignore_conflicts=True)
        if page.pk and new:
            log(instance=page, action="cms.name_checked", user=by)


class NameCheck(models.Model):
    """Somebody looked at a word that is also a pupil's first name: here it names nobody.

    A teacher in a story; an editor in the words of the site's own pages, which have no ``story``.
    """

    story = models.ForeignKey(StoryPage, models.CASCADE, related_name="name_checks", null=True)
    # Of the word with those around it (investigations.names.Hit): another sentence is looked at again.
    digest = models.CharField(max_length=64)
    checked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(auto_now_add=True)

    objects = NameCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("prénom vérifié")
        verbose_name_plural = _("prénoms vérifiés")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["story", "digest"], name="one_name_check_per_use"),
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(story=None), name="one_name_check_per_use_on_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
