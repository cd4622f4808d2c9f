"""The remarks that a teacher keeps at hand."""

from django.db import transaction
from django.utils.translation import gettext as _

from classrooms.errors import Refusal
from classrooms.models import User
from investigations.models import CannedRemark

MOST = 50


@transaction.atomic
def add_canned_remark(*, owner: User, text: str) -> CannedRemark:
    """Adding the same words again gives the one that is there."""
    words = " ".join(text.split())
    if not words or len(words) > 300:
        raise Refusal(_("Une remarque a entre 1 et 300 caractères."), code="length")
    if CannedRemark.objects.filter(owner=owner).count() >= MOST:
        raise Refusal(_("Votre liste est pleine : retirez d’abord une remarque."), code="full")
    remark, _made = CannedRemark.objects.get_or_create(owner=owner, text=words)
    return remark


@transaction.atomic
def remove_canned_remark(*, remark: CannedRemark) -> None:
    remark.delete()
