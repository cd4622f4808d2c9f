"""A holder says where the entry is; asked again whenever its address has changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.holding.views import EntryView
from cms.projects.pinning import PinForm, map_words
from investigations.directory.actions.keep_entry import newest_version
from investigations.directory.actions.place_entry import place_entry
from investigations.directory.models import CitizenProject, PointFrom
from investigations.directory.placing import Address, Found, look_up
from workshop.geo import Point

STAYS = "stays"


class PlaceView(EntryView):
    template_name = "cms/holding/place.html"

    @cached_property
    def newest(self) -> CitizenProject:
        return newest_version(self.project)

    @cached_property
    def found(self) -> Found:
        return look_up(Address.of(self.newest))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        point = self.newest.point
        initial = {"latitude": point.lat, "longitude": point.lon} if point else {}
        return self._page(PinForm(found=self.found, postcode=self.newest.postcode, initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.POST.get("place") == STAYS and self.project.point:
            return self._place(self.project.point, PointFrom(self.project.point_from or PointFrom.PIN))
        form = PinForm(request.POST, found=self.found, postcode=self.newest.postcode)
        return self._place(form.point, form.point_from) if form.is_valid() else self._page(form)

    def _place(self, point: Point | None, point_from: PointFrom | None) -> HttpResponse:
        place_entry(project=self.project, point=point, point_from=point_from)
        if point is None:
            return self.back(_("C’est noté : la Rédaction posera le point."))
        return self.back(_("C’est noté : l’épingle est relue avant de paraître."))

    def _page(self, form: PinForm) -> HttpResponse:
        context: dict[str, Any] = {
            "form": form, "found": self.found, "address": str(Address.of(self.newest)),
            "address_changed": Address.of(self.newest) != Address.of(self.project),
            "stays": self.project.live and self.project.point is not None,
        }  # fmt: skip
        return self.page(**context, **map_words())
