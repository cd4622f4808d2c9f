"""The public page of a class: made with it, not live, and the class's group may write stories under it."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from classrooms.actions.found_groups import permissions_for
from classrooms.models import Classroom
from cms.models import ClassroomIndexPage, ClassroomPage, PublishingSettings

WRITING = ["wagtailcore.add_page", "wagtailcore.change_page"]
PUBLISHING = "wagtailcore.publish_page"


@transaction.atomic
def make_classroom_page(*, classroom: Classroom) -> ClassroomPage:
    index = ClassroomIndexPage.objects.select_for_update().get()
    page = index.add_child(
        instance=ClassroomPage(
            title=f"{classroom.name} – {classroom.school.name}",
            slug=f"{slugify(classroom.name)}-{slugify(classroom.school.name)}-{classroom.school_year}-{classroom.pk}",
            classroom=classroom,
            live=False,
        )
    )
    for permission in permissions_for(WRITING):
        GroupPagePermission.objects.create(group=classroom.group, page=page, permission=permission)
    for permission in permissions_for(["wagtailimages.choose_image"]):
        GroupCollectionPermission.objects.create(
            group=classroom.group, collection=classroom.collection, permission=permission
        )
    if PublishingSettings.load().teachers_publish:
        let_publish(page=page, group=classroom.group)
    return page


def let_publish(*, page: ClassroomPage, group: Group) -> None:
    (permission,) = permissions_for([PUBLISHING])
    GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


@transaction.atomic
def apply_publishing_settings(*, teachers_publish: bool) -> None:
    """Give every class group the right to publish under its page, or take it back."""
    if not teachers_publish:
        GroupPagePermission.objects.filter(group__classroom__isnull=False, permission__codename="publish_page").delete()
        return
    for page in ClassroomPage.objects.select_related("classroom__group"):
        let_publish(page=page, group=page.classroom.group)
