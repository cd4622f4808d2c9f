import hashlib
import json
from typing import Any
from uuid import UUID

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from investigations.actions.save_report_version import Content, save_report_version
from investigations.api.base import PupilView, pupil_of
from investigations.api.documentation import WITH_TOKEN, described
from investigations.api.serializers.refusals import RefusedVersionSerializer
from investigations.api.serializers.saving import VersionReceiptSerializer, VersionSerializer


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
        serializer = VersionSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        receipt = save_report_version(
            pupil=pupil_of(request),
            report_id=report,
            version_id=version,
            content=_content(serializer.validated_data, canonical_digest(request.data)),
        )
        sent = {"sha256": hashlib.sha256(request.raw_json).hexdigest(), "server_time": timezone.now()}
        shown = VersionReceiptSerializer(receipt, context=sent).data
        return Response(shown, status=201 if receipt.created else 200)


def canonical_digest(data: Any) -> str:
    """Equal for equal JSON, whatever the order of its keys and its white space."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _content(valid: dict[str, Any], digest: str) -> Content:
    return Content(
        assignment_id=valid["assignment"],
        parent_id=valid["parent"],
        answers=valid["answers"],
        others=valid["others"],
        clock_skew=valid["clock_skew"],
        photos=[{**entry, "id": str(entry["id"])} for entry in valid["photos"]],
        wants_submit=valid["submit"],
        device_time=valid["device_time"],
        device=valid["device"],
        digest=digest,
    )
