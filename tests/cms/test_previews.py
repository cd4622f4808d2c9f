"""Each block of each stream is seen as readers meet it before an editor chooses it, and says what it is for."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField

from cms.models import NewsletterIssue, StoryPage
from tests.classrooms.screens import signed_in, text_of
from tests.cms.stories import published_story

pytestmark = pytest.mark.django_db
# What only an example of that block shows.
SHOWN = {
    "heading": "<h2 data-aloud>Le feu d’abord</h2>", "paragraph": "<b>Il faut trois heures</b>",
    "quote": "Pourquoi un four pour tout le monde", "photo": "Trois miches sortent", "gallery": "gallery__one",
    "facts": "brief__lines", "correction": "corrections__list",
}  # fmt: skip


def streams() -> list[tuple[str, StreamBlock]]:
    models = apps.get_app_config("cms").get_models()
    fields = [field for model in models for field in model._meta.get_fields() if isinstance(field, StreamField)]
    return [(str(field), field.stream_block) for field in fields]


def test_each_block_of_each_stream_can_be_seen_before_it_is_chosen(client):
    published_story("Un récit bien à eux")
    editor, seen = signed_in(editor=True), set()
    every = streams()
    assert {StoryPage, NewsletterIssue} <= {apps.get_model(name.rpartition(".")[0]) for name, _stream in every}
    for field, stream in every:
        for name, block in stream.child_blocks.items():
            if type(block) in seen and block.definition_prefix in seen:
                continue
            assert block.is_previewable, (field, name)
            assert block.get_description(), (field, name)
            assert Block.definition_registry[block.definition_prefix] is block
            seen |= {type(block), block.definition_prefix}
            answer = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
            page = text_of(answer)
            assert answer.status_code == 200, (field, name)
            main = page.partition("<main")[2].partition("</main>")[0]
            assert len(main) > 200 or SHOWN.get(name, "?") in main, (field, name)
            if isinstance(stream, type(StoryPage._meta.get_field("body").stream_block)):
                assert SHOWN.get(name, "Le four à pain du square") in main, name
                assert "Un récit bien à eux" not in main, "what is shown is invented"
    assert client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}).status_code == 302
