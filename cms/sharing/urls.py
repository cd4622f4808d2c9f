"""What has no language: what it says was written in one."""

from django.urls import path

from cms.sharing import views
from cms.sharing.manifest import FaviconView, manifest
from cms.sharing.stories_atom import stories_atom

urlpatterns = [
    path("recits/atom.xml", stories_atom, name="stories_atom"),
    path("site.webmanifest", manifest, name="site_manifest"),
    path("favicon.ico", FaviconView.as_view(), name="favicon"),
    path("partage/recit/<int:pk>.svg", views.story_qr, name="story_qr"),
    path("partage/cap-ou-pas-cap.jpg", views.site_card, name="site_card"),
    path("partage/recit/<int:pk>.jpg", views.story_card, name="story_card"),
    path("partage/classe/<int:pk>.jpg", views.classroom_card, name="classroom_card"),
    path("partage/projet/<slug:slug>.jpg", views.project_card, name="project_card"),
]
