import time
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workshop.demo.play import is_empty, play


class Command(BaseCommand):
    help = "Fill an empty database with a made-up neighbourhood, through the same actions as real use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where a school or an account exists")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if not apps.is_installed("workshop.mailbox"):
            raise CommandError("The demo has passwords that anybody can read: it is for development only.")
        if not is_empty():
            if if_empty:
                return
            raise CommandError("There are schools or accounts already: the demo only fills an empty database.")
        began = time.monotonic()
        play(lambda text: self.stdout.write(f"  {text}"))
        self.stdout.write(f"  Démonstration prête en {time.monotonic() - began:.0f} s.")
