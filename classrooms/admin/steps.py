"""What a teacher does next, in the order in which a class comes to its first investigation."""

from collections.abc import Sequence

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms import registry
from classrooms.models import Classroom, User
from classrooms.registry import Step


def with_counts(classrooms: QuerySet[Classroom]) -> QuerySet[Classroom]:
    """Annotate what `next_steps` reads: pupils, and cards still to be printed."""
    unprinted = Q(pupils__isnull=False) & ~Q(pupils__printed_serial=F("pupils__card_serial"))
    return classrooms.annotate(
        pupil_count=Count("pupils", distinct=True), unprinted_count=Count("pupils", filter=unprinted, distinct=True)
    ).order_by(*Classroom._meta.ordering)


def next_steps(classrooms: Sequence[Classroom], user: User) -> dict[int, Step]:
    """The next step of each class; classes that need nothing have none. They come from `with_counts`."""
    steps = {classroom.pk: step for classroom in classrooms if (step := _first_steps(classroom))}
    ready = [classroom for classroom in classrooms if classroom.pk not in steps]
    for later in registry.class_next_steps if ready else []:
        steps = {**later(ready, user), **steps}
    return steps


def _first_steps(classroom: Classroom) -> Step | None:
    if not classroom.pupil_count:
        return Step(
            _("Ajoutez vos élèves : collez votre liste, ou choisissez le fichier de l’école."),
            _("Ajouter les élèves"),
            reverse("classrooms:import", args=[classroom.pk]),
        )
    if classroom.unprinted_count:
        return Step(
            ngettext(
                "Imprimez la carte d’enquêteur qui manque : elle ouvre le carnet de l’élève.",
                "Imprimez les %(count)s cartes d’enquêteur : chacune ouvre le carnet d’un élève.",
                classroom.unprinted_count,
            )
            % {"count": classroom.unprinted_count},
            _("Voir les cartes"),
            reverse("classrooms:cards", args=[classroom.pk]),
        )
    return None
