"""What keeps a story from the public and where to mend it; the consents that carry it and how to take one back."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.admin.base import perform
from classrooms.models import Pupil
from cms.actions.check_names import check_name, put_animal
from cms.admin.drafts import may_work_on
from cms.models import StoryPage
from cms.stories.consents import Kind, Missing, Review
from investigations.actions.withdraw_consent import preview_ending
from investigations.admin.base import FieldView
from investigations.admin.consents import withdraw_in_words
from investigations.consents import public_name
from investigations.models import Consent, Investigation, Person, Photo


@dataclass(frozen=True, slots=True)
class Lack:
    """A thing that is missing, who it is about where the reader may know, and the screen that mends it."""

    missing: Missing
    who: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Carrier:
    consent: Consent
    who: str


class StoryView(FieldView):
    header_icon = "check"

    @cached_property
    def story(self) -> StoryPage:
        story = get_object_or_404(StoryPage.objects.select_related("investigation__project"), pk=self.kwargs["page"])
        if not may_work_on(story, self.request):
            raise Http404
        return story

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.story  # noqa: B018 - a foreign story is a 404 whatever the method

    @cached_property
    def review(self) -> Review:
        return Review(self.story.get_latest_revision_as_object())

    @cached_property
    def knows_the_class(self) -> bool:
        own = Investigation.objects.visible_to(self.request.user)
        return bool(own.filter(pk=self.story.investigation_id).exists())

    @cached_property
    def carriers(self) -> list[Carrier]:
        """Of the last draft and of what is live."""
        carried = self.review.carried() | Review(self.story).carried()
        standing = self.story.investigation.consents.standing().select_related("pupil", "interviewee", "investigation")
        return [Carrier(one, self.called(one.person)) for one in standing if (one.person, one.what) in carried]

    def called(self, person: Person) -> str:
        """Editors meet pupils under the name that the public does."""
        if self.knows_the_class or not isinstance(person, Pupil):
            return str(person)
        return public_name(person, self.review.allowed)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.story.pk]),
            "label": self.story.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.get_page_title()}]


class StoryConsentsView(StoryView):
    template_name = "cms/admin/story_consents.html"
    page_title = gettext_lazy("Autorisations du récit")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lacks = [self._lack(one) for one in self.review.missing()]
        return super().get_context_data(
            story=self.story, lacks=lacks, carriers=self.carriers, knows_the_class=self.knows_the_class, **kwargs
        )

    def _lack(self, missing: Missing) -> Lack:
        who = ", ".join(str(person) for person in missing.people) if self.knows_the_class else ""
        url, label = self._way(missing)
        return Lack(missing, who, url, label)

    def _way(self, missing: Missing) -> tuple[str, str]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.story.pk])
        if missing.kind is Kind.ALT or not self.knows_the_class:
            return edit + f"#block-{missing.block}-section" if missing.block else edit, _("Ouvrir le récit")
        if missing.photo:
            photo = Photo.objects.filter(
                pk=missing.photo, assignment__investigation=self.story.investigation_id
            ).first()
            if photo:
                return reverse("review:masks", args=[photo.report_id, photo.pk]), _("Ouvrir la photo")
        if missing.people and not (missing.hit and missing.hit.former):
            table = reverse("investigations:consents", args=[self.story.investigation_id])
            return f"{table}#p-{missing.people[0].pk}", _("Voir les autorisations")
        return edit, _("Ouvrir le récit")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.knows_the_class:
            raise Http404
        perform(request, lambda: self._act(request))
        return redirect(request.path)

    def _act(self, request: HttpRequest) -> str:
        if digest := request.POST.get("animal"):
            put_animal(story=self.story, digest=digest, by=request.user)
            return _("Dans le brouillon, l’animal a pris la place du prénom.")
        check_name(story=self.story, digest=request.POST.get("nobody", ""), by=request.user)
        return _("C’est noté : ici, ce mot ne nomme personne.")


class WithdrawFromStoryView(StoryView):
    """Any consent that carries this story, by a teacher or an editor, with what it touches."""

    template_name = "investigations/admin/withdraw_consent.html"
    page_title = gettext_lazy("Retirer une autorisation")

    @cached_property
    def carrier(self) -> Carrier:
        found = next((one for one in self.carriers if one.consent.pk == self.kwargs["consent"]), None)
        if found is None:
            raise Http404
        return found

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.carrier  # noqa: B018 - a consent that carries another story is a 404 whatever the method

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            consent=self.carrier.consent,
            who=self.carrier.who,
            under=self.story.get_admin_display_title(),
            ending=preview_ending(self.carrier.consent),
            back=reverse("stories:consents", args=[self.story.pk]),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, lambda: withdraw_in_words(self.carrier.consent, request))
        return redirect("stories:consents", self.story.pk)
