"""What a report is made of, the same on the way in and out."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from investigations.answers import CAPTION_AT_MOST

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


class PhotoEntrySerializer(serializers.Serializer):
    id = serializers.UUIDField()
    question = serializers.CharField(max_length=36)
    caption = serializers.CharField(max_length=CAPTION_AT_MOST, allow_blank=True, default="")
