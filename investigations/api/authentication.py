"""Who asks: a pupil with a tablet's token, or nobody. No cookie, no session, so nothing to forge from another site."""

from dataclasses import dataclass
from typing import Any, ClassVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from classrooms.actions.sign_in import token_digest
from classrooms.models import Pupil, TabletToken


@dataclass(frozen=True, slots=True)
class PupilIdentity:
    """Stands where Django expects a user, and is none: it has no account, no group, no permission."""

    pupil: Pupil
    is_authenticated: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False
    is_active: ClassVar[bool] = True
    is_staff: ClassVar[bool] = False
    is_superuser: ClassVar[bool] = False


class TabletTokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[PupilIdentity, TabletToken] | None:
        scheme, _space, token = get_authorization_header(request).partition(b" ")
        if not scheme:
            return None
        if scheme.lower() != b"bearer":
            raise AuthenticationFailed
        digest = token_digest(token.decode("latin-1").strip())
        found = (
            TabletToken.objects.valid()
            .select_related("pupil__classroom__school", "pupil__team")
            .filter(digest=digest)
            .first()
        )
        if found is None:
            raise AuthenticationFailed
        return PupilIdentity(found.pupil), found

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class IsPupil(BasePermission):
    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.user, PupilIdentity)


class TabletTokenScheme(OpenApiAuthenticationExtension):
    target_class = TabletTokenAuthentication
    name = "tablet"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "The token of a session, from one of the sign-ins."}
