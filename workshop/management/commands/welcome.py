from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from classrooms.models import User


class Command(BaseCommand):
    help = "Print the addresses of the site, and the demo's sign-ins where the demo is."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, path in [
            ("Site", "/"),
            ("Admin (teachers, editors)", "/admin/"),
            ("Notebook (pupils)", "/carnet/"),
            ("E-mails of the demo", "/courrier/"),
        ]:
            self.stdout.write(f"  {name:<28}{settings.BASE_URL}{path}")
        for user in User.objects.filter(email__endswith="@demo.example").order_by("pk"):
            self.stdout.write(f"  {user.get_full_name():<28}{user.email}  cap-ou-pas-cap")
