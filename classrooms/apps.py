from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClassroomsConfig(AppConfig):
    name = "classrooms"
    verbose_name = _("Classes")

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from classrooms.second_factor import count_as_shown

        authenticator_added.connect(count_as_shown)
