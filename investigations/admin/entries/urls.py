from django.urls import path

from investigations.admin.entries.merging import ChooseTwinView, MergeView
from investigations.admin.entries.queue import QueueView
from investigations.admin.entries.reports import ReportsView, ReportView
from investigations.admin.entries.review import RefuseView, ReviewView
from investigations.admin.entries.silent import SilentEntryView, SilentView

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("signalements/", ReportsView.as_view(), name="reports"),
    path("signalements/<int:pk>/", ReportView.as_view(), name="report"),
    path("toujours-vrai/", SilentView.as_view(), name="silent"),
    path("<int:pk>/toujours-vrai/", SilentEntryView.as_view(), name="silent_entry"),
    path("<int:pk>/", ReviewView.as_view(), name="review"),
    path("<int:pk>/refuser/", RefuseView.as_view(), name="refuse"),
    path("<int:pk>/fusionner/", ChooseTwinView.as_view(), name="choose_twin"),
    path("<int:pk>/fusionner/<int:other>/", MergeView.as_view(), name="merge"),
]
