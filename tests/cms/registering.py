"""What somebody types to register a project, and the letters that come."""

import re

from django.core import mail
from django.test import Client
from django.urls import reverse

from investigations.directory.models import Cause

EMAIL = "noor@jardin.example"


def typed() -> dict[str, dict]:
    ecology = Cause.objects.get(slug="ecologie")
    return {
        "projet": {
            "name": "Le Verger du Passage", "summary": "Douze pommiers que la rue arrose.",
            "description": "Tout a commencé par un noyau.", "causes": [str(ecology.pk)],
        },
        "lieu": {
            "address": "8 passage des Pommes", "postcode": "75019", "commune": "Paris", "opening_hours": "Samedi, 10 h",
        },
        "accueil": {
            "welcomes_classes": "on", "max_pupils": "24", "welcome_levels": ["CM1", "CM2"], "has_toilets": "false",
            "photos_allowed": "true", "step_free": "on", "accessibility": "Portail de 90 cm",
        },
        "besoins": {
            "needs_hands": "Deux personnes en août", "website": "verger.example",
            "helloasso_url": "https://www.helloasso.com/associations/verger",
        },
        "contact": {"contact_name": "Noor Haddad", "contact_email": EMAIL, "contact_phone": "01 23 45 67 89"},
    }  # fmt: skip


def fill_in(client: Client, **changes: dict) -> None:
    """Every step, to the page that asks for the code."""
    client.post(reverse("register"))
    for step, answers in typed().items():
        answer = client.post(reverse("register_step", args=[step]), answers | changes.get(step, {}))
        assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == reverse("register_code")


def code_in_letter(to: str = EMAIL) -> str:
    letter = [letter for letter in mail.outbox if letter.to == [to]][-1]
    return re.search(r"^\d{6}$", letter.body, re.MULTILINE)[0]


def register(client: Client) -> None:
    fill_in(client)
    answer = client.post(reverse("register_code"), {"code": code_in_letter()})
    assert answer.headers["Location"] == reverse("register_thanks"), answer.content.decode()


def enter_space(client: Client, email: str = EMAIL) -> None:
    client.post(reverse("holder"), {"email": email})
    answer = client.post(reverse("holder_code"), {"code": code_in_letter(email)})
    assert answer.headers.get("Location") == reverse("holder"), answer.content.decode()
