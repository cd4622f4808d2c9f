from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry


def register_actions(registry: LogActionRegistry) -> None:
    registry.register_action("cms.photo_taken_out", _("Retirer une photo"), _("Photo retirée du récit"))
    registry.register_action(
        "cms.publication_refused", _("Refuser la publication prévue"), _("Publication prévue refusée")
    )
