"""What goes over the wire: checked on the way in, and the same shapes are the OpenAPI schema."""

import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from investigations.actions.save_report_version import Receipt
from investigations.answers import CAPTION_AT_MOST
from investigations.models import Assignment, Investigation, Photo, Report

PHOTO_ENTRIES_AT_MOST = 100
ANSWERS_AT_MOST = 200
QUESTION_KINDS = ["short_text", "long_text", "number", "choice", "choices", "checklist", "photos"]
ANSWER_SCHEMA = {
    "nullable": True,
    "oneOf": [{"type": "string"}, {"type": "number"}, {"type": "array", "items": {"type": "string"}}],
}


@extend_schema_field(ANSWER_SCHEMA)
class AnswerField(serializers.Field):
    """Text, number, or choices: whether it fits its question is the action's to say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        texts = data if isinstance(data, list) else []
        if isinstance(data, bool | dict) or not all(isinstance(text, str) for text in texts):
            raise serializers.ValidationError(_("Un texte, un nombre ou des choix."))
        return data

    def to_representation(self, value: Any) -> Any:
        return value


class PictureSlugField(serializers.CharField):
    """Compared as it is: a secret is never trimmed into the right one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, trim_whitespace=False, **kwargs)


# --- signing in ------------------------------------------------------------------------------------------------------


class ClassCodeSerializer(serializers.Serializer):
    code = serializers.CharField(max_length=40, help_text="As a child types it: any case, spaces, dashes.")


class PicturesSerializer(ClassCodeSerializer):
    pupil = serializers.UUIDField()
    pictures = serializers.ListField(child=PictureSlugField(), min_length=4, max_length=4)


class CardSerializer(serializers.Serializer):
    card = serializers.CharField(max_length=300, help_text="The token, or the whole address of the card.")


class ClassroomSerializer(serializers.Serializer):
    name = serializers.CharField()
    school = serializers.CharField(source="school.name")


class PupilLookSerializer(serializers.Serializer):
    name = serializers.CharField(source="public_name")
    animal = serializers.CharField()
    colour = serializers.CharField()


class PupilChoiceSerializer(PupilLookSerializer):
    id = serializers.UUIDField()


class PupilSerializer(PupilChoiceSerializer):
    level = serializers.CharField(allow_blank=True)


class OpenClassSerializer(serializers.Serializer):
    classroom = ClassroomSerializer(source="*")
    code = serializers.CharField()
    pupils = PupilChoiceSerializer(source="pupils.all", many=True)
    door_closes_at = serializers.DateTimeField()


class MeSerializer(serializers.Serializer):
    expires_at = serializers.DateTimeField()
    pupil = PupilSerializer()
    classroom = ClassroomSerializer(source="pupil.classroom")


class SessionSerializer(MeSerializer):
    token = serializers.CharField()


# --- missions --------------------------------------------------------------------------------------------------------


class RoleSerializer(serializers.Serializer):
    slug = serializers.ChoiceField(choices=Assignment.Role.values, allow_blank=True)
    label = serializers.CharField(allow_blank=True)


class TeamSerializer(serializers.Serializer):
    name = serializers.CharField()
    pupils = PupilLookSerializer(source="pupils.all", many=True)


class InvestigationSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Investigation.State.values)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    camera_only = serializers.BooleanField()


class ProjectSerializer(serializers.Serializer):
    name = serializers.CharField()
    summary = serializers.CharField()
    address = serializers.CharField()
    commune = serializers.CharField()


class GuideSerializer(serializers.Serializer):
    title = serializers.CharField()
    introduction = serializers.CharField(allow_blank=True)


class QuestionSerializer(serializers.Serializer):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=QUESTION_KINDS)
    label = serializers.CharField()
    help = serializers.CharField(allow_blank=True)
    required = serializers.BooleanField()
    choices = serializers.ListField(child=serializers.CharField())
    minimum = serializers.IntegerField(allow_null=True)
    maximum = serializers.IntegerField(allow_null=True)


class PhotoEntrySerializer(serializers.Serializer):
    id = serializers.UUIDField()
    question = serializers.CharField(max_length=36)
    caption = serializers.CharField(max_length=CAPTION_AT_MOST, allow_blank=True, default="")


