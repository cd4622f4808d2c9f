from django.urls import path
from django.views.i18n import JavaScriptCatalog

from investigations.tablet.views import NotebookView

app_name = "tablet"

urlpatterns = [
    path("", NotebookView.as_view(), name="notebook"),
    path("textes.js", JavaScriptCatalog.as_view(domain="djangojs", packages=["investigations"]), name="texts"),
]
