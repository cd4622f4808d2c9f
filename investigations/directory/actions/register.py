"""Somebody registers their project: kept as they type, seen by nobody, until a code has proved their address."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from investigations.directory.actions.invite_project import note_invited
from investigations.directory.actions.keep_entry import ANSWERS, POINT, submit, write_answers
from investigations.directory.actions.say_not_the_same import say_not_the_same
from investigations.directory.letters import write
from investigations.directory.models import CitizenProject, ProjectHolder, ProjectInvitation, Registration
from investigations.directory.models.codes import hashed
from investigations.directory.slugs import free_slug


@transaction.atomic
def begin_registration(*, invitation: ProjectInvitation | None = None) -> tuple[Registration, str]:
    """With the secret that the browser keeps; only its digest is stored."""
    secret = secrets.token_urlsafe(32)
    return Registration.objects.create(key=hashed(secret), invitation=invitation), secret


@transaction.atomic
def keep_step(*, registration: Registration, step: str, typed: Mapping[str, list[str]]) -> Registration:
    current = Registration.objects.select_for_update().get(pk=registration.pk)
    current.typed = {**current.typed, step: dict(typed)}
    current.save()
    return current


@transaction.atomic
def send_registration_code(*, registration: Registration, email: str) -> None:
    """Whoever has that address: the letter says what it is for, and to leave it aside if one asked for nothing."""
    current = Registration.objects.select_for_update().get(pk=registration.pk)
    current.email = email.lower()
    code = current.new_code()
    current.save()
    write("registration_code", to=email, code=code)


def finish_registration(
    *, registration: Registration, code: str, answers: Mapping[str, Any], apart: Iterable[int] = ()
) -> CitizenProject:
    """``answers``: the form's, by field of the entry; ``apart``: the entries that they said it is not.

    Raises Refusal(code) while the code is not the right one.
    """
    if not _prove(registration, code):
        raise Refusal(
            _("Ce code n’est pas le bon, ou il a fait son temps. Vérifiez-le, ou demandez-en un autre."), code="code"
        )
    return _enter(registration, answers, apart)


@transaction.atomic
def _prove(registration: Registration, code: str) -> bool:
    """By itself: a wrong try counts, whatever is refused after it."""
    current = Registration.objects.select_for_update().get(pk=registration.pk)
    right = current.take(code)
    current.save()
    return right


@transaction.atomic
def _enter(registration: Registration, answers: Mapping[str, Any], apart: Iterable[int]) -> CitizenProject:
    registration = Registration.objects.select_for_update().get(pk=registration.pk)
    project = CitizenProject(live=False)
    write_answers(project, answers, ANSWERS | set(POINT))
    # The one that has answered, whatever was typed since.
    project.contact_email = registration.email
    project.slug = free_slug(project.name, but=project)
    project.save()
    now = timezone.now()
    name = project.contact_name or project.name
    holder = ProjectHolder.objects.create(
        project=project, email=registration.email, name=name, confirmed_at=now, language=get_language() or ""
    )
    log(instance=project, action="directory.register")
    for other in CitizenProject.objects.filter(pk__in=apart):
        say_not_the_same(project=project, other=other, holder=holder)
    if picture := registration.pictures.first():
        picture.project, picture.registration = project, None
        picture.save()
        project.picture, project.picture_alt = picture, str(answers.get("picture_alt", ""))
        project.save()
    submit(project)
    note_invited(registration=registration, project=project)
    registration.delete()
    write("registered", to=holder.email, project=project, holder=holder)
    return project
