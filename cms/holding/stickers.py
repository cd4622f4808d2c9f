"""A sticker for the holder's window, while the code on it leads somewhere."""

from django.http import Http404, HttpRequest, HttpResponse

from cms.holding.views import EntryView
from cms.projects.sticker_printing import per_sheet, print_sticker


class StickerView(EntryView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.project.is_public:
            raise Http404
        return print_sticker(self.project, per_sheet=per_sheet(request.GET.get("feuille", "")))
