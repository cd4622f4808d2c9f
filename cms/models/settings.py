from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="clipboard-list")
class PublishingSettings(BaseGenericSetting):
    teachers_publish = models.BooleanField(
        _("les enseignants publient eux-mêmes"), default=False,
        help_text=_("Sinon, la Rédaction relit chaque récit avant qu’il paraisse."),
    )  # fmt: skip

    panels: ClassVar = [FieldPanel("teachers_publish")]

    class Meta:
        verbose_name = _("publication des récits")
