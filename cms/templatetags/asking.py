"""What a form asks for and what comes after it."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, Select

from cms.afterwards import AFTERWARDS
from cms.strangers import StrangersForm

register = template.Library()


def _asked(form: BaseForm) -> list[BoundField]:
    unseen = StrangersForm.base_fields
    return [field for field in form.visible_fields() if field.name not in unseen]


def _must_be_filled(field: BoundField) -> bool:
    """A drop-down that has no empty choice is filled whatever one does."""
    widget = field.field.widget
    return bool(field.field.required) and not (isinstance(widget, Select) and not widget.use_required_attribute(None))


@register.filter
def is_marked(field: BoundField) -> bool:
    """RGAA 11.10. Where one thing is asked for, it goes without saying."""
    return _must_be_filled(field) and len(_asked(field.form)) > 1


@register.filter
def musts(form: BaseForm) -> str:
    asked = _asked(form)
    if len(asked) < 2:
        return ""
    needed = [_must_be_filled(field) for field in asked]
    return "all" if all(needed) else "some" if any(needed) else "none"


@register.inclusion_tag("components/afterwards.html")
def afterwards(of: str, done: int = 0) -> dict[str, Any]:
    return {"steps": AFTERWARDS[of], "done": done}
