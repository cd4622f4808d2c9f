import hashlib
from uuid import UUID

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from investigations.actions.save_report_version import save_report_version
from investigations.api.base import PupilView, pupil_of
from investigations.api.documentation import WITH_TOKEN, described
from investigations.api.serializers.refusals import RefusedVersionSerializer
from investigations.api.serializers.saving import VersionReceiptSerializer
from investigations.wire.sending import VersionSerializer, content_of


class VersionView(PupilView):
    open_to_revoked = True

    @described(
        "Save a version of a report", {200: VersionReceiptSerializer, 201: VersionReceiptSerializer}, *WITH_TOKEN,
        409, 413, 415, 507, special={422: RefusedVersionSerializer}, request=VersionSerializer,
        description=(
            "The tablet makes both ids, and sends the whole content each time. 201 the first time, 200 for the same "
            "content again. A version that asks to be submitted is stored at once; its report is submitted when its "
            "last photo is here."
        ),
    )  # fmt: skip
    def put(self, request: Request, report: UUID, version: UUID) -> Response:
        receipt = save_report_version(
            pupil=pupil_of(request),
            report_id=report,
            version_id=version,
            content=content_of(request.data),
        )
        sent = {"sha256": hashlib.sha256(request.raw_json).hexdigest(), "server_time": timezone.now()}
        shown = VersionReceiptSerializer(receipt, context=sent).data
        return Response(shown, status=201 if receipt.created else 200)
