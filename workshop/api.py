"""The only router of the tablet API, mounted at /api/v1/."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularJSONAPIView

from investigations.api.base import NothingHere, OneRenderer
from investigations.api.views.missions import MissionsView
from investigations.api.views.photos import ObjectionView, PhotoFileView, PhotoView
from investigations.api.views.reports import VersionView
from investigations.api.views.tablets import ClassMissionsView, JoinView, LeaveView, RosterView, StatusView

app_name = "api"

OPEN = {"authentication_classes": [], "permission_classes": [], "content_negotiation_class": OneRenderer}

urlpatterns = [
    path("tablets/join", JoinView.as_view(), name="join"),
    path("tablet/roster", RosterView.as_view(), name="roster"),
    path("tablet/missions", ClassMissionsView.as_view(), name="class_missions"),
    path("tablet/status", StatusView.as_view(), name="status"),
    path("tablet/leave", LeaveView.as_view(), name="leave"),
    path("missions", MissionsView.as_view(), name="missions"),
    path("reports/<uuid:report>/versions/<uuid:version>", VersionView.as_view(), name="version"),
    path("photos/<uuid:photo>", PhotoView.as_view(), name="photo"),
    path("photos/<uuid:photo>/thumbnail", PhotoFileView.as_view(file="thumbnail"), name="thumbnail"),
    path("photos/<uuid:photo>/clean", PhotoFileView.as_view(file="clean"), name="clean"),
    path("photos/<uuid:photo>/objection", ObjectionView.as_view(), name="objection"),
    path("schema/", SpectacularJSONAPIView.as_view(**OPEN), name="schema"),
    re_path(r"", NothingHere.as_view(), name="nothing"),
]
