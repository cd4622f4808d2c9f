"""Pages that the public reads, and what they say in their own language: each has an address in every language."""

from django.urls import include, path

from cms.accessibility import AccessibilityView
from cms.open_data.pages import OpenDataView, project_qr
from cms.projects.claims import ClaimSentView, ClaimView
from cms.projects.entry_reports import EntryReportSentView, EntryReportView
from cms.projects.finding import ProjectListView
from cms.projects.helping import HelpCodeView, HelpThreadView, HelpView
from cms.projects.project_map import project_map
from cms.stories.removals import RemovalSentView, RemovalView
from cms.views import ProjectView, SearchView

urlpatterns = [
    path("accessibilite/", AccessibilityView.as_view(), name="accessibility"),
    path("projets/", ProjectListView.as_view(), name="projects"),
    path("projets/carte.json", project_map, name="project_map"),
    path("projets/donnees/", OpenDataView.as_view(), name="open_data"),
    path("projets/<slug:slug>/", ProjectView.as_view(), name="project"),
    path("projets/<slug:slug>/qr.svg", project_qr, name="project_qr"),
    path("projets/<slug:slug>/signaler/", EntryReportView.as_view(), name="entry_report"),
    path("projets/<slug:slug>/signaler/merci/", EntryReportSentView.as_view(), name="entry_report_sent"),
    path("projets/<slug:slug>/aider/", HelpView.as_view(), name="help_offer"),
    path("aider/code/<str:token>/", HelpCodeView.as_view(), name="help_code"),
    path("aider/suite/<str:token>/", HelpThreadView.as_view(), name="help_thread"),
    path("projets/<slug:slug>/le-mien/", ClaimView.as_view(), name="claim"),
    path("demande/merci/", ClaimSentView.as_view(), name="claim_sent"),
    path("retrait/merci/", RemovalSentView.as_view(), name="removal_sent"),
    path("retrait/<int:pk>/", RemovalView.as_view(), name="removal"),
    path("donner/", include("cms.giving.urls")),
    path("", include("cms.newsletter.urls")),
    path("chercher/", SearchView.as_view(), name="search"),
]
