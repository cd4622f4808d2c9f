from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from classrooms.models.users import User
from classrooms.roster.codes import valid_uai
from workshop.geo import Point


def validate_uai(code: str) -> None:
    """Refuse a code of the national register whose last letter does not follow from its digits."""
    if not valid_uai(code):
        raise ValidationError(
            _("Ce code UAI n’est pas valable : sept chiffres, puis la lettre de contrôle."), code="uai"
        )


class SchoolQuerySet(models.QuerySet["School"]):
    def visible_to(self, user: User) -> "SchoolQuerySet":
        """Schools are public facts: every adult of the house may choose one."""
        return self if user.is_active and (user.is_editor or user.is_teacher) else self.none()


class School(models.Model):
    name = models.CharField(_("nom"), max_length=150)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postcode = models.CharField(_("code postal"), max_length=10, blank=True)
    commune = models.CharField(_("commune"), max_length=100)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    uai = models.CharField(
        _("code UAI"), max_length=8, unique=True, null=True, blank=True, validators=[validate_uai],
        help_text=_("Sept chiffres et une lettre, par exemple 0750655E."),
    )  # fmt: skip

    both_sign = models.BooleanField(
        _("les deux responsables légaux signent"), default=True,
        help_text=_("Ils protègent ensemble l’image de leur enfant. Une école peut se contenter d’une signature."),
    )  # fmt: skip
    contact = models.CharField(
        _("contact pour les familles"), max_length=150, blank=True,
        help_text=_("Téléphone ou adresse e-mail de l’école, imprimé sur les autorisations."),
    )  # fmt: skip

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("école")
        verbose_name_plural = _("écoles")
        ordering: ClassVar = ["commune", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.commune}"

    def clean(self) -> None:
        self.uai = self.uai.strip().upper() if self.uai else None

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
