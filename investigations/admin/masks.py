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
from investigations.actions.mask_photo import add_mask, remove_mask
from investigations.actions.review import clear_photo, withhold_photo
from investigations.admin.base import FieldView
from investigations.admin.screens import OwnReportMixin
from investigations.models import Mask, Photo
from investigations.photos import Box

EDGES = ("left", "top", "right", "bottom")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mask with its number and its place in pixels of the picture that is shown."""

    mask: Mask
    number: int
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
        photo = self.photo
        entries = {entry["id"]: entry for entry in self.report.head.photos}
        return super().get_context_data(
            report=self.report,
            photo=photo,
            caption=entries.get(str(photo.pk), {}).get("caption", ""),
            drawn=[*drawn(photo)],
            removable=bool(photo.clean),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = perform(request, lambda: self._act(request))
        if done and not {"add", "remove"} & request.POST.keys():
            return redirect(reverse("review:report", args=[self.report.pk]) + f"#p-{self.photo.pk}")
        return redirect(request.path)

    def _act(self, request: HttpRequest) -> str:
        said, by = request.POST, request.user
        if "add" in said:
            add_mask(photo=self.photo, box=_box(said), by=by)
            return _("Le masque est posé.")
        if "remove" in said:
            number = said["remove"]
            mask = get_object_or_404(self.photo.masks, pk=int(number) if number.isdecimal() else 0)
            remove_mask(mask=mask, by=by)
            return _("Le masque est enlevé.")
        return give_word(request, self.photo)


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
    places = ((mask, mask.box.pixels((photo.width, photo.height))) for mask in photo.masks.standing())
    return [
        Drawn(mask, number, left, top, right - left, bottom - top)
        for number, (mask, (left, top, right, bottom)) in enumerate(places, 1)
    ]
