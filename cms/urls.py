from django.urls import path

from cms.removals import RemovalSentView, RemovalView
from cms.views import ProjectListView, ProjectView, SearchView

urlpatterns = [
    path("projets/", ProjectListView.as_view(), name="projects"),
    path("projets/<slug:slug>/", ProjectView.as_view(), name="project"),
    path("retrait/merci/", RemovalSentView.as_view(), name="removal_sent"),
    path("retrait/<int:pk>/", RemovalView.as_view(), name="removal"),
    path("chercher/", SearchView.as_view(), name="search"),
]
