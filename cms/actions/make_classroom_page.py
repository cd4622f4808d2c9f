"""The public page of a class: made with it, not live, and the class's group may write stories under it."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from classrooms.actions.found_groups import permissions_for
from classrooms.models import Classroom
from cms.models import ClassroomIndexPage, ClassroomPage, PublishingSettings

WRITING = ["wagtailcore.add_page", "wagtailcore.change_page"]


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
    PublishingSettings.load().apply_to(ClassroomPage.objects.filter(pk=page.pk))
    return page
