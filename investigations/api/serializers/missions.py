"""What a pupil sees."""

from rest_framework import serializers

from investigations.api.serializers.people import PupilLookSerializer
from investigations.models import Assignment, Investigation, Report
from investigations.wire.content import AnswerField, PhotoEntrySerializer

QUESTION_KINDS = ["short_text", "long_text", "number", "choice", "choices", "checklist", "photos"]


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
    entry_says = serializers.CharField(
        required=False, help_text="About the project’s entry: what that says today, in a sentence for a child."
    )


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
    others = serializers.DictField(
        child=serializers.ListField(child=AnswerField()), help_text="What else was answered on another tablet."
    )
    remarks = RemarkSerializer(many=True, help_text="Those of the last return.")
    returned_at = serializers.DateTimeField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    held = serializers.DictField(child=serializers.CharField(), help_text="Photos that are here: id → SHA-256.")
    objected = serializers.ListField(
        child=serializers.UUIDField(), help_text="Photos that their author asked not to publish."
    )
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
