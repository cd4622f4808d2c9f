"""What the specimens speak of. Stand-ins, not rows: the style page shows the same whatever is in the database."""

import datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone

from cms.projects.finding import Choice
from cms.strangers import StrangersForm

LONG = "Les Jardiniers-cuisiniers de la rue du Faubourg-Saint-Antoine et de ses passages"


def many(*things: Any) -> SimpleNamespace:
    return SimpleNamespace(all=lambda: list(things))


def project(**changes: Any) -> SimpleNamespace:
    whole = {
        "name": "Le jardin des Deux-Cours",
        "slug": "jardin-des-deux-cours",
        "summary": "Un jardin partagé où l’on composte, sème et goûte ensemble, le mercredi et le samedi.",
        "address": "12 rue de l’Ourcq",
        "postcode": "75019",
        "commune": "Paris",
        "causes": many(SimpleNamespace(name="Nature en ville"), SimpleNamespace(name="Mieux manger")),
        "picture": None,
        "picture_alt": "",
        "point": True,
        "opening_hours": "Mercredi et samedi, 14 h à 18 h",
        "welcomes_classes": True,
        "welcome_when": "Le mardi matin, d’avril à octobre",
        "max_pupils": 14,
        "welcome_levels": ["CE2", "CM1", "CM2"],
        "photos_allowed": True,
        "has_toilets": False,
        "step_free": True,
        "accessibility": "Allées larges, sol de terre",
        "needs_hands": "Deux personnes pour arroser en août",
        "needs_things": "Des arrosoirs, des caisses",
        "needs_money": "300 € pour une serre",
        "website": "https://jardin.example/",
        "helloasso_url": "https://www.helloasso.com/associations/jardin",
        "get_absolute_url": "#",
    }
    return SimpleNamespace(**whole | changes)


def bare_project() -> SimpleNamespace:
    empty = dict.fromkeys(
        ["opening_hours", "needs_hands", "needs_things", "needs_money", "website", "helloasso_url", "accessibility"], ""
    )
    return project(**empty, welcomes_classes=False, point=None, has_toilets=None, step_free=False, name=LONG)


def picture(width: int = 1280, height: int = 960) -> dict[str, Any]:
    address = reverse("styleguide_picture")
    colours = ["#7fa07c", "#e9d9b4", "#c9d6c0", "#8a5a3c"] * 3
    cells = tuple((at % 4, at // 4, colour) for at, colour in enumerate(colours))
    return {"url": address, "srcset": "", "avif": "", "width": width, "height": height, "colours": cells}


class _File(SimpleNamespace):
    """As much of a public image as a card asks for."""


def story(*, pictured: bool = True, **changes: Any) -> SimpleNamespace:
    image = _File(
        photo_id="dessin", renditions=many(), file=SimpleNamespace(url=reverse("styleguide_picture")),
        width=1280, height=960, colours="",
    )  # fmt: skip
    words = {"photo": "dessin", "alt": "Des mains tiennent de la terre", "caption": "", "credit": ""}
    whole = {
        "title": "Ils font pousser des tomates entre deux immeubles",
        "introduction": "À cent mètres de notre école, une vingtaine de voisins arrosent, sèment et partagent. "
        "Nous leur avons demandé pourquoi ils se lèvent si tôt le samedi.",
        "url": "#",
        "project": project(),
        "classroom": SimpleNamespace(name="CM2 A"),
        "first_published_at": timezone.now(),
        "photo_blocks": lambda: [("dessin", words)] if pictured else [],
        "public_images": many(image),
    }
    return SimpleNamespace(**whole | changes)


def visits() -> list[SimpleNamespace]:
    day = datetime.datetime(2027, 5, 22, 10, tzinfo=timezone.get_current_timezone())
    hours = datetime.timedelta(hours=2, minutes=30)
    days = datetime.timedelta(days=1)
    return [
        SimpleNamespace(starts_at=day, ends_at=day + hours, words="Portes ouvertes et plants à emporter", place=""),
        SimpleNamespace(
            starts_at=day, ends_at=day + days, words="La fête du jardin", place="Square de la Marseillaise"
        ),
    ]


def recommendations() -> list[SimpleNamespace]:
    said = [
        ("La cyclofficine de l’Ourcq", "Ils nous prêtent leur cour, et leurs mains."),
        ("Le four du quartier", "Leur basilic a changé nos pizzas."),
    ]
    return [SimpleNamespace(giver=project(name=name), receiver=project(name=name), words=words) for name, words in said]


class LetterForm(StrangersForm):
    email = forms.EmailField(label="Votre adresse e-mail", help_text="Elle ne sert qu’à la lettre.")
    near = forms.ChoiceField(label="Jusqu’à", choices=[("1", "1 km"), ("5", "5 km")])
    causes = forms.MultipleChoiceField(
        label="Causes", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("nature", "Nature en ville"), ("manger", "Mieux manger"), ("velo", "Vélo et marche")],
    )  # fmt: skip
    words = forms.CharField(label="Votre message", widget=forms.Textarea(attrs={"rows": 4}))
    agreed = forms.BooleanField(label="J’ai plus de 15 ans")


def form(*, wrong: bool = False) -> LetterForm:
    return LetterForm({"email": "zoe@", "near": "5", "causes": ["nature"]} if wrong else None)


def page_of(number: int, of: int = 7) -> Page[int]:
    return Paginator(list(range(of * 10)), 10).page(number)


def asked(**changes: Any) -> SimpleNamespace:
    nowhere = SimpleNamespace(point=None, label="", trouble="")
    return SimpleNamespace(**{"words": "", "typed_place": "", "chosen_causes": [], "place": nowhere} | changes)


def choices(*labels: str, chosen: str = "") -> list[Choice]:
    return [Choice(label, label, 3 * at + 2, label == chosen) for at, label in enumerate(labels)]
