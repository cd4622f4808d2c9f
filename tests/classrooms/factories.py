import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from classrooms.actions.add_pupils import NewPupil, add_pupils
from classrooms.actions.create_classroom import create_classroom
from classrooms.models import Classroom, Pupil, School, Team, User
from classrooms.models.users import EDITORS_GROUP, TEACHERS_GROUP


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        teacher = factory.Trait(group=TEACHERS_GROUP)
        editor = factory.Trait(group=EDITORS_GROUP)
        admin = factory.Trait(is_superuser=True, is_staff=True)

    email = factory.Sequence(lambda n: f"adulte{n}@example.org")
    first_name = factory.Faker("first_name", locale="fr_FR")
    last_name = factory.Faker("last_name", locale="fr_FR")
    password = factory.django.Password("cap-ou-pas-cap")
    group = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        group = kwargs.pop("group")
        user = super()._create(model_class, *args, **kwargs)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    name = factory.Sequence(lambda n: f"École des Essais {n}")
    address = "1 rue de l’Essai"
    postcode = "75004"
    commune = "Paris"
    latitude = 48.8554
    longitude = 2.3581


class ClassroomFactory(DjangoModelFactory):
    """Goes through the action, as real classes do: group and collection come along."""

    class Meta:
        model = Classroom

    owner = factory.SubFactory(UserFactory, teacher=True)
    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"CM2 {n}")
    levels = factory.LazyFunction(lambda: ["CM2"])

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return create_classroom(**kwargs)


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    classroom = factory.SubFactory(ClassroomFactory)
    name = factory.Sequence(lambda n: f"Équipe {n}")


class PupilFactory(DjangoModelFactory):
    class Meta:
        model = Pupil

    classroom = factory.SubFactory(ClassroomFactory)
    public_name = factory.Sequence(lambda n: f"Élève {n}")
    level = "CM2"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        team = kwargs.pop("team", None)
        classroom = kwargs.pop("classroom")
        (pupil,) = add_pupils(classroom=classroom, pupils=[NewPupil(**kwargs)])
        if team:
            pupil.team = team
            pupil.save(update_fields=["team"])
        return pupil
