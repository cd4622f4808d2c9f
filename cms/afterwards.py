"""What comes after a form for anyone: told beside it, and once more when it is sent, with what is done ticked off."""

from django.utils.translation import gettext_lazy

AFTERWARDS = {
    "claim": (
        gettext_lazy("Vous dites qui vous êtes."),
        gettext_lazy("Une personne de la Rédaction lit, et regarde si c’est bien votre projet."),
        gettext_lazy("Si elle dit oui, une lettre arrive à votre adresse. Avec elle, vous tenez la fiche."),
    ),
    "report": (
        gettext_lazy("Vous dites ce que vous avez vu."),
        gettext_lazy("La Rédaction regarde. Qui tient la fiche lit vos mots aussi, sans votre adresse."),
        gettext_lazy("La fiche est corrigée s’il le faut. Vos voisins ne font pas le chemin pour rien."),
    ),
    "removal": (
        gettext_lazy("Vous dites ce qui ne va pas."),
        gettext_lazy("Une personne de la Rédaction lit, et cache la page tout de suite s’il le faut."),
        gettext_lazy("Si vous avez laissé votre adresse, la réponse y arrive."),
    ),
    "help": (
        gettext_lazy("Vous écrivez au projet."),
        gettext_lazy("Un code arrive à votre adresse. Vous le recopiez, et votre message part."),
        gettext_lazy("Le projet vous lit. Sa réponse arrive par e-mail, avec le chemin pour répondre à votre tour."),
    ),
    "letter": (
        gettext_lazy("Vous donnez votre adresse."),
        gettext_lazy("Une première lettre y arrive. Vous suivez son lien, pour dire que c’est bien vous."),
        gettext_lazy("Ensuite, une lettre par semaine. Un clic suffit pour partir."),
    ),
    "entry": (
        gettext_lazy("Vous donnez l’adresse qui tient la fiche."),
        gettext_lazy("Un code y arrive. Il remplace le mot de passe."),
        gettext_lazy("La fiche s’ouvre : vous la relisez, la changez, la mettez en pause."),
    ),
    "beginning": (
        gettext_lazy("Vous écrivez la fiche : dix minutes, cinq étapes, sans compte ni mot de passe."),
        gettext_lazy("Un code arrive à votre adresse. Avant que vous l’ayez recopié, personne ne lit rien."),
        gettext_lazy("Une personne de la Rédaction relit la fiche et vous écrit."),
        gettext_lazy("La fiche paraît : les voisins la trouvent, des classes aussi."),
    ),
    "registering": (
        gettext_lazy("Votre fiche est écrite."),
        gettext_lazy("Un code arrive à votre adresse. Vous le recopiez, et la fiche part à la Rédaction."),
        gettext_lazy("Une personne de la Rédaction la relit et vous écrit."),
        gettext_lazy("La fiche paraît : les voisins la trouvent, des classes aussi."),
    ),
}
