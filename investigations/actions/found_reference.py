"""What ships with the software: causes, guides, canned remarks, and what editors may do with them."""

from typing import Any

from django.db import transaction

from classrooms.actions.found_groups import found_groups, permissions_for
from investigations.directory.models import CannedReason, Cause
from investigations.models import CannedRemark, Guide
from investigations.reference import CANNED_REASONS, CANNED_REMARKS, CAUSES, GUIDES

EDITOR_PERMISSIONS = [
    f"{label}.{verb}_{model}"
    for label, model, verbs in [
        ("directory", "citizenproject", ["add", "change", "delete", "view", "publish", "lock", "unlock"]),
        ("directory", "openvisit", ["add", "change", "delete", "view"]),
        ("directory", "cannedreason", ["add", "change", "delete", "view"]),
        # What two projects say of each other nobody writes for them.
        ("directory", "recommendation", ["delete", "view"]),
        ("investigations", "guide", ["add", "change", "delete", "view"]),
    ]
    for verb in verbs
]


@transaction.atomic
def found_reference() -> None:
    """Idempotent. A guide or remark that an editor has changed since is left as it is."""
    for position, (slug, name_fr, name_en) in enumerate(CAUSES):
        Cause.objects.update_or_create(
            slug=slug, defaults={"name_fr": name_fr, "name_en": name_en, "position": position}
        )
    for guide in GUIDES:
        _found_guide(**guide)
    for text in CANNED_REMARKS:
        CannedRemark.objects.get_or_create(owner=None, text=text)
    if not CannedReason.objects.exists():
        CannedReason.objects.bulk_create(
            CannedReason(text_fr=french, text_en=english, position=position)
            for position, (french, english) in enumerate(CANNED_REASONS)
        )
    _, editors = found_groups()
    editors.permissions.add(*permissions_for(EDITOR_PERMISSIONS))


def _found_guide(*, slug: str, title: str, introduction: str, questions: list[dict[str, Any]]) -> None:
    if Guide.objects.filter(slug=slug).exists():
        return
    guide = Guide(slug=slug, title=title, introduction=introduction, questions=questions)
    guide.save()
    guide.save_revision()
