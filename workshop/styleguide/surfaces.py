"""Where else the tokens' colours stand: paper, letters and browsers can't read a custom property."""

import re
from pathlib import Path

from django.template.loader import get_template

import cms.newsletter
from workshop.printing import colours as printed
from workshop.styleguide.tokens import declared

PRINTED = {
    "papier": printed.PAPER, "encre": printed.INK, "brique": printed.BRICK, "feuille": printed.LEAF,
    "ciel": printed.SKY, "soleil": printed.SUN, "lilas": printed.LILAC, "gris": printed.GREY,
}  # fmt: skip
# Mail programs know no transparency: these lines are the site's, laid on paper.
OF_LETTERS_ALONE = {"filet"}


def surfaces() -> dict[str, dict[str, str]]:
    """Surface, token, and the value that the surface has for it."""
    letter = declared(Path(cms.newsletter.__file__).with_name("letter.css").read_text(encoding="utf-8"))
    return {
        "PDF": PRINTED,
        "E-mail": {
            name: value for name, value in letter.items() if value.startswith("#") and name not in OF_LETTERS_ALONE
        },
        "Navigateur (site)": {"papier": theme_colour("layouts/base.html")},
        "Navigateur (carnet)": {"papier": theme_colour("tablet/notebook.html")},
    }


def theme_colour(template: str) -> str:
    source = Path(get_template(template).origin.name).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    found = re.search(r'name="theme-color" content="([^"]+)"', source)
    return found[1] if found else ""
