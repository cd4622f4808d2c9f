"""Versions and photos as they come in: checked for their form here, for their meaning by the actions."""

import datetime
import hashlib
import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from investigations.actions.save_report_version import Content
from investigations.wire.content import AnswerField, PhotoEntrySerializer

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


class PhotoAddressSerializer(serializers.Serializer):
    assignment = serializers.UUIDField()
    report = serializers.UUIDField(help_text="It may arrive later than its photos.")
    device_time = serializers.DateTimeField(required=False, help_text="When it was taken, by the tablet’s clock.")
    clock_skew = serializers.IntegerField(required=False, min_value=-SKEW_AT_MOST, max_value=SKEW_AT_MOST)

    def validate_device_time(self, time: datetime.datetime) -> datetime.datetime:
        return possible_time(time)


def canonical_digest(data: Any) -> str:
    """Equal for equal JSON, whatever the order of its keys and its white space."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(data: Any) -> Content:
    """A version's JSON as the action wants it. Raises serializers.ValidationError."""
    serializer = VersionSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    valid = serializer.validated_data
    return Content(
        assignment_id=valid["assignment"],
        parent_id=valid["parent"],
        answers=valid["answers"],
        others=valid["others"],
        photos=[{**entry, "id": str(entry["id"])} for entry in valid["photos"]],
        wants_submit=valid["submit"],
        device_time=valid["device_time"],
        clock_skew=valid["clock_skew"],
        device=valid["device"],
        digest=canonical_digest(data),
    )
