"""Web addresses under which an entry was public once: whoever kept the link still arrives."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerAddress(models.Model):
    """Points to the entry, not to another address: two changes make no chain, and it goes when the entry goes."""

    slug = models.SlugField(_("ancienne adresse web"), max_length=140, unique=True)
    project = models.ForeignKey("directory.CitizenProject", models.CASCADE, related_name="former_addresses")
    since = models.DateTimeField(_("depuis"), auto_now_add=True)

    class Meta:
        verbose_name = _("ancienne adresse")
        verbose_name_plural = _("anciennes adresses")
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


def follow_address(*, project_id: int, before: str, now: str) -> None:
    """An entry that was public has another slug. One that takes an address back needs no redirection."""
    FormerAddress.objects.filter(slug=now).delete()
    FormerAddress.objects.update_or_create(slug=before, defaults={"project_id": project_id})
