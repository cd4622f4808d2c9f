"""What a tablet sends, and the receipts."""

import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from investigations.actions.save_report_version import Receipt
from investigations.api.serializers.content import AnswerField, PhotoEntrySerializer
from investigations.models import Photo, Report

PHOTO_ENTRIES_AT_MOST = 100
ANSWERS_AT_MOST = 200
OTHERS_AT_MOST = 50
# Any clock there is.
SKEW_AT_MOST = 2**31 - 1


def possible_time(time: datetime.datetime) -> datetime.datetime:
    if not 1970 <= time.year <= 2200:
        raise serializers.ValidationError(_("L’heure de la tablette ne peut pas être juste."))
    return time


class VersionSerializer(serializers.Serializer):
    assignment = serializers.UUIDField()
    parent = serializers.UUIDField(allow_null=True, help_text="The version it was written from; null for the first.")
    answers = serializers.DictField(child=AnswerField(), help_text="By question id.")
    photos = PhotoEntrySerializer(many=True, max_length=PHOTO_ENTRIES_AT_MOST)
    others = serializers.DictField(
        child=serializers.ListField(child=AnswerField(), max_length=OTHERS_AT_MOST),
        default=dict,
        help_text="By question id: what else was answered elsewhere, not chosen yet.",
    )
    submit = serializers.BooleanField()
    device_time = serializers.DateTimeField(help_text="When it was written, by the tablet's clock, however wrong.")
    clock_skew = serializers.IntegerField(
        allow_null=True, default=None, min_value=-SKEW_AT_MOST, max_value=SKEW_AT_MOST,
        help_text="Seconds by which the tablet’s clock is ahead of the site’s, as far as it knows.",
    )  # fmt: skip
    device = serializers.CharField(max_length=64, allow_blank=True, default="")

    def validate_answers(self, answers: dict[str, Any]) -> dict[str, Any]:
        if len(answers) > ANSWERS_AT_MOST:
            raise serializers.ValidationError(_("Il y a trop de réponses."))
        return answers

    def validate_device_time(self, time: datetime.datetime) -> datetime.datetime:
        return possible_time(time)


class VersionReceiptSerializer(serializers.Serializer):
    report = serializers.UUIDField(source="version.report_id")
    version = serializers.UUIDField(source="version.pk")
    sha256 = serializers.SerializerMethodField(help_text="Of the bytes of the body that is being answered.")
    state = serializers.ChoiceField(choices=Report.State.values)
    photos = serializers.DictField(
        child=serializers.CharField(allow_null=True), source="held", help_text="Id → SHA-256, null while on its way."
    )
    missing = serializers.ListField(child=serializers.UUIDField())
    head = serializers.UUIDField(help_text="The version that stands now.")
    merged = serializers.BooleanField(help_text="Whether that is another one: ask for the missions to see it.")
    received_at = serializers.DateTimeField(source="version.received_at")
    server_time = serializers.SerializerMethodField()

    def get_sha256(self, receipt: Receipt) -> str:
        return self.context["sha256"]

    def get_server_time(self, receipt: Receipt) -> datetime.datetime:
        return self.context["server_time"]


class PhotoAddressSerializer(serializers.Serializer):
    assignment = serializers.UUIDField()
    report = serializers.UUIDField(help_text="It may arrive later than its photos.")
    device_time = serializers.DateTimeField(required=False, help_text="When it was taken, by the tablet’s clock.")
    clock_skew = serializers.IntegerField(required=False, min_value=-SKEW_AT_MOST, max_value=SKEW_AT_MOST)

    def validate_device_time(self, time: datetime.datetime) -> datetime.datetime:
        return possible_time(time)


class PhotoReceiptSerializer(serializers.Serializer):
    photo = serializers.UUIDField(source="photo.pk")
    sha256 = serializers.CharField(source="photo.sha256")
    size = serializers.IntegerField(source="photo.size")
    width = serializers.IntegerField(source="photo.width")
    height = serializers.IntegerField(source="photo.height")
    received_at = serializers.DateTimeField(source="photo.received_at")
    report_state = serializers.ChoiceField(choices=Report.State.values, allow_null=True)


class ObjectionSerializer(serializers.ModelSerializer):
    photo = serializers.UUIDField(source="pk")
    objected = serializers.SerializerMethodField()

    class Meta:
        model = Photo
        fields: ClassVar = ["photo", "objected"]

    def get_objected(self, photo: Photo) -> bool:
        return photo.objected_at is not None
