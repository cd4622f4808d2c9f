"""The form of the site's own pages: a name keeps them from the public, until an editor says that it names nobody."""

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm

from cms.naming_nobody import named_in_words, refused
from investigations.names import Named

# Buttons that put a page before the public, or before who does.
TO_PUBLIC = {"action-publish", "action-submit", "action-restart-workflow"}
APPROVES = "action-workflow-action"


class TickedField(forms.MultipleChoiceField):
    """What can be ticked depends on what is typed beside it."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        return True


class StandingForm(WagtailAdminPageForm):
    names_nobody = TickedField(
        label=gettext_lazy("Ces mots ne nomment aucun élève"), required=False,
        help_text=gettext_lazy("Un élève d’une classe s’appelle ainsi. Cochez s’il s’agit d’autre chose : une fleur, "
                               "une rue, une adulte qui est d’accord. Cela vaut pour cette phrase."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and self.instance.pk:
            self._offer(self._named({name: getattr(self.instance, name) for name in self.instance.WORDS}))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        named = self._named(cleaned)
        self._offer(named)
        ticked = set(cleaned.get("names_nobody") or [])
        self.looked_at = {one.digest for one in named} & ticked
        if not TO_PUBLIC.isdisjoint(self.data):
            left = [one for one in named if one.digest not in ticked]
            for field, every in groupby(left, key=lambda one: one.field):
                self.add_error(field if field in self.fields else None, refused(every))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        from cms.models import NameCheck

        # A preview says nothing.
        if self.looked_at and not (TO_PUBLIC | {APPROVES}).isdisjoint(self.data):
            NameCheck.objects.note_of_site(self.looked_at, page=self.instance, by=self.for_user)
        return super().save(commit)

    def _named(self, values: dict[str, Any]) -> list[Named]:
        return named_in_words(type(self.instance), self.instance.WORDS, values)

    def _offer(self, named: list[Named]) -> None:
        words = _("%(name)s : « %(sentence)s »")
        every = {one.digest: words % {"name": one.written, "sentence": one.sentence} for one in named}
        if field := self.fields.get("names_nobody"):
            field.choices = list(every.items())
