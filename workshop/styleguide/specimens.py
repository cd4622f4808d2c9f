"""Every component in its states. A test holds that none of templates/components/ is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cms.afterwards import AFTERWARDS
from cms.projects.sketch import lay_out
from cms.stories.listing import StoryChoice, Way
from workshop.geo import Point
from workshop.styleguide import content


@dataclass(frozen=True, slots=True)
class Specimen:
    state: str
    context: dict[str, Any] = field(default_factory=dict)
    # What stands in a page's head is read, not seen.
    as_code: bool = False


def plain() -> Iterator[Specimen]:
    yield Specimen("comme partout")


def head() -> Iterator[Specimen]:
    yield Specimen("dans l’en-tête de chaque page", {"card": reverse("site_card")}, as_code=True)


def breadcrumbs() -> Iterator[Specimen]:
    yield Specimen("première marche", {"crumbs": None})
    crumbs = [{"title": "Les récits", "url": "#"}, {"title": content.LONG, "url": "#"}]
    yield Specimen("plus bas, un nom long", {"crumbs": crumbs})


def empty() -> Iterator[Specimen]:
    said = {"title": "Le premier récit s’écrit en ce moment", "text": "Dès qu’il aura été relu, vous le lirez ici."}
    yield Specimen("avec une chose à faire", {**said, "action_url": "#", "action_label": "Voir les projets"})
    yield Specimen("rien à faire qu’attendre", {**said, "action_url": ""})


def error_summary() -> Iterator[Specimen]:
    yield Specimen("deux champs à corriger", {"form": content.form(wrong=True)})


def form_field() -> Iterator[Specimen]:
    names = [name for name in content.form().fields if name != "website"]
    for name in names:
        yield Specimen(f"{name}, vide", {"field": content.form()[name]})
    for name in ("email", "words"):
        yield Specimen(f"{name}, refusé", {"field": content.form(wrong=True)[name]})


def strangers_form() -> Iterator[Specimen]:
    said = {"under": "Seule la Rédaction lit cette demande.", "verb": "Envoyer la demande"}
    yield Specimen("vide", {**said, "form": content.form()})
    yield Specimen("refusé", {**said, "form": content.form(wrong=True)})


def must_note() -> Iterator[Specimen]:
    yield Specimen("il y a de tout", {"form": content.form()})


def afterwards() -> Iterator[Specimen]:
    yield Specimen("à côté du formulaire", {"steps": AFTERWARDS["help"], "done": 0})
    yield Specimen("le formulaire envoyé", {"steps": AFTERWARDS["help"], "done": 1})


def finder() -> Iterator[Specimen]:
    said = {
        "distances": content.choices("à 1 km", "à 5 km", chosen="à 5 km"),
        "causes": content.choices("Nature en ville", "Mieux manger", "Vélo et marche", chosen="Mieux manger"),
        "ticks": content.choices("Accueille des classes", "Cherche des bras"),
        "from_point": "",
    }
    yield Specimen("rien de demandé", {**said, "asked": content.asked()})
    trouble = "Nous ne trouvons pas « Pantinn ». Essayez une adresse avec sa commune, ou un code postal."
    nowhere = SimpleNamespace(point=None, label="", trouble=trouble)
    chosen = [SimpleNamespace(name="Mieux manger")]
    lost = content.asked(words="cuisine", typed_place="Pantinn", place=nowhere, chosen_causes=chosen)
    yield Specimen("un lieu inconnu", {**said, "asked": lost})


def message() -> Iterator[Specimen]:
    said = [
        ("info", "La carte montre les 500 projets les plus proches."),
        ("success", "Votre projet est enregistré. La Rédaction le relit sous une semaine."),
        ("warning", "Le code n’est valable que dix minutes."),
        ("error", "La photo est trop lourde (31 Mo). Choisissez-en une autre."),
    ]
    for level, text in said:
        yield Specimen(level, {"level": level, "text": text})


def open_visits() -> Iterator[Specimen]:
    yield Specimen("un matin, et deux jours", {"visits": content.visits(), "project": content.project()})


def pagination() -> Iterator[Specimen]:
    yield Specimen("première page", {"page_obj": content.page_of(1), "by_date": True})
    yield Specimen("au milieu, par nom", {"page_obj": content.page_of(4), "by_date": False})
    yield Specimen("dernière page", {"page_obj": content.page_of(7), "by_date": True})


def picture() -> Iterator[Specimen]:
    said = {"alt": "Des mains tiennent de la terre", "eager": False}
    yield Specimen("à mi-largeur", {**said, "picture": content.picture(), "place": "half"})


def pin() -> Iterator[Specimen]:
    yield Specimen("un lieu", {"number": None, "label": ""})
    yield Specimen("un lieu compté", {"number": 12, "label": "Projet"})


def project_card() -> Iterator[Specimen]:
    said = {"level": 3, "distance": "", "from_point": ""}
    yield Specimen("accueille des classes", {**said, "project": content.project()})
    yield Specimen("à une distance", {**said, "project": content.project(), "distance": "à 350 m"})
    yield Specimen("nom long, sans visite", {**said, "project": content.bare_project()})


def project_facts() -> Iterator[Specimen]:
    said = {"in_words": False, "takes_offers": True}
    yield Specimen("tout est dit", {**said, "project": content.project()})
    yield Specimen("presque rien", {"in_words": False, "takes_offers": False, "project": content.bare_project()})
    yield Specimen("à relire", {"in_words": True, "takes_offers": False, "project": content.project()})


def project_map() -> Iterator[Specimen]:
    said = dict.fromkeys(["map_filters", "map_tiles", "map_attribution", "from_point"], "")
    yield Specimen("avant que son script ne la montre", said, as_code=True)


def question() -> Iterator[Specimen]:
    yield Specimen("courte", {"text": "Qui a planté le premier arbre ?"})
    yield Specimen("longue", {"text": "Pourquoi venez-vous arroser si tôt le samedi, même quand il a plu la veille ?"})


def reading_tools() -> Iterator[Specimen]:
    yield Specimen("une minute", {"minutes": 1})
    yield Specimen("quatre minutes", {"minutes": 4})


def recommendations() -> Iterator[Specimen]:
    said = content.recommendations()
    yield Specimen("dans les deux sens", {"recommends": said, "recommended_by": said[:1]})
    yield Specimen("reçues", {"recommends": [], "recommended_by": said})


def route() -> Iterator[Specimen]:
    yield Specimen("avec la distance", {"start": "École de l’Ourcq", "end": "Le jardin des Deux-Cours", "way": "350 m"})
    yield Specimen("noms longs", {"start": "École élémentaire Claude-Vellefaux", "end": content.LONG, "way": ""})


def section() -> Iterator[Specimen]:
    yield Specimen("seule", {"id": "a", "title": "À lire ensuite, tout près", "more_url": "", "more_label": ""})
    more = {"more_url": "#", "more_label": "Tous les récits"}
    yield Specimen("avec la suite", {"id": "b", "title": "Les derniers récits", **more})


def share() -> Iterator[Specimen]:
    address = reverse("styleguide_picture")
    said = {"title": "Le jardin", "address": "https://cap.example/projets/jardin/", "qr": address, "contact": "#"}
    yield Specimen("d’un projet", said)
    yield Specimen("d’un récit, sans contact", {**said, "contact": ""})


def sketch() -> Iterator[Specimen]:
    school, garden = Point(48.8876, 2.3795), Point(48.8902, 2.3858)
    others = [Point(48.8885, 2.3867), Point(48.8896, 2.3799)]
    said = {"start": "École de l’Ourcq", "end": "Le jardin des Deux-Cours", "far": "à 600 m"}
    yield Specimen("parmi d’autres projets", {**said, "sketch": lay_out(school, garden, others)})


def stamp() -> Iterator[Specimen]:
    yield Specimen("relu", {"kind": "relu", "when": None})
    yield Specimen("publié, daté", {"kind": "publie", "when": timezone.now()})


def steps() -> Iterator[Specimen]:
    titles = [{"title": title} for title in ("Le projet", "L’endroit", "Les visites", "Une image")]
    yield Specimen("au début", {"steps": titles, "number": 1})
    yield Specimen("presque fini", {"steps": titles, "number": 4})


def story_card() -> Iterator[Specimen]:
    in_a_row = {"forloop": {"counter": 1, "revcounter": 3, "first": True}, "level": 3, "far": "", "led": False}
    yield Specimen("avec sa photo", {**in_a_row, "story": content.story()})
    yield Specimen("sans photo, à une distance", {**in_a_row, "story": content.story(pictured=False), "far": "à 350 m"})


def story_ways() -> Iterator[Specimen]:
    def ways(*labels: str) -> list[Way]:
        return [Way(label, "#", at + 1, at == 1) for at, label in enumerate(labels)]

    said = {
        "causes": ways("Nature en ville", "Mieux manger", "Vélo et marche"),
        "places": ways("Paris 4e", "Paris 19e"),
        "years": ways("2026", "2027"),
        "months": [],
    }
    choice = SimpleNamespace(cause="manger", place="paris-19e", year=2027, without=dict.fromkeys(said, "#"))
    choice.without |= {"cause": "#", "place": "#", "year": "#"}
    yield Specimen("une cause choisie", {"ways": said, "choice": choice})
    yield Specimen("rien de choisi", {"ways": {**said, "places": []}, "choice": StoryChoice()})


def take_along() -> Iterator[Specimen]:
    forms = ["brochure_address", "atom_address", "calendar_address", "geojson_address", "csv_address"]
    frame = '<iframe src="https://cap.example/projets/integrer/" title="Projets"></iframe>'
    yield Specimen("d’une liste", {**dict.fromkeys(forms, "#"), "snippet": frame, "map_snippet": frame})


SPECIMENS: dict[str, Callable[[], Iterator[Specimen]]] = {
    "addresses": head, "afterwards": afterwards, "breadcrumbs": breadcrumbs,
    "empty": empty, "error_summary": error_summary, "finder": finder,
    "footer": plain, "form_field": form_field, "how_it_works": plain, "language_switch": plain, "masthead": plain,
    "message": message, "must_note": must_note,
    "open_visits": open_visits, "pagination": pagination, "picture": picture, "pin": pin,
    "project_card": project_card, "project_facts": project_facts, "project_map": project_map, "question": question,
    "reading_tools": reading_tools, "recommendations": recommendations, "route": route, "route_line": plain,
    "section": section, "share": share, "share_card": head, "sketch": sketch, "stamp": stamp, "steps": steps,
    "story_card": story_card, "story_ways": story_ways, "strangers_form": strangers_form, "styles": head,
    "take_along": take_along,
}  # fmt: skip
