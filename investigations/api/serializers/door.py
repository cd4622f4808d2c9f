"""Signing in."""

from typing import Any

from rest_framework import serializers


class PictureSlugField(serializers.CharField):
    """Compared as it is: a secret is never trimmed into the right one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, trim_whitespace=False, **kwargs)


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
