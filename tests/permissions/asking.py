"""Every address of the house, asked by every role: with own objects, with foreign ones, with both in one address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client

from tests.permissions.planting import Planted
from tests.permissions.reading import text_of_answer
from tests.permissions.routes import Route, routes
from tests.permissions.world import World

# What an address says behind its question mark. A name that ends in a colon: all of that namespace. Searches look for a
# word that stands beside canaries: the answer repeats what was typed.
QUERIES = {
    "story_photos:": ["story={story}"],
    "wagtailadmin_choose_page": ["page_type=cms.storypage", "page_type=cms.classroompage"],
    "wagtailadmin_choose_page_chosen_multiple": ["id={page_id}"],
    "wagtailadmin_choose_page_search": ["q=quenelle"],
    "wagtailadmin_pages:search": ["q=quenelle"],
    "wagtailadmin_pages:search_results": ["q=quenelle"],
    "wagtailadmin_api:pages:": ["fields=*", "child_of={parent_page_id}", "search=quenelle", "for_explorer=1"],
    "wagtailimages_chooser:chosen_multiple": ["id={image_id}"],
    "wagtailadmin_tag_autocomplete": ["term=quenelle"],
    "wagtail_bulk_action": ["id={page_id}&next=/"],
    "wagtailadmin_reports:": ["export=csv", "export=xlsx"],
    "wagtailsnippetchoosers_directory_citizenproject:chosen_multiple": ["id={project}"],
    "school_chooser:chosen_multiple": ["id={schools.pk}"],
    "classrooms:index": ["export=csv", "q=quenelle"],
    "investigations:index": ["export=xlsx", "q=quenelle"],
    "wagtailusers_users:index": ["q=quenelle"],
    "search": ["q=quenelle"],
    "projects": ["q=quenelle"],
    "projects_geojson": ["q=quenelle"],
    "projects_csv": ["q=quenelle"],
    "elements_json": ["limit=1000", "ontology=gogocompact"],
    "embedded_list": ["q=quenelle", "vue=carte"],
    "wagtailsnippetchoosers_directory_openvisit:chosen_multiple": ["id={visit}"],
    "wagtailsnippetchoosers_directory_recommendation:chosen_multiple": ["id={recommendation}"],
    "project_map": ["bbox=-5,42,9,51&zoom=5", "bbox=-5,42,9,51&zoom=5&q=quenelle"],
}
# The same for everybody, and long.
WORDS_AND_ICONS = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "api:schema", "wagtailadmin_error_test"}
# What holds something else: in a mixed address it is of the asker's own class.
HOLDERS = {
    "classrooms.pk", "classroom", "classroom_id", "outing.pk", "investigation", "investigations.pk", "page_id", "page",
    "page_to_move_id", "parent_page_id", "object_id", "report", "review:masks.report", "story",
}  # fmt: skip


OF_ANOTHER_CLASS = {"pupil_b", "tablet_b", "teacher_b"}


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    role: str
    route: str
    word: str
    where: str


def tour(planted: Planted, role: str, *, only: Iterable[Route] | None = None) -> Iterator[Sighting]:
    """Every canary that a role meets, and where."""
    client = planted.clients[role]
    for route, address in sorted(_addresses(planted, role, only)):
        for method in ("get", "post"):
            said = ask(client, method, address)
            for canary in planted.canaries:
                if canary.word.lower() in said:
                    yield Sighting(role, route, canary.word, f"{method.upper()} {address}")


def ask(client: Client, method: str, address: str) -> str:
    """The answer in plain text. Whatever it changed is undone, in the database and in the browser."""
    cookies, client.raise_request_exception = client.cookies.copy(), False
    with transaction.atomic():
        said = text_of_answer(getattr(client, method)(address))
        transaction.set_rollback(True)
    client.cookies = cookies
    return said.replace(address.lower(), "")


def _addresses(planted: Planted, role: str, only: Iterable[Route] | None) -> set[tuple[str, str]]:
    sets = [planted.own]
    if role in OF_ANOTHER_CLASS:
        mixed = planted.own | {key: planted.foreign[key] for key in HOLDERS}
        sets += [planted.foreign, mixed]
    found = {("", address) for address in planted.more} if only is None else set()
    for samples in sets:
        world = World(samples=samples)
        for route in routes() if only is None else only:
            if route.name in WORDS_AND_ICONS:
                continue
            address = world.address(route.name, route.pattern)
            found.add((route.name, address))
            found |= {(route.name, f"{address}?{query}") for query in _queries(route.name, samples)}
    return found


def _queries(name: str, samples: dict) -> Iterator[str]:
    for key, queries in QUERIES.items():
        if name == key or (key.endswith(":") and name.startswith(key)):
            for query in queries:
                for sample, value in samples.items():
                    query = query.replace(f"{{{sample}}}", str(value))
                yield query
