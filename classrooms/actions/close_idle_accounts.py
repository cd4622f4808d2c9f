"""Who has not signed in for two years is written to, and their account closed a month later.

Runs every day, may stop anywhere and be run again: each account is its own transaction, and a row says which letter has
been sent.
"""

import datetime
import functools
import logging
from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply
from wagtail.users.models import UserProfile

from classrooms.models import ClassroomTeacher, IdleWarning, User
from classrooms.models.idleness import ties_of
from classrooms.models.users import CLOSED_DOMAIN
from classrooms.tasks import send_idle_warning

logger = logging.getLogger(__name__)
Role = ClassroomTeacher.Role
# Less than a day: what a worker that was killed left unsent is sent with the next run.
GIVEN_UP_AFTER = datetime.timedelta(hours=12)
# What others answer to stays, under the name.
WORDS_TO_OTHERS = (Comment, CommentReply)


def close_idle_accounts() -> None:
    _take_back_warnings()
    for user in User.objects.idle().filter(idle_warning=None):
        _each(user, _warn)
    due = IdleWarning.objects.standing().filter(closes_on__lte=timezone.localdate())
    for user in User.objects.filter(pk__in=due.values("user")):
        _each(user, _close)
    for user in User.objects.closed():
        _each(user, _forget)


def _each(user: User, act: Callable[[User], None]) -> None:
    """One that fails stops no other."""
    try:
        with transaction.atomic():
            act(user)
    except Exception:
        logger.exception("Account %s: %s failed", user.pk, act.__name__)


def _take_back_warnings() -> None:
    """After a sign-in; after a letter that never left; where it no longer tells the truth."""
    IdleWarning.objects.exclude(user__in=User.objects.idle().values("pk")).delete()
    IdleWarning.objects.filter(sent_at=None, made_at__lt=timezone.now() - GIVEN_UP_AFTER).delete()
    for warning in IdleWarning.objects.standing().select_related("user"):
        if bool(ties_of(warning.user)) != (warning.closes_on is None):
            warning.delete()


def _warn(user: User) -> None:
    warning = IdleWarning.objects.create(user=user, made_at=timezone.now())
    transaction.on_commit(lambda: send_idle_warning.enqueue(warning.pk))


def _close(user: User) -> None:
    # All who may administer the site, so that two closings at once don't leave it without any.
    list(User.objects.select_for_update().filter(models.Q(is_superuser=True) | models.Q(pk=user.pk)).order_by("pk"))
    if not IdleWarning.objects.standing().filter(user=user).exists() or ties_of(user):
        return
    for membership in user.memberships.filter(role=Role.OWNER).select_related("classroom"):
        _pass_on(membership)
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        transaction.on_commit(functools.partial(profile.avatar.storage.delete, profile.avatar.name))
    for relation in _relations():
        if relation.on_delete is models.CASCADE and relation.related_model not in WORDS_TO_OTHERS:
            _rows(relation, user).delete()
    user.email, user.last_login = f"compte-{user.pk}@{CLOSED_DOMAIN}", None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    log(instance=user, action="classrooms.close_account", user=None, title=user.email)


def _pass_on(membership: ClassroomTeacher) -> None:
    colleagues = membership.classroom.memberships.filter(user__is_active=True).exclude(pk=membership.pk)
    heir = colleagues.order_by(F("user__last_login").desc(nulls_last=True), "pk").first()
    if heir is None:
        return
    ClassroomTeacher.objects.filter(pk=membership.pk).update(role=Role.CO_TEACHER)
    ClassroomTeacher.objects.filter(pk=heir.pk).update(role=Role.OWNER)
    log(instance=membership.classroom, action="classrooms.hand_over", user=None)


def _forget(user: User) -> None:
    """The name goes when nothing is signed with it any more."""
    if not any(_rows(relation, user).exists() for relation in _relations()):
        user.delete()


def _relations() -> list[models.ForeignObjectRel]:
    fields = User._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, models.ManyToOneRel)]


def _rows(relation: models.ForeignObjectRel, user: User) -> models.QuerySet[Any]:
    return relation.related_model._base_manager.filter(**{relation.field.name: user})
