from django.urls import path

from investigations.tablet.views import IconView, ManifestView, NotebookView, TextsView, VersionView, WorkerView

app_name = "tablet"

urlpatterns = [
    path("", NotebookView.as_view(), name="notebook"),
    path("textes.js", TextsView.as_view(), name="texts"),
    path("sw.js", WorkerView.as_view(), name="worker"),
    path("version.json", VersionView.as_view(), name="version"),
    path("manifest.webmanifest", ManifestView.as_view(), name="manifest"),
    path("icone-<int:size>.png", IconView.as_view(), name="icon"),
]
