from django.db import transaction

from cms.models import Newspaper, PublicImage, StoryPage


@transaction.atomic
def withdraw_images(*, story: StoryPage) -> int:
    """Delete a story's public images with their renditions and files, and the papers that print it; returns how many
    images there were.
    """
    # Who is drawing their renditions waits, then finds them gone.
    list(StoryPage.objects.select_for_update(of=("self",)).filter(pk=story.pk))
    images = list(PublicImage.objects.filter(story=story))
    for image in images:
        image.delete()
    Newspaper.objects.showing(story).withdraw()
    return len(images)
