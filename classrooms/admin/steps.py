"""What a teacher does next, in the order in which a class comes to its first investigation."""

from collections.abc import Sequence

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classrooms import registry
from classrooms.models import Classroom, User
from classrooms.models.year_ends import asked_on
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
    ready = [classroom for classroom in classrooms if classroom.pk not in steps and not classroom.is_closed]
    for later in registry.class_next_steps if ready else []:
        steps = {**later(ready, user), **steps}
    over = {classroom.pk: _end_of_year(classroom) for classroom in ready if asked_on(classroom) <= timezone.localdate()}
    return {**over, **steps}


def _end_of_year(classroom: Classroom) -> Step:
    return Step(
        _("L’année se termine : rendez les carnets, et choisissez les récits qui restent en ligne."),
        _("Terminer l’année"),
        reverse("classrooms:year_end", args=[classroom.pk]),
    )


def _first_steps(classroom: Classroom) -> Step | None:
    if classroom.is_forgotten:
        return None
    if classroom.is_closed:
        return Step(
            _("L’année est terminée. Le %(day)s, il n’en restera que des nombres.")
            % {"day": date_format(classroom.year_end.forget_on, "j F Y")},
            _("Voir ce qui reste"),
            reverse("classrooms:year_end", args=[classroom.pk]),
        )
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
