"""The certificate of an erasure: made anew each time, out of numbers. What somebody types for it is kept nowhere."""

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from classrooms.erasing import in_words
from classrooms.models import Erasure
from workshop.printing.certificate import Certificate, certificate_pdf


def print_certificate(erasure: Erasure, *, about: str = "") -> bytes:
    """``erasure`` comes with its class and school."""
    moment = timezone.localtime(erasure.erased_at)
    lead = _(
        "Le %(day)s à %(hour)s, tout ce que ce site gardait d’un élève de la classe %(classroom)s (%(school)s) a été "
        "effacé."
    ) % {
        "day": date_format(moment, "j F Y"), "hour": f"{moment:%H:%M}", "classroom": erasure.classroom.name,
        "school": erasure.classroom.school,
    }  # fmt: skip
    certificate = Certificate(
        title=_("Certificat d’effacement"),
        author="Cap ou pas cap",
        language=get_language() or "fr",
        about=about,
        lead=lead,
        counts=[(str(label), str(number)) for label, number in in_words(erasure.counts)],
        paragraphs=[
            _(
                "Sa fiche, sa carte et tout ce qu’il avait envoyé n’existent plus, ni dans la base de données, ni sur "
                "le disque, ni sur les pages publiques. Les tablettes de la classe effacent le reste dès qu’elles "
                "revoient le réseau."
            ),
            _(
                "Les sauvegardes gardent une copie jusqu’à leur propre expiration. Un registre sans aucun nom fait que "
                "cet élève est effacé de nouveau si l’une d’elles est remise en place."
            ),
        ],
        number=_("Numéro %(number)s du registre des effacements") % {"number": erasure.number},
    )
    return certificate_pdf(certificate, font_cache=settings.VAR_DIR / "printing")
