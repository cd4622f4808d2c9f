"""“Is all of this still true?”: yes by one button, reached by the link in a letter. Opening it does nothing by itself,
since programs that look through mail follow links."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.views import View

from investigations.directory.actions.say_still_true import say_still_true
from investigations.directory.models import CitizenProject, StillTrue
from investigations.directory.true_links import holder_by


class StillTrueView(View):
    http_method_names = ("get", "head", "post")

    @cached_property
    def project(self) -> CitizenProject | None:
        """Of what is public, or was until nobody answered: a pause by its holder is theirs to end."""
        holder = holder_by(self.kwargs["token"])
        if holder is None or not holder.project.live:
            return None
        silent = StillTrue.objects.paused().filter(project=holder.project_id).exists()
        return holder.project if holder.project.is_public or silent else None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        # The address is a key: it is told to no other page.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        if self.project is None:
            return render(request, "cms/still_true_ended.html", status=410)
        known = StillTrue.objects.filter(project=self.project).first()
        context = {"project": self.project, "known": known, "thanks": "merci" in request.GET}
        return render(request, "cms/still_true.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if self.project is None:
            return render(request, "cms/still_true_ended.html", status=410)
        say_still_true(project=self.project)
        return redirect(f"{request.path}?merci=1")
