from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import GroupPagePermission

from cms.models.pages import ClassroomPage


@register_setting(icon="clipboard-list")
class PublishingSettings(BaseGenericSetting):
    teachers_publish = models.BooleanField(
        _("les enseignants publient eux-mêmes"), default=False,
        help_text=_("Sinon, la Rédaction relit chaque récit avant qu’il paraisse."),
    )  # fmt: skip

    panels: ClassVar = [FieldPanel("teachers_publish")]

    class Meta:
        verbose_name = _("publication des récits")

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give every class's group the right to publish under its page, or take it back."""
        super().save(*args, **kwargs)
        self.apply_to(ClassroomPage.objects.all())

    def apply_to(self, pages: "models.QuerySet[ClassroomPage]") -> None:
        publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
        if not self.teachers_publish:
            mine = GroupPagePermission.objects.filter(page__in=pages.values("pk"), permission=publish)
            mine.filter(group__classroom__isnull=False).delete()
            return
        for page in pages.select_related("classroom"):
            GroupPagePermission.objects.get_or_create(group_id=page.classroom.group_id, page=page, permission=publish)
