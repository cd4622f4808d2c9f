"""Permission policies for Wagtail's viewsets, built on ``visible_to``: what an adult can't see, they can't touch."""

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.permission_policies.base import BaseDjangoAuthPermissionPolicy

from classrooms.models import User


class OwnClassroomPolicy(BaseDjangoAuthPermissionPolicy):
    """Teachers may do everything with what belongs to their classes, and nothing with anything else.

    Works for every model whose manager has ``visible_to(user)``. ``denied`` names actions nobody has
    (``{"delete"}`` for what must not vanish by a click).
    """

    def __init__(self, model: type[Model], *, denied: frozenset[str] | set[str] = frozenset()) -> None:
        super().__init__(model)
        self.denied = frozenset(denied)

    def user_has_permission(self, user: User, action: str) -> bool:
        return user.is_active and action not in self.denied and (user.is_superuser or user.is_teacher)

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user: User, actions: Any, instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: User, actions: Any) -> QuerySet[Any]:
        allowed = any(self.user_has_permission(user, action) for action in actions)
        manager = self.model._default_manager
        return manager.visible_to(user) if allowed else manager.none()

    def instances_user_has_permission_for(self, user: User, action: str) -> QuerySet[Any]:
        return self.instances_user_has_any_permission_for(user, [action])

    def users_with_any_permission(self, actions: Any) -> QuerySet[User]:
        return User.objects.filter(is_active=True, is_superuser=True)

    def users_with_permission(self, action: str) -> QuerySet[User]:
        return self.users_with_any_permission([action])
