from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from classrooms.actions.change_tablet import Status, leave_class, note_status
from classrooms.actions.join_tablet import join_with_card, join_with_code
from investigations.api.base import DoorView, TabletView, address_of, tablet_of
from investigations.api.documentation import WITH_TABLET, described
from investigations.api.offline_pack import Roster, class_missions, digest_of
from investigations.api.serializers.refusals import WaitSerializer
from investigations.api.serializers.tablets import (
    ClassMissionsSerializer,
    JoinedSerializer,
    JoinSerializer,
    NotedSerializer,
    RosterSerializer,
    StatusSerializer,
)


def checked(serializer_class: Any, data: Any) -> dict[str, Any]:
    serializer = serializer_class(data=data)
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


def unchanged(request: Request, etag: str) -> Response | None:
    if request.headers.get("If-None-Match") == etag:
        return Response(status=304, headers={"ETag": etag})
    return None


class JoinView(DoorView):
    @described(
        "A tablet joins a class: by its code while the door is open, or by any pupil’s card", {201: JoinedSerializer},
        400, 403, 404, 413, 415, 422, 503, special={429: WaitSerializer}, request=JoinSerializer,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        given = checked(JoinSerializer, request.data)
        join = join_with_code if "code" in given else join_with_card
        return Response(JoinedSerializer(join(**given, address=address_of(request))).data, status=201)


class RosterView(TabletView):
    @described("The class’s pupils, each with a sealed token", {200: RosterSerializer, 304: None}, *WITH_TABLET)
    def get(self, request: Request) -> Response:
        roster = Roster(tablet_of(request))
        if same := unchanged(request, roster.etag):
            return same
        return Response(RosterSerializer(roster.content()).data, headers={"ETag": roster.etag})


class ClassMissionsView(TabletView):
    @described("The class’s missions, without answers", {200: ClassMissionsSerializer, 304: None}, *WITH_TABLET)
    def get(self, request: Request) -> Response:
        content = {"missions": class_missions(tablet_of(request)), "server_time": timezone.now()}
        shown = ClassMissionsSerializer(content).data
        etag = digest_of(shown["missions"])
        return unchanged(request, etag) or Response(shown, headers={"ETag": etag})


class StatusView(TabletView):
    open_to_revoked = True

    @described(
        "What the tablet says of itself", {200: NotedSerializer}, *WITH_TABLET, 413, 415, 422, request=StatusSerializer
    )
    def put(self, request: Request) -> Response:
        tablet = tablet_of(request)
        note_status(tablet=tablet, status=Status(**checked(StatusSerializer, request.data)))
        noted = {"tablet": tablet, "revoked": tablet.revoked_at is not None, "server_time": timezone.now()}
        return Response(NotedSerializer(noted).data)


class LeaveView(TabletView):
    open_to_revoked = True

    @described("The tablet has wiped itself and leaves its class", {204: None}, *WITH_TABLET, request=None)
    def post(self, request: Request) -> Response:
        leave_class(tablet=tablet_of(request))
        return Response(status=204)