class RemarkSerializer(serializers.Serializer):
    question = serializers.CharField(source="question_id", allow_blank=True, help_text="Empty: about the whole report.")
    text = serializers.CharField()
    author = serializers.CharField(allow_blank=True)
    created_at = serializers.DateTimeField()


class ReportSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=Report.State.values)
    version = serializers.UUIDField(allow_null=True)
    answers = serializers.DictField(child=AnswerField())
    photos = PhotoEntrySerializer(many=True)
    remarks = RemarkSerializer(many=True, help_text="Those of the last return.")
    returned_at = serializers.DateTimeField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    held = serializers.DictField(child=serializers.CharField(), help_text="Photos that are here: id → SHA-256.")
    may_write = serializers.BooleanField()


class StorySerializer(serializers.Serializer):
    title = serializers.CharField()
    url = serializers.CharField()


class MissionSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    role = RoleSerializer()
    team = TeamSerializer(allow_null=True)
    investigation = InvestigationSerializer()
    project = ProjectSerializer()
    guide = GuideSerializer()
    questions = QuestionSerializer(many=True)
    report = ReportSerializer(allow_null=True)
    story = StorySerializer(allow_null=True)


class MissionsSerializer(serializers.Serializer):
    missions = MissionSerializer(many=True)
    server_time = serializers.DateTimeField()


# --- saving ----------------------------------------------------------------------------------------------------------


class VersionSerializer(serializers.Serializer):
    assignment = serializers.UUIDField()
    parent = serializers.UUIDField(allow_null=True, help_text="The version it was written from; null for the first.")
    answers = serializers.DictField(child=AnswerField(), help_text="By question id.")
    photos = PhotoEntrySerializer(many=True, max_length=PHOTO_ENTRIES_AT_MOST)
    submit = serializers.BooleanField()
    device_time = serializers.DateTimeField(help_text="When it was written, by the tablet's clock, however wrong.")
    device = serializers.CharField(max_length=64, allow_blank=True, default="")

    def validate_answers(self, answers: dict[str, Any]) -> dict[str, Any]:
        if len(answers) > ANSWERS_AT_MOST:
            raise serializers.ValidationError(_("Il y a trop de réponses."))
        return answers

    def validate_device_time(self, time: datetime.datetime) -> datetime.datetime:
        if not 1970 <= time.year <= 2200:
            raise serializers.ValidationError(_("L’heure de la tablette ne peut pas être juste."))
        return time


class VersionReceiptSerializer(serializers.Serializer):
    report = serializers.UUIDField(source="version.report_id")
    version = serializers.UUIDField(source="version.pk")
    sha256 = serializers.SerializerMethodField(help_text="Of the bytes of the body that is being answered.")
    state = serializers.ChoiceField(choices=Report.State.values)
    photos = serializers.DictField(
        child=serializers.CharField(allow_null=True), source="held", help_text="Id → SHA-256, null while on its way."
    )
    missing = serializers.ListField(child=serializers.UUIDField())
    superseded = serializers.UUIDField(allow_null=True, help_text="The head that this version replaced unread.")
    received_at = serializers.DateTimeField(source="version.received_at")
    server_time = serializers.SerializerMethodField()

    def get_sha256(self, receipt: Receipt) -> str:
        return self.context["sha256"]

    def get_server_time(self, receipt: Receipt) -> datetime.datetime:
        return self.context["server_time"]


class PhotoAddressSerializer(serializers.Serializer):
    assignment = serializers.UUIDField()
    report = serializers.UUIDField(help_text="It may arrive later than its photos.")


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


class ErrorSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="For the program.")
    detail = serializers.CharField(help_text="One sentence for a child, in the language of the request.")
    fields = serializers.DictField(child=serializers.CharField(), required=False)


class WrongPicturesSerializer(ErrorSerializer):
    tries_left = serializers.IntegerField()


class WaitSerializer(ErrorSerializer):
    wait_seconds = serializers.IntegerField()


class RefusedVersionSerializer(ErrorSerializer):
    questions = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="incomplete: the questions that still want an answer."
    )
