from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.fonts import build


class Command(BaseCommand):
    help = "Makes the web fonts from their packages into VAR_DIR/fonts; does nothing when they are there."
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: object, **options: object) -> None:
        for path in build(Path(settings.VAR_DIR) / "fonts"):
            self.stdout.write(f"{path.name}: {path.stat().st_size / 1024:.0f} KB")
