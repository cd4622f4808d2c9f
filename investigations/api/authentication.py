"""Who asks: a tablet of a class, a pupil on one, or nobody. No cookie, so nothing to forge from another site."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from classrooms.errors import Refusal
from classrooms.models import Pupil, Tablet
from classrooms.tablet_keys import read_pupil_token, tablet_digest


@dataclass(frozen=True, slots=True)
class TabletIdentity:
    """Stands where Django expects a user, and is none: it has no account, no group, no permission."""

    tablet: Tablet
    is_authenticated: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False
    is_active: ClassVar[bool] = True
    is_staff: ClassVar[bool] = False
    is_superuser: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class PupilIdentity(TabletIdentity):
    """A pupil who opened their notebook on a tablet of their class."""

    pupil: Pupil


class TabletAuthentication(BaseAuthentication):
    """The tablet's own token. A tablet that has left its class is nobody."""

    def authenticate(self, request: Request) -> tuple[TabletIdentity, str] | None:
        token = bearer_of(request)
        if token is None:
            return None
        tablet = Tablet.objects.active().select_related("classroom__school").filter(digest=tablet_digest(token)).first()
        if tablet is None:
            raise AuthenticationFailed
        return TabletIdentity(tablet), token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class PupilAuthentication(BaseAuthentication):
    """A pupil's token. Raises Refusal(erased) for one that we made, of a pupil who is no longer here."""

    def authenticate(self, request: Request) -> tuple[PupilIdentity, str] | None:
        token = bearer_of(request)
        if token is None:
            return None
        named = read_pupil_token(token)
        tablet = named and Tablet.objects.active().filter(pk=named[0]).first()
        if not named or not tablet:
            raise AuthenticationFailed
        own = Pupil.objects.filter(classroom=tablet.classroom_id)
        pupil = own.select_related("classroom__school", "classroom__year_end", "team").filter(pk=named[1]).first()
        if pupil is None or pupil.classroom.is_forgotten:
            raise Refusal(_("Ce carnet a été effacé par ton enseignant·e."), code="erased")
        return PupilIdentity(tablet, pupil), token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class IsTablet(BasePermission):
    """A tablet, or a pupil on one. A revoked one only where the view says ``open_to_revoked``."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.user, TabletIdentity):
            return False
        if request.user.tablet.revoked_at and not getattr(view, "open_to_revoked", False):
            raise Refusal(
                _("Ton enseignant·e a retiré cette tablette. Ce qu’elle garde sera quand même envoyé."), code="revoked"
            )
        return True


def bearer_of(request: Request) -> str | None:
    scheme, _space, token = get_authorization_header(request).partition(b" ")
    if not scheme:
        return None
    if scheme.lower() != b"bearer":
        raise AuthenticationFailed
    return token.decode("latin-1").strip()


class TabletScheme(OpenApiAuthenticationExtension):
    target_class = TabletAuthentication
    name = "tablet"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "The token of a tablet that has joined a class."}


class PupilScheme(OpenApiAuthenticationExtension):
    target_class = PupilAuthentication
    name = "pupil"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A pupil’s token, unsealed from the class’s roster."}
