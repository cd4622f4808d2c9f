"""The two groups of adults. Runs after every migration, and changes nothing when all is there."""

from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from classrooms.models.users import EDITORS_GROUP, TEACHERS_GROUP


def permissions_for(names: Iterable[str]) -> list[Permission]:
    """The permissions named ``app_label.codename``, made first where a fresh or emptied database lacks them.

    Raises Permission.DoesNotExist for a name that no model declares.
    """
    pairs = [name.split(".", 1) for name in names]
    for label in {label for label, _ in pairs}:
        create_permissions(apps.get_app_config(label), verbosity=0)
    return [Permission.objects.get(content_type__app_label=label, codename=codename) for label, codename in pairs]


def admin_access() -> Permission:
    """Wagtail makes this one in a migration, which an emptied database does not run again."""
    content_type, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    permission, _ = Permission.objects.get_or_create(
        content_type=content_type, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    return permission


@transaction.atomic
def found_groups() -> tuple[Group, Group]:
    """Teachers get nothing by model: what they see follows from their classes (see classrooms.policies)."""
    teachers, _ = Group.objects.get_or_create(name=TEACHERS_GROUP)
    editors, _ = Group.objects.get_or_create(name=EDITORS_GROUP)
    teachers.permissions.add(admin_access())
    editors.permissions.add(
        admin_access(),
        *permissions_for(["classrooms.add_school", "classrooms.change_school", "classrooms.view_school"]),
    )
    return teachers, editors
