import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_sameorigin

from workshop.demo.scenes import draw
from workshop.styleguide import tokens
from workshop.styleguide.specimens import SPECIMENS
from workshop.styleguide.surfaces import surfaces

_NAMES_AN_ID = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby|aria-controls)="|\shref="#)([^"]+)"')
WIDTHS = {"phone": 390, "tablet": 820, "laptop": 1280}


def styleguide(request: HttpRequest) -> HttpResponse:
    named = tokens.read()
    context = {
        "colours": tokens.colours(),
        "enough": tokens.ENOUGH,
        "surfaces": [
            (surface, [(name, value, value == named.get(name)) for name, value in inks.items()])
            for surface, inks in surfaces().items()
        ],
        "type": [(name, value) for name, value in named.items() if name.startswith("text-")],
        "space": [(name, value) for name, value in named.items() if name.startswith("space-")],
        "lines": [(name, value) for name, value in named.items() if name.startswith("line-")],
        "components": [_shown(request, name) for name in SPECIMENS],
    }
    return render(request, "styleguide/page.html", context)


def component(request: HttpRequest, name: str) -> HttpResponse:
    """At three widths, each in a frame of its own: media queries ask the window."""
    return render(request, "styleguide/component.html", {"name": _known(name), "widths": WIDTHS})


@xframe_options_sameorigin
def component_alone(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "styleguide/alone.html", {"component": _shown(request, _known(name))})


def styles(request: HttpRequest) -> HttpResponse:
    """The page's own sheet, and a class for each token: no style may stand in a tag."""
    made = [
        f".ink--{ink.name} {{ background: var(--{ink.name}); color: var(--{ink.name}); }}" for ink in tokens.colours()
    ]
    for name in tokens.read():
        if name.startswith("text-"):
            made.append(f".type--{name} {{ font-size: var(--{name}); }}")
        elif name.startswith("space-"):
            made.append(f".space--{name} {{ inline-size: var(--{name}); }}")
        elif name.startswith("line-"):
            made.append(f".rule--{name} {{ border-block-start: var(--{name}); }}")
    own = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    return HttpResponse("\n".join([own, *made]), content_type="text/css; charset=utf-8")


def picture(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_drawn(), content_type="image/jpeg", headers={"Cache-Control": "max-age=3600"})


@cache
def _drawn() -> bytes:
    out = BytesIO()
    draw("garden_hands").resize((1280, 960)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _known(name: str) -> str:
    if name not in SPECIMENS:
        raise Http404
    return name


def _shown(request: HttpRequest, name: str) -> dict[str, Any]:
    template = f"components/{name}.html"
    states = [
        (one.state, _apart(render_to_string(template, one.context, request), f"{name}-{number}"), one.as_code)
        for number, one in enumerate(SPECIMENS[name](), 1)
    ]
    return {"name": name, "states": states}


def _apart(html: str, mark: str) -> SafeString:
    """A component has its ids once on a page of the site, here once a state: what names them follows."""
    own = set(re.findall(r'\sid="([^"]+)"', html))

    def marked(found: re.Match[str]) -> str:
        return found[1] + " ".join(f"{one}-{mark}" if one in own else one for one in found[2].split()) + '"'

    return SafeString(_NAMES_AN_ID.sub(marked, html))
