from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from classrooms.actions.sign_in import find_open_class, sign_in_with_card, sign_in_with_pictures
from classrooms.actions.sign_out import sign_out
from investigations.api.base import DoorView, TabletView, address_of
from investigations.api.documentation import WITH_TOKEN, described
from investigations.api.serializers.door import (
    CardSerializer,
    ClassCodeSerializer,
    MeSerializer,
    OpenClassSerializer,
    PicturesSerializer,
    SessionSerializer,
)
from investigations.api.serializers.refusals import WaitSerializer, WrongPicturesSerializer

AT_THE_DOOR = (400, 413, 415, 422, 503)


def checked(serializer_class: Any, data: Any) -> dict[str, Any]:
    serializer = serializer_class(data=data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


class ClassView(DoorView):
    @described(
        "Find a class whose door is open, by its code", {200: OpenClassSerializer}, *AT_THE_DOOR, 404,
        special={429: WaitSerializer}, request=ClassCodeSerializer,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = checked(ClassCodeSerializer, request.data)
        classroom = find_open_class(code=given["code"], address=address_of(request))
        return Response(OpenClassSerializer(classroom).data)


class PicturesView(DoorView):
    @described(
        "Sign in with the class code and four pictures, in order", {200: SessionSerializer}, *AT_THE_DOOR, 404,
        special={403: WrongPicturesSerializer, 429: WaitSerializer}, request=PicturesSerializer,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = checked(PicturesSerializer, request.data)
        session = sign_in_with_pictures(
            code=given["code"],
            pupil_id=given["pupil"],
            pictures=given["pictures"],
            address=address_of(request),
        )
        return Response(SessionSerializer(session).data)


class CardView(DoorView):
    @described(
        "Sign in with a card: the door may be closed, and a wait ends", {200: SessionSerializer}, *AT_THE_DOOR, 403,
        special={429: WaitSerializer}, request=CardSerializer,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = checked(CardSerializer, request.data)
        session = sign_in_with_card(card=given["card"], address=address_of(request))
        return Response(SessionSerializer(session).data)


class SignOutView(TabletView):
    @described("Sign out: the token opens nothing any more", {204: None}, *WITH_TOKEN, request=None)
    def post(self, request: Request) -> Response:
        sign_out(token=request.auth)
        return Response(status=204)


class MeView(TabletView):
    @described("Who is signed in", {200: MeSerializer}, *WITH_TOKEN)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(request.auth).data)
