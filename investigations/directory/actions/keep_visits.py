"""Who keeps an entry says when it is open to everybody: public at once, as its hours are."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from investigations.directory.actions.say_still_true import answer
from investigations.directory.models import CitizenProject, OpenVisit

# A date a week for a year.
AT_MOST = 60


@transaction.atomic
def plan_visit(*, project: CitizenProject, answers: Mapping[str, Any]) -> OpenVisit:
    """Raises Refusal(too_many)."""
    current = CitizenProject.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if current.open_visits.coming().count() >= AT_MOST:
        raise Refusal(
            _("%(most)s visites sont déjà prévues : supprimez-en avant d’en ajouter.") % {"most": AT_MOST},
            code="too_many",
        )  # fmt: skip
    visit = OpenVisit(project=current)
    _write(visit, answers)
    log(instance=current, action="directory.plan_visit", data=_said(visit))
    return visit


@transaction.atomic
def change_visit(*, visit: OpenVisit, answers: Mapping[str, Any]) -> None:
    current = OpenVisit.objects.select_for_update(of=("self",)).select_related("project").get(pk=visit.pk)
    _write(current, answers)
    log(instance=current.project, action="directory.change_visit", data=_said(current))


@transaction.atomic
def cancel_visit(*, visit: OpenVisit) -> None:
    log(instance=visit.project, action="directory.cancel_visit", data=_said(visit))
    OpenVisit.objects.filter(pk=visit.pk).delete()


def _write(visit: OpenVisit, answers: Mapping[str, Any]) -> None:
    for name in ("starts_at", "ends_at", "words", "place"):
        setattr(visit, name, answers[name])
    visit.full_clean()
    visit.save()
    answer(visit.project)


def _said(visit: OpenVisit) -> dict[str, str]:
    return {"starts_at": visit.starts_at.astimezone(datetime.UTC).isoformat()}
