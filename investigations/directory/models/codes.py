"""A code of six digits that proves an e-mail address, once."""

import datetime
import secrets

from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 6
LASTS = datetime.timedelta(minutes=15)
TRIES = 5


def hashed(secret: str) -> str:
    """Keyed: who reads the table can't try all of a million codes on it."""
    return salted_hmac("investigations.directory.codes", secret, algorithm="sha256").hexdigest()


class ProvesEmail(models.Model):
    """What somebody does in one browser, known by a secret in its cookie, until the address that they gave answers."""

    key = models.CharField(max_length=64, unique=True)
    email = models.EmailField(blank=True)
    code = models.CharField(max_length=64, blank=True)
    code_ends_at = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def new_code(self) -> str:
        """The former one is worth nothing any more. The caller saves."""
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        self.code, self.code_ends_at, self.code_tries = self._hashed(code), timezone.now() + LASTS, 0
        return code

    def take(self, typed: str) -> bool:
        """Whether it is the code; then, and after too many tries, it is spent. The caller saves."""
        if not self.has_code:
            return False
        self.code_tries += 1
        right = constant_time_compare(self.code, self._hashed(typed))
        if right or self.code_tries >= TRIES:
            self.code = ""
        return right

    @property
    def has_code(self) -> bool:
        return bool(self.code and self.code_ends_at and timezone.now() < self.code_ends_at)

    def _hashed(self, code: str) -> str:
        return hashed(f"{self.key}:{self.email}:{code}")
