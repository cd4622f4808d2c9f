"""A story's first appearance is told to who keeps the entry that it is about."""

from django.conf import settings
from django.utils.translation import override

from cms.models import StoryPage
from cms.open_data.licence import whole
from investigations.directory.news import tell_holders


def tell_holders_of_story(story: StoryPage) -> None:
    """Not when it is corrected, and not when it comes back."""
    if story.first_published_at == story.last_published_at and StoryPage.objects.live().public().filter(pk=story.pk):
        with override(settings.LANGUAGE_CODE):
            address = whole(story.url)
        tell_holders("told", story.project, title=story.title, story=address)
