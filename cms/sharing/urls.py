"""Addresses of cards; they have no language: what they say was written in one."""

from django.urls import path

from cms.sharing import views

urlpatterns = [
    path("partage/cap-ou-pas-cap.jpg", views.site_card, name="site_card"),
    path("partage/recit-<int:pk>.jpg", views.story_card, name="story_card"),
    path("partage/classe-<int:pk>.jpg", views.classroom_card, name="classroom_card"),
    path("partage/projet-<slug:slug>.jpg", views.project_card, name="project_card"),
]
