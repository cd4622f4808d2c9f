"""How a pupil is shown to the class."""

from rest_framework import serializers


class PupilLookSerializer(serializers.Serializer):
    name = serializers.CharField(source="public_name")
    animal = serializers.CharField()
    colour = serializers.CharField()


class PupilSerializer(PupilLookSerializer):
    id = serializers.UUIDField()
    level = serializers.CharField(allow_blank=True)
