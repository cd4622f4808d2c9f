"""Two narrow tables that follow the directory: who is where, and how many are in each square of the map."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

# Squares are counted from a quarter of the world down to 600 m.
ZOOMS = range(4, 17)


class Facet(models.IntegerChoices):
    """What can be asked for on the map. Causes come after these, see ``of_cause``."""

    ALL = 0, _("tous")
    WELCOMES = 1, _("accueille des classes")
    STEP_FREE = 2, _("accessible en fauteuil")
    HANDS = 3, _("cherche des bras")
    THINGS = 4, _("cherche du matériel")
    MONEY = 5, _("cherche des dons")


_CAUSES = 16


def of_cause(cause_id: int) -> int:
    return _CAUSES + cause_id


def cause_of(facet: int) -> int:
    return facet - _CAUSES


def is_cause(facet: int) -> bool:
    return facet > _CAUSES


def bit_of(facet: int) -> int:
    """Nought for a facet that has no bit left; it is then looked up."""
    return 1 << facet if facet < 63 else 0


# Of two facets together squares have counts, too: the map of both is as exact and as quick as the map of one.
PAIRS = 1 << 16


def pair_of(one: int, other: int) -> int | None:
    """Under which number squares count both; two causes nobody asks for at once, and without a bit it isn't known."""
    first, second = sorted((one, other))
    if not 0 < first < second or is_cause(first) or not bit_of(second):
        return None
    return first * PAIRS + second


class Place(models.Model):
    """One live project under one facet. Rows are the search's own: written by ``keeping``, never shown as they are."""

    project = models.ForeignKey("directory.CitizenProject", models.CASCADE, related_name="+")
    facet = models.IntegerField()
    # Morton code of zoom 20 and the point of zoom 26 (workshop.mercator).
    code = models.BigIntegerField()
    x = models.BigIntegerField()
    y = models.BigIntegerField()
    # All facets of the project, by ``bit_of``: several are asked for without reading other rows.
    bits = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        constraints: ClassVar = [models.UniqueConstraint(fields=["facet", "project"], name="place_once_per_facet")]
        # All that a search reads.
        indexes: ClassVar = [models.Index(fields=["facet", "code", "x", "y", "bits", "project"], name="place_search")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.facet}"


class Square(models.Model):
    """How many places of a facet are in a square, and the sums that give their middle, and their project if alone."""

    facet = models.IntegerField()
    zoom = models.SmallIntegerField()
    x = models.IntegerField()
    y = models.IntegerField()
    count = models.BigIntegerField()
    sum_x = models.BigIntegerField()
    sum_y = models.BigIntegerField()
    sum_project = models.BigIntegerField()

    class Meta:
        verbose_name = _("carré de la carte")
        verbose_name_plural = _("carrés de la carte")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["facet", "zoom", "x", "y"], name="square_once_per_facet")
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.zoom}/{self.x}/{self.y}"
