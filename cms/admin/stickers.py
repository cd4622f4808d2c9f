from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from cms.projects.sticker_printing import per_sheet, print_sticker
from investigations.directory.models import CitizenProject


class StickerView(View):
    """For the editors, who hand them out."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.is_editor:
            raise Http404
        project = get_object_or_404(CitizenProject.objects.live(), pk=pk)
        return print_sticker(project, per_sheet=per_sheet(request.GET.get("feuille", "")))
