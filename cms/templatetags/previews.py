"""For the preview of one block: its place in a story or a letter that is invented."""

from typing import Any

from django import template
from wagtail.blocks import BoundBlock, StreamValue

from cms import previews

register = template.Library()


@register.simple_tag
def preview_part(bound: BoundBlock) -> StreamValue.StreamChild:
    return StreamValue.StreamChild(bound.block, bound.value, id=None)


@register.simple_tag
def preview_of(what: str) -> Any:
    return {"story": previews.invented_story, "project": previews.invented_project, "visit": previews.invented_visit}[
        what
    ]()
