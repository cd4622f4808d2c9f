"""Make a draft story from what a class found out: accepted answers and cleared photos, in the order chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.html import escape, linebreaks
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from classrooms.errors import Refusal
from classrooms.models import User
from cms.models import ClassroomPage, StoryPage
from investigations.models import Investigation
from investigations.selection import Finding, PhotoFinding, findings_of

Block = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Pick:
    """One part of the story to be. ``key`` is a Finding's key; ``as_quote`` makes an answer a quote."""

    key: str
    as_quote: bool = False


@transaction.atomic
def compose_story(*, investigation: Investigation, title: str, picks: Sequence[Pick], by: User) -> StoryPage:
    """Raises Refusal ``nothing_picked``, or ``not_accepted`` when a pick is not among what was accepted and cleared."""
    if not picks:
        raise Refusal(_("Choisissez au moins une réponse ou une photo."), code="nothing_picked")
    findings = {finding.key: finding for finding in findings_of(investigation)}
    if any(pick.key not in findings for pick in picks):
        raise Refusal(
            _("Une réponse ou une photo choisie n’est plus acceptée. Rechargez la page, puis choisissez de nouveau."),
            code="not_accepted",
        )
    parent = ClassroomPage.objects.select_for_update().get(classroom=investigation.classroom_id)
    story = StoryPage(
        title=title,
        slug=_free_slug(parent, title),
        investigation=investigation,
        body=[*(_block(findings[pick.key], as_quote=pick.as_quote) for pick in picks), ("project", None)],
        live=False,
        owner=by,
    )
    parent.add_child(instance=story)
    story.save_revision(user=by, log_action=False)
    log(instance=story, action="wagtail.create", user=by, content_changed=True)
    return story


def _block(finding: Finding | PhotoFinding, *, as_quote: bool) -> Block:
    source = str(finding.report_id)
    if isinstance(finding, PhotoFinding):
        value = {"report": source, "photo": str(finding.photo_id), "alt": "", "caption": finding.caption}
        return "photo", value | {"credit": finding.name}
    if as_quote:
        return "quote", {"report": source, "text": finding.text, "name": finding.name, "question": finding.question}
    return "paragraph", {"report": source, "text": linebreaks(escape(finding.text))}


def _free_slug(parent: ClassroomPage, title: str) -> str:
    base = slugify(title)[:80] or "recit"
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(slug for n in range(len(taken) + 1) if (slug := base if n == 0 else f"{base}-{n + 1}") not in taken)
