from django.urls import path

from investigations.tablet.views import NotebookView, TextsView

app_name = "tablet"

urlpatterns = [
    path("", NotebookView.as_view(), name="notebook"),
    path("textes.js", TextsView.as_view(), name="texts"),
]
