"""Between two steps: is the place right, and is the project here already?"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cms.models import LegalSettings
from cms.projects.pinning import PinForm, map_words
from cms.quotas import has_turn, network_of
from cms.registering.placing import address_in, alike, keep_apart, keep_point
from cms.registering.steps import BY_SLUG
from cms.registering.views import LOOKED_AFTER, RegisteringView, after
from investigations.directory.models import CitizenProject
from investigations.directory.placing import look_up

ASKED_AN_HOUR = 600
TYPED = ("name", "postcode", "commune", "website")


class PlaceView(RegisteringView):
    def get(self, request: HttpRequest) -> HttpResponse:
        address = self.registration and address_in(self.registration)
        if not address:
            return redirect("register_step", "lieu")
        return self._page(PinForm(found=look_up(address), postcode=address.postcode))

    def post(self, request: HttpRequest) -> HttpResponse:
        address = self.registration and address_in(self.registration)
        if not self.registration or not address:
            return redirect("register_step", "lieu")
        form = PinForm(request.POST, found=look_up(address), postcode=address.postcode)
        if not form.is_valid():
            return self._page(form)
        self.registration = keep_point(self.registration, address, form.point, form.point_from)
        return redirect(after(self.registration, "lieu"))

    def _page(self, form: PinForm) -> HttpResponse:
        address = self.registration and address_in(self.registration)
        return self.step_page(
            "place", 2, form=form, found=form.found, address=str(address), stays=False, **map_words()
        )  # fmt: skip


class AlikeView(RegisteringView):
    """“It isn't the same” goes on, and is remembered; “it is mine” leads to who keeps it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        slug = self._after()
        found = alike(self.registration) if self.registration else []
        if not self.registration or not found:
            return redirect(self._next(slug))
        return self.step_page("alike", BY_SLUG[slug] + 1, found=found, after=slug)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.registration:
            shown = set(request.POST.getlist("shown")[:10])
            apart = [one.project.pk for one in alike(self.registration) if str(one.project.pk) in shown]
            self.registration = keep_apart(self.registration, apart)
        return redirect(self._next(self._after()))

    def _after(self) -> str:
        slug = self.request.GET.get("apres", "")
        return slug if slug in LOOKED_AFTER else LOOKED_AFTER[0]

    def _next(self, slug: str) -> str:
        return after(self.registration, slug) if self.registration else reverse("register")


class MineView(RegisteringView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        project = get_object_or_404(CitizenProject.objects.live(), pk=pk)
        context = {
            "project": project, "held": project.holders.confirmed().exists(), "email": LegalSettings.load().email,
            "registration": self.registration,
        }  # fmt: skip
        return render(request, "cms/registering/mine.html", context)


class AlikeWhileTypingView(RegisteringView):
    """Name, place and address of what is public, to a browser that has begun to register something."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        if self.registration is None:
            return JsonResponse({"found": []}, status=403)
        if not has_turn("register-alike", network_of(request), at_most=ASKED_AN_HOUR):
            return JsonResponse({"found": []}, status=429)
        typed = {name: request.GET[name].replace("\x00", "") for name in TYPED if name in request.GET}
        found = [
            {
                "name": one.project.name,
                "place": f"{one.project.address}, {one.project.postcode} {one.project.commune}",
                "url": one.project.get_absolute_url(),
            }
            for one in alike(self.registration, typed)
        ]
        return JsonResponse({"found": found})
