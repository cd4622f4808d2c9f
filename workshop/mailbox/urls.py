from django.urls import path

from workshop.mailbox.views import letter, letter_as_sent, letters

urlpatterns = [
    path("", letters, name="mailbox"),
    path("<str:name>/", letter, name="letter"),
    path("<str:name>/lettre.html", letter_as_sent, name="letter_as_sent"),
]
