"""Citizen projects and their causes: the public directory."""

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from classrooms.models import User
from classrooms.roster.text import plain
from investigations.directory.models.former_addresses import follow_address
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
        """What the public may see: published, and not paused by who keeps it."""
        return self.filter(live=True, paused_at=None)

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
        return self.select_related("picture").prefetch_related("causes")


class PointFrom(models.TextChoices):
    ADDRESS = "address", _("l’adresse")
    PIN = "pin", _("une épingle posée à la main")
    COMMUNE = "commune", _("la commune")


class CitizenProject(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, ClusterableModel):
    name = models.CharField(_("nom"), max_length=120)
    slug = models.SlugField(_("adresse web"), max_length=140, unique=True)
    causes = ParentalManyToManyField(Cause, related_name="projects", verbose_name=_("causes"))
    summary = models.CharField(_("en une phrase"), max_length=250)
    description = models.TextField(_("ce que fait le projet"), blank=True)
    address = models.CharField(_("adresse"), max_length=200)
    postcode = models.CharField(_("code postal"), max_length=10)
    commune = models.CharField(_("commune"), max_length=100)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    point_from = models.CharField(_("lieu trouvé par"), max_length=8, choices=PointFrom, blank=True)
    picture = models.ForeignKey(
        "directory.ProjectPicture", models.SET_NULL, verbose_name=_("image"), null=True, blank=True, editable=False,
        related_name="+",
    )  # fmt: skip
    picture_alt = models.CharField(
        _("ce que l’on voit sur l’image"), max_length=250, blank=True,
        help_text=_("Pour qui ne la voit pas. Par exemple : trois carrés de légumes devant un mur de briques."),
    )  # fmt: skip
    opening_hours = models.CharField(_("horaires d’ouverture"), max_length=250, blank=True)
    contact_name = models.CharField(_("contact"), max_length=100, blank=True)
    contact_email = models.EmailField(_("adresse e-mail du contact"), blank=True)
    contact_phone = models.CharField(_("téléphone du contact"), max_length=30, blank=True)
    website = models.URLField(_("site web"), blank=True, validators=[URLValidator(schemes=["http", "https"])])
    helloasso_url = models.URLField(
        _("page HelloAsso"), blank=True,
        validators=[
            URLValidator(
                schemes=["https"], regex=r"\Ahttps://www\.helloasso\.com/\S*\Z",
                message=_("Une page HelloAsso commence par https://www.helloasso.com/. Copiez-la de votre navigateur."),
                code="helloasso",
            )
        ],
        help_text=_("Par exemple : https://www.helloasso.com/associations/mon-association"),
    )  # fmt: skip
    welcomes_classes = models.BooleanField(_("accueille des classes"), default=False)
    welcome_when = models.CharField(_("quand"), max_length=200, blank=True)
    welcome_how = models.TextField(_("comment se passe l’accueil"), blank=True)
    max_pupils = models.PositiveSmallIntegerField(_("nombre maximal d’élèves"), null=True, blank=True)
    welcome_levels = models.JSONField(_("niveaux accueillis"), default=list, blank=True)
    accessibility = models.CharField(_("accessibilité"), max_length=250, blank=True)
    step_free = models.BooleanField(_("accessible sans marche"), default=False)
    has_toilets = models.BooleanField(_("toilettes sur place"), null=True, blank=True)
    photos_allowed = models.BooleanField(_("photos permises"), null=True, blank=True)
    needs_hands = models.CharField(_("besoin de bras"), max_length=250, blank=True)
    needs_things = models.CharField(_("besoin de matériel"), max_length=250, blank=True)
    needs_money = models.CharField(_("besoin d’argent"), max_length=250, blank=True)
    how_it_was_made = models.TextField(
        _("comment on a fait"), blank=True,
        help_text=_("Pour qui voudrait faire pareil : ce qu’il a fallu, à qui demander, ce qui a raté."),
    )  # fmt: skip
    registered_as = models.CharField(
        _("numéro RNA, SIREN ou SIRET"), max_length=20, blank=True,
        help_text=_("De l’association (W et neuf chiffres) ou de l’entreprise. Le public ne le voit pas."),
    )  # fmt: skip
    # By its holders, for a while: the public doesn't see it, and publishing another version changes nothing of that.
    paused_at = models.DateTimeField(_("en pause depuis"), null=True, blank=True, editable=False)
    # Whatever was written last, also without a new version: who has a copy learns from it that theirs is old.
    changed_at = models.DateTimeField(auto_now=True)

    objects = CitizenProjectQuerySet.as_manager()

    search_fields: ClassVar = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.SearchField("commune"),
        index.SearchField("without_accents"),
        index.FilterField("live"),
        index.FilterField("paused_at"),
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
                condition=models.Q(website="")
                | models.Q(website__istartswith="http://")
                | models.Q(website__istartswith="https://"),
                name="project_website_leads_to_the_web",
                violation_error_message=_("Un lien commence par http:// ou https://."),
            ),
            models.CheckConstraint(
                condition=models.Q(helloasso_url="") | models.Q(helloasso_url__startswith="https://www.helloasso.com/"),
                name="project_giving_is_on_helloasso",
                violation_error_message=_(
                    "Une page HelloAsso commence par https://www.helloasso.com/. Copiez-la de votre navigateur."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="project_point_is_whole",
                violation_error_message=_("La latitude et la longitude vont ensemble : les deux, ou aucune."),
            ),
            models.CheckConstraint(
                condition=~models.Q(latitude=0, longitude=0),
                name="project_is_not_at_0_0",
                violation_error_message=_("Le point 0, 0 est en pleine mer : laissez vide ce que vous ne savez pas."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["latitude", "longitude"], name="project_point"),
            # The latest that the public sees, past any number of drafts.
            models.Index(fields=["id"], condition=models.Q(live=True, paused_at=None), name="project_public"),
            # What a possible duplicate is looked up by.
            models.Index(fields=["postcode", "name"], name="project_postcode"),
            models.Index(fields=["commune", "name"], name="project_commune"),
            models.Index(Lower("contact_email"), name="project_contact"),
            models.Index(Lower("website"), name="project_website"),
            # The newest of those that the public sees.
            models.Index(
                fields=["-last_published_at", "-id"], name="project_newest",
                condition=models.Q(live=True, paused_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Every way to publish or withdraw ends here: the map shows it at once, a former address leads here."""
        with transaction.atomic():
            before = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            # As it is stored: a draft that is kept is this object with other words.
            stored = type(self).objects.prefetch_related("causes").get(pk=self.pk)
            place(stored)
            if before and before != stored.slug and stored.first_published_at:
                follow_address(project_id=stored.pk, before=before, now=stored.slug)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            unplace(self.pk)
            return super().delete(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.slug])

    def without_accents(self) -> str:
        """For who types without them: PostgreSQL's search does not fold by itself."""
        return plain(" ".join([self.name, self.summary, self.description, self.commune]))

    @property
    def point(self) -> Point | None:
        """None while nobody has said where it is."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def is_public(self) -> bool:
        return self.live and self.paused_at is None

    def with_content_json(self, content: dict[str, Any]) -> "CitizenProject":
        """A pause is no part of a version: publishing an older one ends none."""
        version = super().with_content_json(content)
        version.paused_at = self.paused_at
        return version
