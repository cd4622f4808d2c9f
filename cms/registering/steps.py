"""The five steps, their order, and what was typed in each."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from cms.registering.forms import LONGEST, Asked, ContactForm, NeedsForm, WelcomeForm, WhatForm, WhereForm
from investigations.directory.models import Registration

# More than any field takes, so that who wrote too much is told so.
KEPT = LONGEST + 1_000
MOST_VALUES = 40


@dataclass(frozen=True)
class Step:
    slug: str
    title: Any
    form: type[Asked]


STEPS = (
    Step("projet", gettext_lazy("Le projet"), WhatForm),
    Step("lieu", gettext_lazy("Le lieu"), WhereForm),
    Step("accueil", gettext_lazy("Accueillir une classe"), WelcomeForm),
    Step("besoins", gettext_lazy("Vos besoins, vos liens"), NeedsForm),
    Step("contact", gettext_lazy("Vous joindre"), ContactForm),
)
BY_SLUG = {step.slug: number for number, step in enumerate(STEPS)}


def typed_in(step: Step, post: QueryDict) -> dict[str, list[str]]:
    """As it came, right or wrong, so that nothing has to be typed again; no more than a form can hold."""
    return {
        name: [value.replace("\x00", "")[:KEPT] for value in post.getlist(name)[:MOST_VALUES]]
        for name in step.form.base_fields
        if name in post
    }


def form_of(step: Step, registration: Registration, *, check: bool) -> Asked:
    """``check`` says what is wrong with it; without, it just shows what was typed."""
    typed = QueryDict(mutable=True)
    for name, values in registration.typed.get(step.slug, {}).items():
        typed.setlist(name, values)
    if check:
        return step.form(typed)
    fields = step.form.base_fields
    known = {name: fields[name].widget.value_from_datadict(typed, {}, name) for name in fields if name in typed}
    return step.form(initial=known)


def first_wrong(registration: Registration) -> Step | None:
    return next((step for step in STEPS if not form_of(step, registration, check=True).is_valid()), None)


def answers_of(registration: Registration) -> dict[str, Any]:
    """Of a registration without anything wrong."""
    answers: dict[str, Any] = {}
    for step in STEPS:
        form = form_of(step, registration, check=True)
        form.is_valid()
        answers |= form.cleaned_data
    return answers
