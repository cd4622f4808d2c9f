"""Make what every installation has: the site's standing pages, the editors' permissions and the workflow.

Runs after every migration, changes nothing when all is there, and stands again after a database was emptied.
"""

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from classrooms.actions.found_groups import found_groups, permissions_for
from cms.actions.found_texts import found_texts
from cms.front_page.blocks import FIRST
from cms.models import ClassroomIndexPage, HomePage, StoryIndexPage
from investigations.actions.found_reference import found_reference
from investigations.directory.models import CitizenProject

WORKFLOW_NAME = "Relecture par la Rédaction"
PAGE_VERBS = ["add", "change", "publish", "lock", "unlock"]


@transaction.atomic
def found_site() -> HomePage:
    """Idempotent; see the module."""
    _, editors = found_groups()
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
    home = _found_home()
    _found_parts(home)
    _found_child(home, StoryIndexPage(title="Récits", slug="recits"))
    _found_child(home, ClassroomIndexPage(title="Classes", slug="classes"))
    found_texts(home=home)
    found_reference()
    _grant(editors, home)
    _found_workflow(editors, home)
    return home


def _found_home() -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = HomePage.objects.first()
    if home is None:
        root.get_children().not_exact_type(HomePage).filter(slug="home").delete()
        root.refresh_from_db()
        home = HomePage(
            title="Cap ou pas cap", slug="accueil", show_in_menus=True,
            motto="Le journal du quartier, écrit par les enfants qui l’explorent.",
        )  # fmt: skip
        home.is_founded = True
        root.add_child(instance=home)
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(hostname="localhost", site_name="Cap ou pas cap", root_page=home, is_default_site=True)
    return home


def _found_parts(home: HomePage) -> None:
    """A front page that has none shows these anyway: here its editors find them, to change them."""
    draft = home.get_latest_revision_as_object()
    if home.body or draft.body:
        return
    home.body, home.is_founded = FIRST, True
    home.save(update_fields=["body"])
    if home.latest_revision:
        draft.body = FIRST
        draft.save_revision(clean=False, changed=home.has_unpublished_changes)


def _found_child(home: HomePage, page: StoryIndexPage | ClassroomIndexPage) -> None:
    if not type(page).objects.exists():
        page.is_founded = True
        home.add_child(instance=page)


def _grant(editors: Group, home: HomePage) -> None:
    for verb in PAGE_VERBS:
        permission = permissions_for([f"wagtailcore.{verb}_page"])[0]
        GroupPagePermission.objects.get_or_create(group=editors, page=home, permission=permission)
    root = Collection.get_first_root_node()
    for name in ["wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image"]:
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=root, permission=permissions_for([name])[0]
        )
    letters = [f"cms.{verb}_newsletterissue" for verb in ("add", "change", "delete", "view")]
    settings_of_site = ["cms.change_publishingsettings", "cms.change_legalsettings"]
    editors.permissions.add(*permissions_for([*settings_of_site, *letters]))


def _found_workflow(editors: Group, home: HomePage) -> None:
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if made:
        task = GroupApprovalTask.objects.create(name="Rédaction")
        task.groups.add(editors)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(CitizenProject), defaults={"workflow": workflow}
    )
