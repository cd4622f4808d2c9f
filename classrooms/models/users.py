"""Adults who sign in. Pupils are not users (see pupils.py)."""

import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TEACHERS_GROUP = "Enseignants"
EDITORS_GROUP = "Rédaction"
IDLE_AFTER = datetime.timedelta(days=730)
# No mail reaches it (RFC 2606); the number keeps addresses apart.
CLOSED_DOMAIN = "ferme.invalid"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def editors(self) -> "models.QuerySet[User]":
        """Who is told of what editors must see: the group; where it is empty, who has all rights."""
        active = self.filter(is_active=True)
        editors = active.filter(groups__name=EDITORS_GROUP)
        return editors if editors.exists() else active.filter(is_superuser=True)

    def idle(self) -> "models.QuerySet[User]":
        """Open accounts that nobody signed in to for two years; one that was never used counts from its making."""
        seen = self.filter(is_active=True).annotate(seen=Coalesce("last_login", "date_joined"))
        return seen.filter(seen__lt=timezone.now() - IDLE_AFTER)

    def in_use(self) -> "models.QuerySet[User]":
        return self.filter(is_active=True).exclude(pk__in=self.idle().values("pk"))

    def closed(self) -> "models.QuerySet[User]":
        """Closed for idleness: of the person only the name is left."""
        return self.filter(is_active=False, email__endswith=f"@{CLOSED_DOMAIN}")

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    username = None  # type: ignore[assignment]
    email = models.EmailField(_("adresse e-mail"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="user_email_whatever_the_case")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def is_editor(self) -> bool:
        return self.is_superuser or self.in_group(EDITORS_GROUP)

    @property
    def is_teacher(self) -> bool:
        return self.in_group(TEACHERS_GROUP)

    def in_group(self, name: str) -> bool:
        if not self.is_active:
            return False
        names = self.__dict__.setdefault("_group_names", None)
        if names is None:
            names = self.__dict__["_group_names"] = set(self.groups.values_list("name", flat=True))
        return name in names

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("_group_names", None)
        super().refresh_from_db(*args, **kwargs)
