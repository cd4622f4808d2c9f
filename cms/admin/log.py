from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry


def register_actions(registry: LogActionRegistry) -> None:
    registry.register_action("cms.removal_granted", _("Cacher la page"), _("Page cachée à la demande d’une personne"))
    registry.register_action(
        "cms.removal_declined", _("Classer une demande"), _("Demande de retrait classée : la page reste")
    )
    registry.register_action("cms.photo_taken_out", _("Retirer une photo"), _("Photo retirée du récit"))
    registry.register_action(
        "cms.consent_ended", _("Retirer ce qui dépend d’une autorisation"), _("Autorisation finie : le récit a changé")
    )
    registry.register_action(
        "cms.pupil_erased", _("Retirer ce qui vient d’un élève"), _("Élève effacé : le récit a changé")
    )
    registry.register_action("cms.reply_written", _("Répondre au récit"), _("Le projet a répondu au récit"))
    registry.register_action("cms.reply_taken", _("Faire paraître une réponse"), _("Réponse du projet mise au récit"))
    registry.register_action("cms.reply_set_aside", _("Écarter une réponse"), _("Réponse du projet écartée"))
    registry.register_action("cms.reply_withdrawn", _("Retirer une réponse"), _("Réponse retirée par le projet"))
    registry.register_action("cms.newspaper_asked", _("Faire un journal"), _("Journal demandé"))
    registry.register_action("cms.newspaper_published", _("Publier un journal"), _("Journal publié"))
    registry.register_action("cms.newspaper_unpublished", _("Retirer un journal"), _("Journal retiré du site"))
    registry.register_action(
        "cms.newspaper_withdrawn", _("Journal à refaire"), _("Ce que le journal imprimait a changé : il est à refaire")
    )
    registry.register_action(
        "cms.name_checked", _("Vérifier un prénom"), _("Prénom vérifié : ce mot ne nomme personne")
    )
    registry.register_action("cms.letter_start", _("Envoyer la lettre"), _("Envoi de la lettre commencé"))
    registry.register_action("cms.letter_pause", _("Mettre l’envoi en pause"), _("Envoi de la lettre mis en pause"))
    registry.register_action("cms.letter_resume", _("Reprendre l’envoi"), _("Envoi de la lettre repris"))
    registry.register_action("cms.letter_stop", _("Arrêter l’envoi"), _("Envoi de la lettre arrêté"))
    registry.register_action(
        "cms.letter_doubtful", _("Trancher les lettres douteuses"), _("Lettres douteuses tranchées")
    )
    registry.register_action(
        "cms.publication_refused", _("Refuser la publication prévue"), _("Publication prévue refusée")
    )
