"""Everything that a question finds, page by page, in the formats that maps and spreadsheets read."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, QueryDict

from cms.open_data import formats
from cms.open_data.answers import UnclearError, open_data, unless_known
from cms.open_data.licence import whole
from cms.projects.asking import Asked
from cms.projects.project_map import box_in
from investigations.directory.models import Cause, CitizenProject
from investigations.directory.paging import Page, Wanted, page_of
from investigations.directory.places.models import of_cause
from workshop.geo import Box

A_PAGE, MOST = 1_000, 2_000
BOXES_AT_MOST = 8
EVERYWHERE = Box(-90.0, -180.0, 90.0, 180.0)


@open_data
def projects_geojson(request: HttpRequest) -> HttpResponseBase:
    page, following = _page(request, wanted_in(request.GET))
    here = whole(request.get_full_path())
    return _answer(
        request, page, following, "application/geo+json",
        lambda projects: formats.geojson(projects, here=here, following=following),
    )  # fmt: skip


@open_data
def projects_csv(request: HttpRequest) -> HttpResponseBase:
    page, following = _page(request, wanted_in(request.GET))
    for_spreadsheet = request.GET.get("pour") == "tableur"
    response = _answer(
        request, page, following, "text/csv; charset=utf-8; header=present",
        lambda projects: formats.table(projects, for_spreadsheet=for_spreadsheet),
    )  # fmt: skip
    response["Content-Disposition"] = 'attachment; filename="projets.csv"'
    return response


@open_data
def elements_json(request: HttpRequest) -> HttpResponseBase:
    """As GoGoCarto asks and answers, so that Transiscope and its like read us as one of theirs."""
    page, following = _page(request, _wanted_by_gogocarto(request.GET))
    compact = request.GET.get("ontology", "").lower() == "gogocompact"
    return _answer(
        request, page, following, "application/json", lambda projects: formats.gogocarto(projects, compact=compact)
    )


def wanted_in(given: QueryDict) -> Wanted:
    """The list's own parameters, and a box."""
    asked = Asked.in_address(given)
    place = asked.place
    if asked.typed_place and place.point is None:
        raise UnclearError(place.trouble)
    question = asked.question
    boxes = _boxes(given.get("bbox", ""), "bbox")
    return Wanted(question.words, question.centre, question.within_m, question.facets, question.causes, boxes=boxes)


def _wanted_by_gogocarto(given: QueryDict) -> Wanted:
    asked = [one for value in given.getlist("categories") for one in value.split(",") if one]
    known = {str(pk) for pk in Cause.objects.values_list("pk", flat=True)}
    causes = frozenset(of_cause(int(one)) for one in asked if one in known)
    if asked and not causes:
        raise UnclearError("categories=…")
    # An element without a place isn't one.
    return Wanted(boxes=_boxes(given.get("bounds", ""), "bounds") or (EVERYWHERE,), causes=causes)


def _boxes(value: str, name: str) -> tuple[Box, ...]:
    try:
        boxes = tuple(box_in(one) for one in value.split(";") if one)
    except ValueError:
        raise UnclearError(f"{name}=ouest,sud,est,nord") from None
    if len(boxes) > BOXES_AT_MOST:
        raise UnclearError(f"{name} : {BOXES_AT_MOST} au plus")
    return boxes


def _page(request: HttpRequest, wanted: Wanted) -> tuple[Page, str]:
    asked = request.GET.get("limit", "")
    if asked and not (asked.isascii() and asked.isdecimal() and int(asked[:9]) > 0):
        raise UnclearError(f"limit=1…{MOST}")
    limit = min(int(asked[:9]), MOST) if asked else A_PAGE
    try:
        page = page_of(wanted, after=request.GET.get("after", ""), limit=limit)
    except ValueError:
        raise UnclearError("after : prenez l’adresse que donne la page d’avant (Link, rel=next)") from None
    if not page.next:
        return page, ""
    given = [(name, value) for name, values in request.GET.lists() if name != "after" for value in values]
    return page, whole(f"{request.path}?{urlencode([*given, ('after', page.next)])}")


def _answer(request: HttpRequest, page: Page, following: str, kind: str, make) -> HttpResponseBase:
    there = CitizenProject.objects.live().filter(pk__in=page.keys).order_by().values_list("pk", "changed_at")
    state = [following, sorted(there), list(Cause.objects.values_list("pk", "slug", "name_fr"))]
    return unless_known(request, state, lambda: make(_projects(page.keys)), kind=kind, following=following)


def _projects(keys: Sequence[int]) -> list[CitizenProject]:
    found = CitizenProject.objects.live().for_cards().in_bulk(keys)
    return [found[key] for key in keys if key in found]
