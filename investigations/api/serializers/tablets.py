"""What a tablet of a class gets, and says of itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from investigations.api.serializers.missions import (
    GuideSerializer,
    InvestigationSerializer,
    ProjectSerializer,
    QuestionSerializer,
    RoleSerializer,
    TeamSerializer,
)
from investigations.api.serializers.people import PupilSerializer


class JoinSerializer(serializers.Serializer):
    code = serializers.CharField(
        max_length=40, required=False, help_text="The class code as a child types it: any case, spaces, dashes."
    )
    card = serializers.CharField(max_length=300, required=False, help_text="The token, or the address of the card.")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if len(given) != 1:
            raise serializers.ValidationError(_("Le code de la classe, ou une carte."))
        return given


class TabletNameSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()


class ClassroomSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="uuid")
    name = serializers.CharField()
    school = serializers.CharField(source="school.name")
    code = serializers.CharField()


class JoinedSerializer(serializers.Serializer):
    token = serializers.CharField()
    tablet = TabletNameSerializer()
    classroom = ClassroomSerializer(source="tablet.classroom")
    pupil = PupilSerializer(allow_null=True, help_text="Whose card it was.")
    pupil_token = serializers.CharField(allow_null=True)


class SealedPupilSerializer(PupilSerializer):
    salt = serializers.CharField()
    iterations = serializers.IntegerField()
    seal = serializers.CharField(help_text="The pupil’s token, for the four pictures in order, joined by spaces.")
    card = serializers.CharField(help_text="SHA-256 of the card’s letters.")
    card_seal = serializers.CharField(help_text="The same token, for the card.")


class RescueSerializer(serializers.Serializer):
    salt = serializers.CharField()
    iterations = serializers.IntegerField()
    hash = serializers.CharField(help_text="PBKDF2 of the eight digits that the teacher has.")
    key = serializers.CharField(help_text="The site’s public key: a point of P-256, uncompressed, base64.")


class RosterSerializer(serializers.Serializer):
    tablet = TabletNameSerializer()
    classroom = ClassroomSerializer()
    pupils = SealedPupilSerializer(many=True)
    rescue = RescueSerializer()
    server_time = serializers.DateTimeField()


class ClassMissionSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    report_id = serializers.UUIDField(help_text="Where all who share the mission write, on whatever tablet.")
    pupils = serializers.ListField(child=serializers.UUIDField())
    role = RoleSerializer()
    team = TeamSerializer(allow_null=True)
    investigation = InvestigationSerializer()
    project = ProjectSerializer()
    guide = GuideSerializer()
    questions = QuestionSerializer(many=True)


class ClassMissionsSerializer(serializers.Serializer):
    missions = ClassMissionSerializer(many=True)
    server_time = serializers.DateTimeField()


class ReadySerializer(serializers.Serializer):
    shell = serializers.BooleanField()
    roster = serializers.BooleanField()
    missions = serializers.BooleanField()
    storage = serializers.BooleanField()


class StatusSerializer(serializers.Serializer):
    unsent_reports = serializers.IntegerField(min_value=0, max_value=100_000)
    unsent_photos = serializers.IntegerField(min_value=0, max_value=100_000)
    free_bytes = serializers.IntegerField(min_value=0, max_value=2**60, allow_null=True)
    version = serializers.CharField(max_length=64, allow_blank=True)
    ready = ReadySerializer()


class NotedSerializer(serializers.Serializer):
    tablet = TabletNameSerializer()
    revoked = serializers.BooleanField()
    server_time = serializers.DateTimeField()
