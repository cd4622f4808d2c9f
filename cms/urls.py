from django.urls import path

from cms.views import ProjectListView, ProjectView, SearchView

urlpatterns = [
    path("projets/", ProjectListView.as_view(), name="projects"),
    path("projets/<slug:slug>/", ProjectView.as_view(), name="project"),
    path("chercher/", SearchView.as_view(), name="search"),
]
