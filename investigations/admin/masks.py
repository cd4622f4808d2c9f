"""One photo and its masks: what is left to see, one mask more, a false one less, and the word that clears it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from classrooms.admin.base import perform
from classrooms.errors import Refusal
from investigations.actions.mask_photo import add_mask, lay_mask_back, name_mask, remove_mask
from investigations.actions.review import clear_photo, withhold_photo
from investigations.admin.base import FieldView
from investigations.admin.screens import OwnReportMixin
from investigations.consents import What, allowed_today, key_of, people_of
from investigations.models import Investigation, Mask, Person, Photo
from investigations.photos import Box

EDGES = ("left", "top", "right", "bottom")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mask with its number and its place in pixels of the picture that is shown."""

    mask: Mask
    allowed: bool  # to be off
    number: int
    person: str  # key of who is under it; empty while nobody said
    left: int
    top: int
    width: int
    height: int


class MasksView(OwnReportMixin, FieldView):
    template_name = "investigations/admin/masks.html"
    header_icon = "image"

    @cached_property
    def photo(self) -> Photo:
        return get_object_or_404(Photo, pk=self.kwargs["photo"], assignment=self.report.assignment_id)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.photo  # noqa: B018 - another report's photo is a 404 whatever the method

    def get_page_title(self) -> str:
        return _("Visages de la photo")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        report = {"url": reverse("review:report", args=[self.report.pk]), "label": self.report.assignment.who}
        queue = {"url": reverse("review:queue"), "label": _("Relecture")}
        return [*self.breadcrumbs_items, queue, report, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        photo, masks = self.photo, drawn(self.photo)
        entries = {entry["id"]: entry for entry in self.report.head.photos}
        return super().get_context_data(
            report=self.report,
            photo=photo,
            caption=entries.get(str(photo.pk), {}).get("caption", ""),
            drawn=masks,
            shown=any(one.mask.lifted_at and one.allowed for one in masks),
            people=self._people,
            removable=bool(photo.clean) and not photo.shows_without_consent,
            **kwargs,
        )

    @cached_property
    def _people(self) -> "dict[str, Nameable]":
        return {one.key: one for one in nameable(self.report.assignment.investigation)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = perform(request, lambda: self._act(request))
        if done and not {"add", "remove", "name", "lay_back"} & request.POST.keys():
            return redirect(reverse("review:report", args=[self.report.pk]) + f"#p-{self.photo.pk}")
        return redirect(request.path)

    def _act(self, request: HttpRequest) -> str:
        said, by = request.POST, request.user
        if "add" in said:
            add_mask(photo=self.photo, box=_box(said), by=by)
            return _("Le masque est posé.")
        if "remove" in said:
            remove_mask(mask=self._mask(said["remove"]), by=by)
            return _("Le masque est enlevé.")
        if "lay_back" in said:
            lay_mask_back(mask=self._mask(said["lay_back"]), by=by)
            return _("Le masque est remis.")
        if "name" in said:
            return self._name(self._mask(said["name"]), said.get("person", ""))
        return give_word(request, self.photo)

    def _mask(self, number: str) -> Mask:
        return get_object_or_404(self.photo.masks.on_people(), pk=int(number) if number.isdecimal() else 0)

    def _name(self, mask: Mask, key: str) -> str:
        """An unknown key is nobody: it is not a choice of this screen."""
        chosen = self._people.get(key)
        shown = name_mask(mask=mask, person=chosen.person if chosen else None, by=self.request.user)
        if chosen is None:
            return _("Le masque n’a plus de nom.")
        name = {"name": str(chosen.person)}
        if shown:
            return _("%(name)s : le visage est montré, sous son autorisation.") % name
        return _("%(name)s : pas d’autorisation pour l’image, le masque reste.") % name


@dataclass(frozen=True, slots=True)
class Nameable:
    """Somebody who may be under a mask; ``allows`` their face to be shown today."""

    key: str
    person: Person
    allows: bool


def nameable(investigation: Investigation) -> list[Nameable]:
    allowed = allowed_today(investigation)
    people = people_of(investigation)
    return [Nameable(key_of(person), person, allowed.has(person, What.IMAGE)) for person in people]


def give_word(request: HttpRequest, photo: Photo) -> str:
    """What the form of ``parts/photo_word.html`` says of a photo."""
    if "withhold" in request.POST:
        withhold_photo(photo=photo, by=request.user)
        return _("La photo est écartée : elle ne paraîtra pas.")
    clear_photo(
        photo=photo, nobody_recognisable="nobody" in request.POST, by=request.user, seen=request.POST.get("seen")
    )
    return _("La photo est validée : elle peut entrer dans un récit.")


def _box(said: Any) -> Box:
    try:
        box = Box(*(float(said.get(edge, "")) for edge in EDGES))
    except ValueError:
        box = Box(0, 0, 0, 0)
    if not all(0 <= edge <= 1 for edge in (box.left, box.top, box.right, box.bottom)):
        raise Refusal(_("Ce masque n’est pas sur la photo. Tracez-le de nouveau."), code="outside")
    return box


def drawn(photo: Photo) -> list[Drawn]:
    """All that lie on people, those that are off as well."""
    masks = photo.masks.on_people().select_related("pupil", "interviewee")
    without = set(photo.masks.shown_without_consent().values_list("pk", flat=True))
    places = ((mask, mask.box.pixels((photo.width, photo.height))) for mask in masks)
    return [
        Drawn(mask, mask.pk not in without, number, key_of(mask.person), left, top, right - left, bottom - top)
        for number, (mask, (left, top, right, bottom)) in enumerate(places, 1)
    ]
