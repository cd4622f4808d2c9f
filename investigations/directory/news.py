"""What happens around an entry, told to who keeps it: in French, with a line in English; who wants none gets none."""

from typing import Any

from django.conf import settings
from django.utils import translation

from investigations.directory.letters import write
from investigations.directory.models import CitizenProject


def tell_holders(letter: str, project: CitizenProject, **context: Any) -> None:
    """``letter`` is of a pair of templates in directory/email/. Nobody knows which language they read."""
    with translation.override(settings.LANGUAGE_CODE):
        for holder in project.holders.confirmed().filter(hears_news=True):
            write(letter, to=holder.email, project=project, holder=holder, **context)
