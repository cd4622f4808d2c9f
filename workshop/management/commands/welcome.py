from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from classrooms.artwork import SECRETS
from classrooms.cards import card_token_of, secret_of
from classrooms.models import Classroom, User

DEMO_ADDRESSES = "@demo.example"


class Command(BaseCommand):
    help = "Print the addresses of the site, and the demo's sign-ins where the demo is."
    # The server checks as it starts; reading every address twice would double the wait.
    requires_system_checks: list[str] = []  # noqa: RUF012

    def handle(self, *args: Any, **options: Any) -> None:
        for name, path in [
            ("Site", "/"),
            ("Admin (teachers, editors)", "/admin/"),
            ("Notebook (pupils)", "/carnet/"),
            ("E-mails of the demo", "/courrier/"),
        ]:
            self._line(name, f"{settings.BASE_URL}{path}")
        for user in User.objects.filter(email__endswith=DEMO_ADDRESSES).order_by("pk"):
            self._line(user.get_full_name(), f"{user.email}  cap-ou-pas-cap")
        self._pupil()

    def _pupil(self) -> None:
        """One child of the demo: by the code while the door is open, by the card at any time."""
        classes = Classroom.objects.filter(memberships__user__email__endswith=DEMO_ADDRESSES).order_by("pk")
        for classroom in classes.distinct():
            pupil = classroom.pupils.filter(assignments__reports__state="returned").first() or classroom.pupils.first()
            if pupil is None:
                continue
            ends = classroom.door_closes_at
            door = f"open until {timezone.localtime(ends):%H:%M}" if ends and classroom.door_is_open else "closed"
            pictures = ", ".join(str(SECRETS[slug].label) for slug in secret_of(pupil))
            self._line(f"{classroom.name}, {pupil}", f"code {classroom.code} (door {door}), pictures: {pictures}")
            self._line("  card", f"{settings.BASE_URL}/carnet/#{card_token_of(pupil)}")

    def _line(self, name: str, value: str) -> None:
        self.stdout.write(f"  {name:<28}{value}")
