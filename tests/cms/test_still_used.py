"""What something still needs can't be deleted: a sentence says why, and everything stands as it did."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection

from classrooms.models import Classroom, School, User
from investigations.directory.models import CitizenProject
from investigations.models import Guide
from tests.classrooms.factories import ClassroomFactory, SchoolFactory
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.factories import CitizenProjectFactory, InvestigationFactory

pytestmark = pytest.mark.django_db
GUIDE, PROJECT = "wagtailsnippets_investigations_guide", "wagtailsnippets_directory_citizenproject"


@pytest.fixture
def investigation():
    return InvestigationFactory(classroom=ClassroomFactory(name="CM2 Lilas"))


def refused(client, name, *args, query=""):
    answer = client.post(reverse(name, args=args) + query)
    assert answer.status_code == 409, answer
    page = text_of(answer)
    assert "Rien n’a été supprimé" in page
    return page


@pytest.mark.parametrize(("role", "route", "what"), [
    ("editor", f"{PROJECT}:delete", lambda one: one.project),
    ("editor", f"{GUIDE}:delete", lambda one: one.guide),
    ("admin", "schools:delete", lambda one: one.classroom.school),
    ("admin", "wagtailadmin_collections:delete", lambda one: one.classroom.collection),
    ("admin", "wagtailusers_groups:delete", lambda one: one.classroom.group),
])  # fmt: skip
def test_what_is_in_use_stays_and_the_page_says_what_uses_it(investigation, role, route, what):
    thing = what(investigation)
    before = list(Collection.objects.values("pk", "path", "numchild"))
    page = refused(signed_in(**{role: True}), route, thing.pk)
    assert "1 enquête" in page or "1 classe" in page
    assert type(thing).objects.filter(pk=thing.pk).exists()
    assert list(Collection.objects.values("pk", "path", "numchild")) == before
    assert Classroom.objects.get() == investigation.classroom
    assert "supprimé." not in page.replace("Rien n’a été supprimé", "")


def test_an_editor_learns_how_many_and_not_whose(investigation):
    page = refused(signed_in(editor=True), f"{PROJECT}:delete", investigation.project.pk)
    assert "dépubliez-le" in page
    assert reverse(f"{PROJECT}:edit", args=[investigation.project.pk]) in page
    assert "CM2 Lilas" not in page
    page = refused(signed_in(admin=True), "schools:delete", investigation.classroom.school.pk)
    assert "CM2 Lilas" in page
    assert reverse("classrooms:edit", args=[investigation.classroom.pk]) in page


def test_what_is_gone_is_said_plainly_with_a_way_back():
    answer = signed_in(editor=True).get(reverse(f"{PROJECT}:delete", args=[0]))
    page = text_of(answer)
    assert answer.status_code == 404
    assert "Page introuvable" in page
    assert f'href="{reverse("wagtailadmin_home")}">Retour à l’accueil' in page
    assert "Wagtail admin" not in page


@pytest.mark.parametrize(("app", "model"), [("directory", "citizenproject"), ("investigations", "guide")])
def test_several_at_once_go_together_or_not_at_all(investigation, app, model):
    used, free = {
        "citizenproject": lambda: (investigation.project, CitizenProjectFactory()),
        "guide": lambda: (investigation.guide, Guide.objects.exclude(pk=investigation.guide.pk).first()),
    }[model]()
    refused(signed_in(editor=True), "wagtail_bulk_action", app, model, "delete", query=f"?id={free.pk}&id={used.pk}")
    assert type(used).objects.filter(pk__in=[used.pk, free.pk]).count() == 2


def test_what_nothing_uses_is_deleted_as_ever(investigation):
    editor, admin = signed_in(editor=True), signed_in(admin=True)
    school, project = SchoolFactory(), CitizenProjectFactory()
    group = Group.objects.create(name="Sans classe")
    collection = Collection.get_first_root_node().add_child(name="Sans classe")
    assert admin.post(reverse("schools:delete", args=[school.pk])).status_code == 302
    assert editor.post(reverse(f"{PROJECT}:delete", args=[project.pk])).status_code == 302
    assert admin.post(reverse("wagtailusers_groups:delete", args=[group.pk])).status_code == 302
    assert admin.post(reverse("wagtailadmin_collections:delete", args=[collection.pk])).status_code == 302
    for model, gone in ((School, school), (CitizenProject, project), (Group, group), (Collection, collection)):
        assert not model.objects.filter(pk=gone.pk).exists()


def test_deleting_the_account_of_a_teacher_leaves_the_class(investigation):
    owner = investigation.classroom.owner
    assert signed_in(admin=True).post(reverse("wagtailusers_users:delete", args=[owner.pk])).status_code == 302
    assert not User.objects.filter(pk=owner.pk).exists()
    assert Classroom.objects.filter(pk=investigation.classroom.pk).exists()
