"""What the site's own pages have in common: their words are the editors', and name no pupil before the public."""

from typing import Any, ClassVar

from django.db import transaction

from classrooms.errors import Refusal
from cms.models.publication import RefusedAlone, tells
from cms.naming_nobody import named_in_words, refused
from cms.standing_form import StandingForm


class StandingWords(RefusedAlone):
    # Of any page: what readers, addresses and search engines have of it.
    PAGE_WORDS: ClassVar = ("title", "slug", "seo_title", "search_description")
    WORDS: ClassVar[tuple[str, ...]]

    # An update of the site doesn't fail because a pupil is called like a word that it brings.
    is_founded = False

    base_form_class = StandingForm

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish ends here: while it names a pupil, it is refused whole."""
        with transaction.atomic():
            super().save(*args, **kwargs)  # type: ignore[misc]
            if self.live and not self.is_founded and tells(kwargs.get("update_fields")):  # type: ignore[attr-defined]
                self.check_publishable()

    def check_publishable(self) -> None:
        values = {name: getattr(self, name) for name in self.WORDS}
        if named := named_in_words(type(self), self.WORDS, values):  # type: ignore[arg-type]
            raise Refusal(refused(named), code="names_pupils")
