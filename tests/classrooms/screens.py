"""Adults at their screens."""

import html

from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.classrooms.factories import UserFactory


def signed_in(user=None, **traits):
    client = Client()
    user = user or UserFactory(**traits)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.user = user
    return client


def at(name, *args):
    return reverse(f"classrooms:{name}", args=args)


def text_of(response):
    return html.unescape(response.getvalue().decode()).replace("\u202f", " ").replace("\xa0", " ")


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
