from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from classrooms import registry

if TYPE_CHECKING:
    from classrooms.models import Classroom, Pupil, User


class InvestigationsConfig(AppConfig):
    name = "investigations"
    verbose_name = _("Enquêtes")

    def ready(self) -> None:
        registry.class_page_sections += [investigations_of_class, tablets_of_class]
        registry.pupil_leaves.append(end_consents_of_pupil)
        registry.erasure_foreseen.append(foresee_erasure)
        registry.pupil_erased.append(erase_work_of_pupil)
        registry.pupil_files.append(file_of_pupil)
        registry.pupil_portfolios.append(portfolio_of_pupil)
        registry.class_next_steps.append(next_steps_in_the_field)
        registry.class_forgotten.append(forget_work_of_class)
        registry.year_leftovers.append(leftovers_of_year)


def end_consents_of_pupil(pupil: "Pupil", user: "User | None") -> None:
    from investigations.actions.withdraw_consent import forget_person

    forget_person(person=pupil, by=user)


def foresee_erasure(pupil: "Pupil") -> registry.Taken:
    from investigations.actions.erase_work import foresee_erasure

    return foresee_erasure(pupil)


def erase_work_of_pupil(pupil: "Pupil") -> registry.Taken:
    from investigations.actions.erase_work import erase_work

    return erase_work(pupil=pupil)


def file_of_pupil(pupil: "Pupil", folder: registry.Folder) -> dict[str, Any]:
    from investigations.dossier import file_of

    return file_of(pupil, folder)


def portfolio_of_pupil(pupil: "Pupil") -> bytes:
    from investigations.dossier import portfolio_of

    return portfolio_of(pupil)


def forget_work_of_class(classroom: "Classroom", kept: frozenset[str]) -> registry.Staying:
    from investigations.actions.forget_work import forget_work

    return forget_work(classroom=classroom, kept=kept)


def leftovers_of_year(classroom: "Classroom") -> list[str]:
    from investigations.admin.on_class_page import leftovers

    return leftovers(classroom)


def investigations_of_class(classroom: "Classroom", user: "User") -> registry.Section:
    from investigations.admin.on_class_page import section

    return section(classroom, user)


def tablets_of_class(classroom: "Classroom", user: "User") -> registry.Section:
    from investigations.admin.outing import section

    return section(classroom, user)


def next_steps_in_the_field(classrooms: "Sequence[Classroom]", user: "User") -> dict[int, registry.Step]:
    from investigations.admin.on_class_page import next_steps

    return next_steps(classrooms, user)
