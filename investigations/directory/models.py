"""Citizen projects and their causes: the public directory."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from classrooms.models import User
from investigations.directory.places.keeping import place, unplace
from workshop.geo import Point, bounding_box


class Cause(models.Model):
    slug = models.SlugField(unique=True)
    name_fr = models.CharField(_("nom"), max_length=80)
    name_en = models.CharField(_("nom anglais"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("cause")
        verbose_name_plural = _("causes")
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_fr


class CitizenProjectQuerySet(SearchableQuerySetMixin, models.QuerySet["CitizenProject"]):
    def live(self) -> "CitizenProjectQuerySet":
        return self.filter(live=True)

    def visible_to(self, user: User) -> "CitizenProjectQuerySet":
        """Drafts are the editors' own; everyone else sees what is published."""
        return self if user.is_authenticated and user.is_editor else self.live()

    def within_box(self, centre: Point, radius_m: float) -> "CitizenProjectQuerySet":
        """Narrow to a box that holds the circle of ``radius_m`` metres: the database's part of a nearness search."""
        box = bounding_box(centre, radius_m)
        return self.filter(
            latitude__range=(box.south, box.north), longitude__range=(box.west, box.east)
        )  # fmt: skip

    def for_cards(self) -> "CitizenProjectQuerySet":
        return self.prefetch_related("causes")


class CitizenProject(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, ClusterableModel):
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse web"), max_length=140, unique=True)
    causes = ParentalManyToManyField(Cause, related_name="projects", verbose_name=_("causes"))
    summary = models.CharField(_("en une phrase"), max_length=250)
    description = models.TextField(_("ce que fait le projet"), blank=True)
    address = models.CharField(_("adresse"), max_length=200)
    postcode = models.CharField(_("code postal"), max_length=10)
    commune = models.CharField(_("commune"), max_length=100)
    latitude = models.FloatField(_("latitude"), validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(_("longitude"), validators=[MinValueValidator(-180), MaxValueValidator(180)])
    contact_name = models.CharField(_("contact"), max_length=100, blank=True)
    contact_email = models.EmailField(_("adresse e-mail du contact"), blank=True)
    contact_phone = models.CharField(_("téléphone du contact"), max_length=30, blank=True)
    website = models.URLField(_("site web"), blank=True, validators=[URLValidator(schemes=["http", "https"])])
    helloasso_url = models.URLField(
        _("page HelloAsso"), blank=True, validators=[URLValidator(schemes=["https"], regex=r"^https://(www\.)?helloasso\.com/\S*$")],
        help_text=_("Par exemple : https://www.helloasso.com/associations/mon-association"),
    )  # fmt: skip
    welcomes_classes = models.BooleanField(_("accueille des classes"), default=False)
    welcome_when = models.CharField(_("quand"), max_length=200, blank=True)
    welcome_how = models.TextField(_("comment se passe l’accueil"), blank=True)
    max_pupils = models.PositiveSmallIntegerField(_("nombre maximal d’élèves"), null=True, blank=True)
    welcome_levels = models.JSONField(_("niveaux accueillis"), default=list, blank=True)
    accessibility = models.CharField(_("accessibilité"), max_length=250, blank=True)

    objects = CitizenProjectQuerySet.as_manager()

    search_fields: ClassVar = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("commune"),
        index.FilterField("live"),
        index.FilterField("welcomes_classes"),
    ]

    class Meta:
        verbose_name = _("projet citoyen")
        verbose_name_plural = _("projets citoyens")
        ordering: ClassVar = ["name", "pk"]
        # Wagtail adds these when a snippet is registered; declared, they exist whatever the order of the apps.
        permissions: ClassVar = [
            ("publish_citizenproject", "Can publish citizen project"),
            ("lock_citizenproject", "Can lock citizen project"),
            ("unlock_citizenproject", "Can unlock citizen project"),
        ]
        # Whatever way a project comes in: its links are pressed by neighbours.
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q((name, ""))
                | models.Q((f"{name}__istartswith", "http://"))
                | models.Q((f"{name}__istartswith", "https://")),
                name=f"project_{name}_leads_to_the_web",
                violation_error_message=_("Un lien commence par http:// ou https://."),
            )
            for name in ["website", "helloasso_url"]
        ]
        indexes: ClassVar = [models.Index(fields=["latitude", "longitude"], name="project_point")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish or withdraw ends here: the map shows it at once."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            # As it is stored: a draft that is kept is this object with other words.
            place(type(self).objects.prefetch_related("causes").get(pk=self.pk))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            unplace(self.pk)
            return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.slug])

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)
