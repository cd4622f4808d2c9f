"""What pages that may be refused to the public have in common: every way to publish ends in their ``save``."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from classrooms.errors import Refusal

SCHEDULED = "wagtail.publish.scheduled"
# What Wagtail notes on a live page when a draft of it is kept: none of it is what the public reads.
_NOTED = {
    COMMENTS_RELATION_NAME, "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes",
}  # fmt: skip


def tells(fields: Iterable[str] | None) -> bool:
    """Whether saving these fields (None: all) changes what the public reads."""
    return fields is None or not _NOTED.issuperset(fields)


class RefusedAlone:
    """A refusal ends one scheduled publication, not those of other pages that come after it."""

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        try:
            with transaction.atomic():
                super().publish(revision, *args, **kwargs)  # type: ignore[misc]
        except Refusal as refusal:
            if kwargs.get("log_action") != SCHEDULED:
                raise
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(instance=self, action="cms.publication_refused", data={"reason": str(refusal)})
