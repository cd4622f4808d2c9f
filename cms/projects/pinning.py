"""The pin of a place, as ordinary form fields: a script moves it, the server checks it."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _

from investigations.directory.models import PointFrom
from investigations.directory.placing import Found
from workshop.geo import Point

HERE, ELSEWHERE = "here", "elsewhere"


class PinForm(forms.Form):
    latitude = forms.FloatField(
        required=False, widget=forms.HiddenInput, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = forms.FloatField(
        required=False, widget=forms.HiddenInput, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )

    def __init__(self, *args: Any, found: Found, postcode: str, **kwargs: Any) -> None:
        point = found.point
        initial = {"latitude": point.lat, "longitude": point.lon} if point else {}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        self.found, self.postcode = found, postcode
        self.asks_really = False

    def clean(self) -> dict[str, Any]:
        latitude, longitude = (self.cleaned_data.get(name) for name in ("latitude", "longitude"))
        self.cleaned_data["point"] = None
        if self.data.get("place") == ELSEWHERE:
            self.errors.clear()
            return self.cleaned_data
        if latitude is None or longitude is None or (latitude, longitude) == (0, 0):
            self.errors.clear()
            raise forms.ValidationError(
                _("Posez l’épingle sur la carte, ou continuez sans elle : la Rédaction la posera."), code="no_pin"
            )
        point = Point(round(latitude, 6), round(longitude, 6))
        if not self.data.get("really") and not settings.DIRECTORY_AREA.has(point, self.postcode):
            self.asks_really = True
            raise forms.ValidationError(
                _("Ce lieu est loin de là où l’on attend des projets. Vraiment ? Regardez encore une fois l’épingle et "
                  "l’adresse ; si c’est bien là, redites-le."), code="outside",
            )  # fmt: skip
        self.cleaned_data["point"] = point
        return self.cleaned_data

    @property
    def point(self) -> Point | None:
        answer: Point | None = self.cleaned_data["point"]
        return answer

    @property
    def point_from(self) -> PointFrom | None:
        return self.found.point_from(self.point) if self.point else None


def map_words() -> dict[str, str]:
    return {
        "map_tiles": settings.MAP_TILES_URL,
        "map_attribution": settings.TILES_ATTRIBUTION if settings.TILES_URL else "",
    }
