"""The page that explains what may be taken, how, and under which licence; and the code of a project's page."""

import io
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from cms.open_data import exports, licence
from cms.open_data.frames import TITLE, frame
from cms.open_data.licence import whole
from cms.open_data.linked import block, directory_in_words
from investigations.directory.models import Cause, CitizenProject

A_DAY = 24 * 60 * 60
PARIS = "2.22,48.81,2.47,48.91"


class OpenDataView(TemplateView):
    template_name = "cms/open_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        geojson = whole(reverse("projects_geojson"))
        return super().get_context_data(**kwargs) | {
            "licence": licence,
            "addresses": {name: whole(reverse(name)) for name in ADDRESSES},
            "geojson_in_box": f"{geojson}?bbox={PARIS}",
            "umap": f"{geojson}?bbox={{bbox}}",
            "causes": Cause.objects.all(),
            "page_size": exports.A_PAGE,
            "most": exports.MOST,
            "snippet": str(frame(reverse("embedded_list"), TITLE)),
            "linked": block(directory_in_words()),
        }


ADDRESSES = ("projects_geojson", "projects_csv", "elements_json", "projects_atom", "visits_calendar", "sitemap")


@require_safe
def project_qr(request: HttpRequest, slug: str) -> HttpResponse:
    """The page's address for a poster or a telephone; print shows it too."""
    project = get_object_or_404(CitizenProject.objects.live(), slug=slug)
    return qr_picture(whole(project.get_absolute_url()))


def qr_picture(address: str) -> HttpResponse:
    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", scale=4, border=4, light="#fff")
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response
