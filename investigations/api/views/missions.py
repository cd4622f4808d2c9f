from rest_framework.request import Request
from rest_framework.response import Response

from investigations.api.base import PupilView, pupil_of
from investigations.api.documentation import WITH_TOKEN, described
from investigations.api.missions import missions_of
from investigations.api.serializers.missions import MissionsSerializer


class MissionsView(PupilView):
    @described(
        "My missions and my team's, with what I sent and what my teacher said", {200: MissionsSerializer}, *WITH_TOKEN
    )
    def get(self, request: Request) -> Response:
        return Response(MissionsSerializer(missions_of(pupil_of(request))).data)
