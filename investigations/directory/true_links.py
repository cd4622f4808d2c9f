"""The link in a letter that asks whether an entry is still true: for this alone, for a while, and for one holder."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from investigations.directory.models import ProjectHolder
from investigations.directory.models.still_true import LINK_LASTS

_SALT = "investigations.directory.still_true"


def link_for(holder: ProjectHolder) -> str:
    token = signing.dumps([holder.pk, holder.project_id], salt=_SALT)
    return settings.BASE_URL + reverse("still_true", args=[token])


def holder_by(token: str) -> ProjectHolder | None:
    """None once it has had its time, or they no longer keep that entry."""
    try:
        key, project = signing.loads(token, salt=_SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return ProjectHolder.objects.confirmed().select_related("project").filter(pk=key, project=project).first()
