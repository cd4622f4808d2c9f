"""Who did what when, in Wagtail's log. Registered by wagtail_hooks."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

LABELS: dict[str, tuple[Any, Any]] = {
    "investigations.open": (_("Ouvrir l’enquête"), _("Enquête ouverte")),
    "investigations.collect": (_("Passer à la relecture"), _("Collecte terminée")),
    "investigations.reopen": (_("Rouvrir l’enquête"), _("Enquête rouverte")),
    "investigations.close": (_("Terminer l’enquête"), _("Enquête terminée")),
    "investigations.assign": (_("Confier une mission"), _("Mission confiée")),
    "investigations.unassign": (_("Retirer une mission"), _("Mission retirée")),
    "investigations.submit": (_("Envoyer le reportage"), _("Reportage envoyé")),
    "investigations.return": (_("Rendre le reportage"), _("Reportage rendu avec des remarques")),
    "investigations.accept": (_("Accepter le reportage"), _("Reportage accepté")),
    "investigations.set_aside": (_("Mettre le reportage de côté"), _("Reportage mis de côté")),
    "investigations.resume": (_("Reprendre la relecture"), _("Relecture reprise")),
    "investigations.answer_verdict": (_("Choisir une réponse"), _("Avis donné sur une réponse")),
    "investigations.clear_photo": (_("Valider la photo"), _("Photo validée : personne n’y est reconnaissable")),
    "investigations.withhold_photo": (_("Écarter la photo"), _("Photo écartée")),
    "investigations.add_mask": (_("Masquer un visage"), _("Masque posé sur une photo")),
    "investigations.remove_mask": (_("Enlever un masque"), _("Masque enlevé d’une photo : ce n’est pas un visage")),
    "investigations.name_mask": (_("Dire qui est là"), _("Masque nommé sur une photo")),
    "investigations.lift_mask": (_("Montrer un visage"), _("Visage montré, sous autorisation")),
    "investigations.lay_mask_back": (_("Remettre un masque"), _("Masque remis sur une photo")),
    "investigations.record_consents": (_("Enregistrer des autorisations"), _("Autorisations enregistrées")),
    "investigations.add_interviewee": (_("Ajouter une personne"), _("Personne interviewée ajoutée")),
    "investigations.withdraw_consent": (
        _("Retirer une autorisation"),
        _("Autorisation retirée"),
    ),
    "investigations.lapse_consent": (
        _("Finir une autorisation"),
        _("Autorisation expirée"),
    ),
    "investigations.object_photo": (_("Ne pas publier la photo"), _("L’élève demande de ne pas publier la photo")),
    "directory.not_the_same": (
        _("Dire que ce sont deux projets"),
        _("Autre projet qu’une fiche qui lui ressemble"),
    ),
    "directory.import": (_("Importer des projets"), _("Fichier de projets importé")),
    "directory.trust_source": (_("Publier sans relire"), _("Source de confiance : ce qui en vient paraît")),
    "directory.distrust_source": (_("Relire d’abord"), _("Source à relire : ce qui en vient attend la Rédaction")),
    "directory.pause_dissolved": (_("Mettre en pause"), _("Fiche mise en pause : sa source la dit dissoute")),
    "directory.claim": (_("Demander à tenir la fiche"), _("Quelqu’un dit que c’est son projet")),
    "directory.ask_deletion": (_("Demander la suppression"), _("Qui était invité demande de supprimer la fiche")),
    "directory.settle_request": (_("Classer la demande"), _("Demande sur la fiche classée")),
    "directory.register": (_("Inscrire le projet"), _("Projet inscrit par qui le porte")),
    "directory.place": (_("Poser l’épingle"), _("Épingle posée par qui tient la fiche")),
    "directory.picture": (_("Changer l’image"), _("Image changée par qui tient la fiche")),
    "directory.remove_picture": (_("Retirer l’image"), _("Image retirée par qui tient la fiche")),
    "directory.pause": (_("Mettre en pause"), _("Fiche mise en pause par qui la tient")),
    "directory.resume": (_("Finir la pause"), _("Pause finie par qui tient la fiche")),
    "directory.still_true": (_("Dire que c’est toujours vrai"), _("Fiche toujours vraie")),
    "directory.pause_silent": (_("Mettre en pause faute de réponse"), _("Fiche en pause : personne n’a répondu")),
    "directory.invite_holder": (_("Inviter à tenir la fiche"), _("Quelqu’un est invité à tenir la fiche")),
    "directory.accept_holder": (_("Tenir la fiche"), _("La personne invitée tient la fiche")),
    "directory.remove_holder": (_("Ne plus tenir la fiche"), _("Quelqu’un ne tient plus la fiche")),
    "directory.plan_visit": (_("Annoncer une visite"), _("Visite ouverte annoncée")),
    "directory.change_visit": (_("Changer une visite"), _("Visite ouverte changée")),
    "directory.cancel_visit": (_("Annuler une visite"), _("Visite ouverte annulée")),
    "directory.take_over": (_("Prendre la main"), _("Lecture de la fiche reprise par quelqu’un d’autre")),
    "directory.refuse": (_("Refuser la fiche"), _("Fiche refusée, et effacée")),
    "directory.merge": (_("Fusionner deux fiches"), _("Une autre fiche du même projet est venue dans celle-ci")),
    "directory.merged_away": (_("Fondre dans une autre fiche"), _("Fiche fondue dans une autre du même projet")),
    "directory.settle_report": (_("Régler un signalement"), _("Signalement du public réglé")),
    "directory.recommend": (_("Recommander un projet"), _("Un autre projet recommandé")),
    "directory.take_back": (_("Retirer une recommandation"), _("Recommandation retirée")),
    "directory.hide": (_("Cacher une recommandation"), _("Recommandation reçue, cachée")),
    "directory.show_again": (_("Montrer une recommandation"), _("Recommandation reçue, de nouveau montrée")),
    "directory.invite_project": (_("Inviter un projet"), _("Un autre projet invité à s’inscrire")),
    "directory.block_helper": (_("Bloquer une personne"), _("Une personne ne peut plus écrire à ce projet")),
    "directory.take_offers": (_("Recevoir des propositions"), _("Quelqu’un reçoit les propositions d’aide")),
    "directory.take_no_offers": (_("Ne plus en recevoir"), _("Quelqu’un ne reçoit plus de propositions d’aide")),
    "directory.accept_wish": (_("Accepter une proposition"), _("Proposition d’une classe acceptée")),
    "directory.drop_wish": (_("Classer une proposition"), _("Proposition d’une classe classée")),
    "investigations.propose_wish": (_("Proposer une correction"), _("Correction de la fiche proposée")),
    "investigations.entered_on_paper": (_("Entrer des réponses sur papier"), _("Réponses sur papier entrées")),
    "investigations.lift_objection": (_("Lever le refus"), _("L’élève accepte de nouveau la photo")),
}

# What Wagtail says of anything, said of a project's entry: its holder reads it too.
OF_AN_ENTRY: dict[str, Any] = {
    "wagtail.create": _("Fiche créée"),
    "wagtail.edit": _("Fiche modifiée"),
    "wagtail.publish": _("Fiche publiée"),
    "wagtail.unpublish": _("Fiche retirée du site"),
}


class _EntryFormatter(LogFormatter):
    def __init__(self, usual: LogFormatter, words: Any) -> None:
        self.usual, self.words, self.label = usual, words, usual.label

    def format_message(self, log_entry: Any) -> Any:
        kind = ContentType.objects.get_for_id(log_entry.content_type_id)
        return self.words if kind.model == "citizenproject" else self.usual.format_message(log_entry)

    def format_comment(self, log_entry: Any) -> Any:
        return self.usual.format_comment(log_entry)


def register_actions(actions: Any) -> None:
    for name, (label, message) in LABELS.items():
        actions.register_action(name, label, message)


def name_the_entry(actions: Any) -> None:
    """After Wagtail has registered its own."""
    for name, words in OF_AN_ENTRY.items():
        actions.formatters[name] = _EntryFormatter(actions.formatters[name], words)
