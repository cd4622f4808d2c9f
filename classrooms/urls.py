"""Public addresses of this app; those of the admin are registered in wagtail_hooks."""

from django.urls import path

from classrooms.invitations.views import InvitationView

urlpatterns = [path("invitation/<str:token>/", InvitationView.as_view(), name="invitation")]
