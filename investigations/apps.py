from collections.abc import Sequence
from typing import TYPE_CHECKING

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
        registry.class_next_steps.append(next_steps_in_the_field)


def end_consents_of_pupil(pupil: "Pupil", user: "User") -> None:
    from investigations.actions.withdraw_consent import forget_person

    forget_person(person=pupil, by=user)


def investigations_of_class(classroom: "Classroom", user: "User") -> registry.Section:
    from investigations.admin.on_class_page import section

    return section(classroom, user)


def tablets_of_class(classroom: "Classroom", user: "User") -> registry.Section:
    from investigations.admin.outing import section

    return section(classroom, user)


def next_steps_in_the_field(classrooms: "Sequence[Classroom]", user: "User") -> dict[int, registry.Step]:
    from investigations.admin.on_class_page import next_steps

    return next_steps(classrooms, user)
