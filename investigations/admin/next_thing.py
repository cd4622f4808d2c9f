"""Where an investigation stands on its way, and the one thing that its teacher does next."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from investigations.models import Investigation

State = Investigation.State
STOPS = [
    (1, gettext_lazy("Préparer")), (2, gettext_lazy("Enquêter")), (3, gettext_lazy("Relire")),
    (4, gettext_lazy("Terminer")),
]  # fmt: skip


class Thing(NamedTuple):
    """A sentence and the button that does it; ``posts`` when pressing it changes the state at once."""

    text: str
    label: str
    url: str
    posts: bool = False


def stop_of(investigation: Investigation) -> int:
    """How far it is: stops before this number are done; 5 when all are."""
    return {State.PREPARING: 1, State.OPEN: 2, State.REVIEWING: 3, State.CLOSED: 5}[State(investigation.state)]


def next_thing(
    investigation: Investigation, counts: Mapping[str, int], links: Sequence[tuple[str, str]] = ()
) -> Thing | None:
    """``counts`` has missions, waiting and accepted; ``links`` lead to what other apps make of the accepted parts."""
    at = [investigation.pk]
    waiting = counts["waiting"]
    match investigation.state:
        case State.PREPARING if not counts["missions"]:
            return Thing(
                _("Dites qui fait quoi : un clic donne une mission à toute la classe."),
                _("Confier les missions"), reverse("investigations:missions", args=at),
            )  # fmt: skip
        case State.PREPARING:
            return Thing(
                _("Tout est prêt ? Les missions arriveront dans les carnets, et les questions ne changeront plus."),
                _("Ouvrir l’enquête"), reverse("investigations:open", args=at), posts=True,
            )  # fmt: skip
        case State.OPEN | State.REVIEWING if waiting:
            return review_thing(waiting)
        case State.OPEN:
            return Thing(
                _("Les élèves enquêtent. Quand tout est revenu, terminez la collecte pour relire tranquillement."),
                _("Terminer la collecte"), reverse("investigations:collect", args=at), posts=True,
            )  # fmt: skip
        case State.REVIEWING if counts["accepted"] and links:
            return Thing(_("Tout est relu. Avec ce qui est accepté, la classe peut écrire."), *links[0])
        case State.REVIEWING:
            return Thing(
                _("Rien n’attend plus votre relecture."),
                _("Terminer l’enquête"), reverse("investigations:close", args=at),
            )  # fmt: skip
    return None


def review_thing(waiting: int) -> Thing:
    text = ngettext("Un reportage attend votre relecture.", "%(count)s reportages attendent votre relecture.", waiting)
    return Thing(text % {"count": waiting}, _("Relire"), reverse("review:queue"))
