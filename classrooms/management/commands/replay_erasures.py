from typing import Any

from django.core.management.base import BaseCommand

from classrooms.actions.erase_pupil import replay_erasures


class Command(BaseCommand):
    help = "Erase again whoever a restored database brought back. migrate does it too; twice does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{replay_erasures()} pupils and classes erased again.")
