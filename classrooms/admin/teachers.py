"""Colleagues: invited by e-mail, sent home, handed the class."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.actions.change_teachers import hand_over, remove_teacher
from classrooms.actions.invite_teacher import invite_teacher, withdraw_invitation
from classrooms.admin.base import ClassroomAction, ClassroomView, OwnClassroomMixin, perform
from classrooms.errors import Refusal
from classrooms.models import Classroom, ClassroomTeacher, Invitation


class InviteForm(forms.Form):
    email = forms.EmailField(label=gettext_lazy("Adresse e-mail de votre collègue"))


class TeachersView(ClassroomView):
    template_name = "classrooms/admin/teachers.html"
    page_title = gettext_lazy("Collègues")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", InviteForm())
        memberships = list(self.classroom.memberships.select_related("user").order_by("-role", "user__last_name"))
        user = self.request.user
        return super().get_context_data(
            memberships=memberships,
            invitations=self.classroom.invitations.filter(accepted_at=None).order_by("email"),
            is_owner=user.is_superuser or any(m.user_id == user.pk and m.role == "owner" for m in memberships),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = InviteForm(request.POST)
        if form.is_valid():
            email = form.cleaned_data["email"]
            try:
                invite_teacher(classroom=self.classroom, user=request.user, email=email)
            except Refusal as refusal:
                form.add_error("email", str(refusal))
            else:
                perform(request, lambda: _("L’invitation est partie à %(email)s.") % {"email": email})
                return redirect(self.page_url("teachers"))
        return self.render_to_response(self.get_context_data(form=form))


class TeachersAction(ClassroomAction):
    back_to = "teachers"


class OwnInvitationMixin(OwnClassroomMixin):
    @cached_property
    def invitation(self) -> Invitation:
        return get_object_or_404(self.classroom.invitations, pk=self.kwargs["invitation"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.invitation  # noqa: B018 - an invitation to another class is a 404 whatever the method


class ResendInvitationView(OwnInvitationMixin, TeachersAction):
    def act(self, request: HttpRequest) -> str:
        email = self.invitation.email
        invite_teacher(classroom=self.classroom, user=request.user, email=email)
        return _("L’invitation est repartie à %(email)s. L’ancien lien ne s’ouvre plus.") % {"email": email}


class WithdrawInvitationView(OwnInvitationMixin, TeachersAction):
    def act(self, request: HttpRequest) -> str:
        email = self.invitation.email
        withdraw_invitation(invitation=self.invitation, user=request.user)
        return _("L’invitation de %(email)s est retirée.") % {"email": email}


class OwnMembershipMixin(OwnClassroomMixin):
    @cached_property
    def membership(self) -> ClassroomTeacher:
        memberships = self.classroom.memberships.select_related("user", "classroom__group")
        return get_object_or_404(memberships, pk=self.kwargs["membership"])

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.membership  # noqa: B018 - a teacher of another class is a 404 whatever the method


class ConfirmTeacherView(OwnMembershipMixin, ClassroomView):
    """A question with one button, as for pupils: what it changes is said before it is pressed."""

    template_name = "classrooms/admin/teacher_confirm.html"

    @property
    def leaving(self) -> bool:
        return self.membership.user_id == self.request.user.pk

    def wording(self) -> dict[str, str]:
        """Question, consequences and submit_label."""
        raise NotImplementedError

    def act(self) -> str:
        raise NotImplementedError

    def get_page_title(self) -> str:
        return self.wording()["question"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *above, _here = super().get_breadcrumbs_items()
        teachers = {"url": self.page_url("teachers"), "label": _("Collègues")}
        return [*above, teachers, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(membership=self.membership, **self.wording(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        perform(request, self.act)
        stays = Classroom.objects.visible_to(request.user).filter(pk=self.classroom.pk).exists()
        return redirect(self.page_url("teachers") if stays else reverse("classrooms:index"))


class RemoveTeacherView(ConfirmTeacherView):
    def wording(self) -> dict[str, str]:
        if self.leaving:
            return {
                "question": _("Quitter cette classe ?"),
                "consequences": _(
                    "Vous ne verrez plus ni les élèves, ni les reportages, ni les récits en cours. Rien n’est effacé. "
                    "Pour revenir, il faudra une nouvelle invitation."
                ),
                "submit_label": _("Quitter la classe"),
            }
        return {
            "question": _("Retirer %(who)s de la classe ?") % {"who": self.membership.user},
            "consequences": _(
                "Cette personne ne verra plus ni les élèves, ni les reportages, ni les récits en cours. Ce qu’elle a "
                "fait reste. Vous pourrez l’inviter de nouveau."
            ),
            "submit_label": _("Retirer de la classe"),
        }

    def act(self) -> str:
        leaving, who = self.leaving, str(self.membership.user)
        remove_teacher(membership=self.membership, user=self.request.user)
        return _("Vous avez quitté la classe.") if leaving else _("%(who)s n’est plus dans la classe.") % {"who": who}


class HandOverView(ConfirmTeacherView):
    def wording(self) -> dict[str, str]:
        return {
            "question": _("Confier la classe à %(who)s ?") % {"who": self.membership.user},
            "consequences": _(
                "Cette personne devient responsable de la classe : elle pourra inviter et retirer des collègues, et "
                "vous retirer aussi. Vous restez dans la classe. Elle seule pourra vous la rendre."
            ),
            "submit_label": _("Confier la classe"),
        }

    def act(self) -> str:
        hand_over(membership=self.membership, user=self.request.user)
        return _("%(who)s est maintenant responsable de la classe.") % {"who": self.membership.user}


urlpatterns = [
    path("<int:pk>/teachers/", TeachersView.as_view(), name="teachers"),
    path("<int:pk>/invitations/<int:invitation>/resend/", ResendInvitationView.as_view(), name="resend_invitation"),
    path(
        "<int:pk>/invitations/<int:invitation>/withdraw/", WithdrawInvitationView.as_view(), name="withdraw_invitation"
    ),
    path("<int:pk>/teachers/<int:membership>/remove/", RemoveTeacherView.as_view(), name="remove_teacher"),
    path("<int:pk>/teachers/<int:membership>/hand-over/", HandOverView.as_view(), name="hand_over"),
]
