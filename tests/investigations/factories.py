import datetime
import hashlib
import uuid
from functools import cache

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from investigations.directory.models import Cause, CitizenProject, ProjectPicture
from investigations.models import Assignment, Consent, Guide, Investigation, Photo, Report, ReportVersion
from investigations.photos.intake import intake
from tests.classrooms.factories import ClassroomFactory, PupilFactory
from tests.pictures import encoded, photograph


class CitizenProjectFactory(DjangoModelFactory):
    class Meta:
        model = CitizenProject
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Jardin des Essais {n}")
    slug = factory.Sequence(lambda n: f"jardin-des-essais-{n}")
    summary = "Un jardin que les voisins cultivent ensemble."
    description = "Chaque samedi, on sème, on arrose et on partage la récolte."
    address = "2 rue du Jardin"
    postcode = "75004"
    commune = "Paris"
    latitude = 48.8560
    longitude = 2.3600
    welcomes_classes = True

    @factory.post_generation
    def causes(self, create, extracted, **kwargs):
        self.causes.set(extracted or [Cause.objects.get(slug="ecologie")])
        self.save()


class ProjectPictureFactory(DjangoModelFactory):
    """In private storage; ``content`` stands for the decoded picture."""

    class Meta:
        model = ProjectPicture

    class Params:
        content = factory.LazyFunction(lambda: clean_photograph().clean)

    id = factory.LazyFunction(uuid.uuid4)
    file = factory.LazyAttribute(lambda o: ContentFile(o.content, name=f"projects/{o.id}-picture.jpg"))
    thumbnail = factory.LazyAttribute(lambda o: ContentFile(o.content, name=f"projects/{o.id}-thumbnail.jpg"))
    width, height, faces = 800, 600, 0


class InvestigationFactory(DjangoModelFactory):
    class Meta:
        model = Investigation

    class Params:
        opened = factory.Trait(
            state=Investigation.State.OPEN,
            opened_at=factory.LazyFunction(timezone.now),
            guide_revision=factory.LazyAttribute(lambda o: o.guide.latest_revision),
            frozen_questions=factory.LazyAttribute(lambda o: o.guide.as_questions()),
        )

    classroom = factory.SubFactory(ClassroomFactory)
    project = factory.SubFactory(CitizenProjectFactory)
    guide = factory.LazyFunction(lambda: Guide.objects.get(slug="premiere-rencontre"))


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    investigation = factory.SubFactory(InvestigationFactory, opened=True)
    pupil = factory.SubFactory(PupilFactory, classroom=factory.SelfAttribute("..investigation.classroom"))
    role = Assignment.Role.INTERVIEWER


class ReportFactory(DjangoModelFactory):
    """A report with one version that answers every question."""

    class Meta:
        model = Report
        skip_postgeneration_save = True

    class Params:
        submitted = factory.Trait(
            state=Report.State.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now), version__wants_submit=True
        )

    id = factory.LazyFunction(uuid.uuid4)
    assignment = factory.SubFactory(AssignmentFactory)

    @factory.post_generation
    def version(self, create, extracted, **kwargs):
        kwargs.setdefault(
            "answers", {q["id"]: answer_to(q) for q in self.assignment.questions if q["kind"] != "photos"}
        )
        pupil = self.assignment.pupil or self.assignment.team.pupils.first()
        self.head = ReportVersion.objects.create(
            id=uuid.uuid4(), report=self, pupil=pupil, device_time=timezone.now(), sha256="0" * 64, **kwargs
        )
        self.save()


class ConsentFactory(DjangoModelFactory):
    """A pupil's, for a year, on the site and in print, signed by both."""

    class Meta:
        model = Consent

    pupil = factory.SubFactory(PupilFactory)
    investigation = factory.SubFactory(InvestigationFactory, classroom=factory.SelfAttribute("..pupil.classroom"))
    what = Consent.What.IMAGE
    web = print = True
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyAttribute(lambda o: o.starts_on + datetime.timedelta(days=365))
    signed = Consent.Signed.BOTH
    kept = Consent.Kept.PAPER
    pupil_agrees = True
    recorded_by = factory.LazyAttribute(lambda o: o.investigation.classroom.owner)


def answer_to(question):
    match question["kind"]:
        case "number":
            return question["minimum"] or 3
        case "choice":
            return question["choices"][0]
        case "choices" | "checklist":
            return question["choices"][:2]
        case _:
            return f"Réponse à « {question['label']} »"


@cache
def clean_photograph(name="coffee"):
    return intake(encoded(photograph(name)))


class PhotoFactory(DjangoModelFactory):
    """A photo in private storage, and an entry for it in its report's newest version."""

    class Meta:
        model = Photo
        skip_postgeneration_save = True

    class Params:
        report = factory.SubFactory(ReportFactory, submitted=True)
        cleared = factory.Trait(state=Photo.State.CLEARED)
        unsearched = factory.Trait(masked="", masked_thumbnail="")
        picture = factory.LazyFunction(clean_photograph)

    id = factory.LazyFunction(uuid.uuid4)
    assignment = factory.LazyAttribute(lambda o: o.report.assignment)
    report_id = factory.LazyAttribute(lambda o: o.report.pk)
    pupil = factory.LazyAttribute(lambda o: o.report.head.pupil)
    sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.picture.clean).hexdigest())
    size = factory.LazyAttribute(lambda o: len(o.picture.clean))
    width = factory.LazyAttribute(lambda o: o.picture.width)
    height = factory.LazyAttribute(lambda o: o.picture.height)
    clean = factory.LazyAttribute(lambda o: ContentFile(o.picture.clean, name=f"tests/{o.id}/clean.jpg"))
    thumbnail = factory.LazyAttribute(lambda o: ContentFile(o.picture.thumbnail, name=f"tests/{o.id}/thumbnail.jpg"))
    # Searched for faces, and none found.
    masked = factory.LazyAttribute(lambda o: ContentFile(o.picture.clean, name=f"tests/{o.id}/masked.jpg"))
    masked_thumbnail = factory.LazyAttribute(
        lambda o: ContentFile(o.picture.thumbnail, name=f"tests/{o.id}/masked_thumbnail.jpg")
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        photo = super()._create(model_class, *args, **kwargs)
        head = Report.objects.get(pk=photo.report_id).head
        question = next(q for q in photo.assignment.questions if q["kind"] == "photos")
        head.photos = [*head.photos, {"id": str(photo.pk), "question": question["id"], "caption": "Une tasse"}]
        head.save()
        return photo
