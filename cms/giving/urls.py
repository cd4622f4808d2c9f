from django.urls import path

from cms.giving.views import GiftView, GiveView

urlpatterns = [
    path("", GiveView.as_view(), name="give"),
    path("<uuid:key>/", GiftView.as_view(), name="gift"),
]
