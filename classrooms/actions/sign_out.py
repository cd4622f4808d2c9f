from django.utils import timezone

from classrooms.models import TabletToken


def sign_out(*, token: TabletToken) -> None:
    """The tablet's token opens nothing from now on. Twice is once."""
    TabletToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
