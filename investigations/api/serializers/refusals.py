"""Every no has one shape, some with a number more."""

from rest_framework import serializers


class ErrorSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="For the program.")
    detail = serializers.CharField(help_text="One sentence for a child, in the language of the request.")
    fields = serializers.DictField(child=serializers.CharField(), required=False)


class WaitSerializer(ErrorSerializer):
    wait_seconds = serializers.IntegerField()


class RefusedVersionSerializer(ErrorSerializer):
    questions = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="incomplete: the questions that still want an answer."
    )
