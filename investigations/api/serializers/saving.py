"""The receipts."""

import datetime
from typing import ClassVar

from rest_framework import serializers

from investigations.actions.save_report_version import Receipt
from investigations.models import Photo, Report


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
