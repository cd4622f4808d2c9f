"""What the history of a class says. No entry names a pupil: it outlives them."""

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry

ACTIONS = (
    ("open_door", _("Ouvrir la porte"), _("Porte ouverte")),
    ("close_door", _("Fermer la porte"), _("Porte fermée")),
    ("import_pupils", _("Ajouter des élèves"), _("Élèves ajoutés")),
    ("change_pupil", _("Modifier un élève"), _("Élève modifié")),
    ("remove_pupil", _("Retirer un élève"), _("Élève retiré")),
    ("download_file", _("Télécharger le dossier d’un élève"), _("Dossier d’un élève téléchargé")),
    ("download_portfolios", _("Télécharger les carnets de la classe"), _("Carnets de la classe téléchargés")),
    ("erase_pupil", _("Effacer un élève"), _("Élève effacé, avec tout ce qui venait de lui")),
    ("choose_stories", _("Garder ou retirer les récits"), _("Récits gardés ou retirés à la fin de l’année")),
    ("close", _("Terminer l’année"), _("Année terminée")),
    ("reopen", _("Rouvrir la classe"), _("Classe rouverte")),
    ("forget", _("Ne garder que des nombres"), _("Il ne reste que des nombres, et les récits gardés")),
    ("renew_card", _("Refaire une carte"), _("Carte refaite")),
    ("revoke_tablet", _("Retirer une tablette"), _("Tablette retirée")),
    ("load_rescue", _("Charger un fichier de secours"), _("Fichier de secours chargé")),
    ("print_cards", _("Imprimer des cartes"), _("Cartes imprimées")),
    ("form_teams", _("Former les équipes"), _("Équipes formées")),
    ("invite_teacher", _("Inviter un·e collègue"), _("Collègue invité·e")),
    ("withdraw_invitation", _("Retirer une invitation"), _("Invitation retirée")),
    ("accept_invitation", _("Accepter une invitation"), _("Invitation acceptée")),
    ("remove_teacher", _("Retirer un·e collègue"), _("Collègue retiré·e")),
    ("hand_over", _("Confier la classe"), _("Classe confiée")),
    ("close_account", _("Fermer un compte inutilisé"), _("Compte inutilisé fermé")),
)


def register_actions(registry: LogActionRegistry) -> None:
    for name, label, message in ACTIONS:
        registry.register_action(f"classrooms.{name}", label, message)
