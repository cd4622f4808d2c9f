from django.db import transaction

from cms.models import PublicImage, StoryPage


@transaction.atomic
def withdraw_images(*, story: StoryPage) -> int:
    """Delete a story's public images with their renditions and files; returns how many images there were."""
    images = list(PublicImage.objects.filter(story=story))
    for image in images:
        image.delete()
    return len(images)
