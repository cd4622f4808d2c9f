from io import BytesIO
from typing import Any, ClassVar
from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from investigations.actions.object_to_photo import lift_objection, object_to_photo
from investigations.actions.receive_photo import Taken, receive_photo
from investigations.api.base import PupilView, pupil_of
from investigations.api.documentation import WITH_TOKEN, described
from investigations.api.parsers import BytesParser
from investigations.api.serializers.saving import ObjectionSerializer, PhotoReceiptSerializer
from investigations.models import Assignment, Photo
from investigations.wire.sending import PhotoAddressSerializer

DIGEST_HEADER = OpenApiParameter(
    "X-Content-SHA256", str, OpenApiParameter.HEADER, description="Hexadecimal; checked when given."
)


class PhotoView(PupilView):
    open_to_revoked = True
    parser_classes: ClassVar = [BytesParser]

    @described(
        "Send a photo", {200: PhotoReceiptSerializer, 201: PhotoReceiptSerializer}, *WITH_TOKEN,
        403, 409, 413, 422, 507, parameters=[PhotoAddressSerializer, DIGEST_HEADER],
        request={"image/*": OpenApiTypes.BINARY, "application/octet-stream": OpenApiTypes.BINARY},
        description=(
            "JPEG, PNG, WebP or HEIC, found out by decoding; at most 25 MiB and 50 megapixels. The tablet makes the "
            "id. 201 the first time, 200 for the same bytes again. 422: not_a_photo, damaged, too_many_pixels, empty, "
            "altered, too_many_photos, invalid. 403: not_writable."
        ),
    )  # fmt: skip
    def put(self, request: Request, photo: UUID) -> Response:
        address = PhotoAddressSerializer(data=request.query_params)
        address.is_valid(raise_exception=True)
        receipt = receive_photo(
            pupil=pupil_of(request),
            photo_id=photo,
            assignment_id=address.validated_data["assignment"],
            report_id=address.validated_data["report"],
            taken=Taken(address.validated_data.get("device_time"), address.validated_data.get("clock_skew")),
            stream=_stream(request),
            size=_announced_size(request),
            sha256=request.headers.get("X-Content-SHA256", "").strip(),
        )
        return Response(PhotoReceiptSerializer(receipt).data, status=201 if receipt.created else 200)


MASKED = {"clean": "masked", "thumbnail": "masked_thumbnail"}


class PhotoFileView(PupilView):
    """The new pixels, never what was received. Fetched with the token, so it can't be an address of an <img>."""

    file: ClassVar[str] = "clean"

    @described("The photo, without metadata", {(200, "image/jpeg"): OpenApiTypes.BINARY}, *WITH_TOKEN)
    def get(self, request: Request, photo: UUID) -> FileResponse:
        own = Photo.objects.showable().filter(assignment__in=Assignment.objects.of_pupil(pupil_of(request)))
        found = get_object_or_404(own, pk=photo)
        # Once nothing unmasked may be kept, the masked copy stands for it.
        file: FieldFile = getattr(found, self.file) or getattr(found, MASKED[self.file])
        try:
            return FileResponse(file.open("rb"), content_type="image/jpeg")
        except FileNotFoundError as error:
            raise Http404 from error


class ObjectionView(PupilView):
    open_to_revoked = True

    @described("Please don’t publish this photo", {200: ObjectionSerializer}, *WITH_TOKEN, request=None)
    def put(self, request: Request, photo: UUID) -> Response:
        return Response(ObjectionSerializer(object_to_photo(pupil=pupil_of(request), photo_id=photo)).data)

    @described(
        "The wish is taken back", {200: ObjectionSerializer}, *WITH_TOKEN, 403, request=None,
        description="Each pupil takes back their own: 403 not_your_wish when only others asked for it.",
    )  # fmt: skip
    def delete(self, request: Request, photo: UUID) -> Response:
        return Response(ObjectionSerializer(lift_objection(pupil=pupil_of(request), photo_id=photo)).data)


def _stream(request: Request) -> Any:
    """DRF hands an empty dictionary where there is no body."""
    return request.data if hasattr(request.data, "read") else BytesIO()


def _announced_size(request: Request) -> int | None:
    announced = request.headers.get("Content-Length", "")
    return int(announced) if announced.isdecimal() else None
