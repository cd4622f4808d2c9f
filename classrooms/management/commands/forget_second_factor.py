from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from classrooms.models import User


class Command(BaseCommand):
    help = "For somebody who lost both phone and fall-back codes: they set a second factor up again when they come in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"No account bears the address {email}.")
        Authenticator.objects.filter(user=user).delete()
