"""A project's picture: private until the version of the entry that names it is public."""

import uuid
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject
from investigations.directory.models.registrations import Registration


def private_storage() -> Storage:
    return storages["private"]


class ProjectPictureQuerySet(models.QuerySet["ProjectPicture"]):
    def visible_to(self, user: User) -> "ProjectPictureQuerySet":
        """Of entries; what belongs to a registration is nobody's but its browser's."""
        return self.exclude(project=None) if user.is_authenticated and user.is_editor else self.public()

    def public(self) -> "ProjectPictureQuerySet":
        """Named by what the public sees of its own project, now."""
        shown = CitizenProject.objects.live().filter(pk=models.OuterRef("project"), picture=models.OuterRef("pk"))
        return self.filter(models.Exists(shown))


class ProjectPicture(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # One of them: the entry's, or that of who has not confirmed their address yet.
    project = models.ForeignKey(CitizenProject, models.CASCADE, null=True, blank=True, related_name="pictures")
    registration = models.ForeignKey(Registration, models.CASCADE, null=True, blank=True, related_name="pictures")
    file = models.FileField(storage=private_storage, max_length=200)
    thumbnail = models.FileField(storage=private_storage, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    faces = models.PositiveSmallIntegerField(_("visages trouvés"))
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ProjectPictureQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(project=None, registration__isnull=False)
                | models.Q(project__isnull=False, registration=None),
                name="picture_is_somebodys",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]


def delete_files(instance: ProjectPicture, **_kwargs: object) -> None:
    """Whatever way its row goes; not before that is sure."""
    names = [instance.file.name, instance.thumbnail.name]
    transaction.on_commit(lambda: [private_storage().delete(name) for name in names if name])


models.signals.post_delete.connect(delete_files, sender=ProjectPicture)
