from django.urls import path

from workshop.mailbox.views import letter, letters

urlpatterns = [
    path("", letters, name="mailbox"),
    path("<str:name>/", letter, name="letter"),
]
