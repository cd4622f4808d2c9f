"""The screens of an import, as axe sees them; and one that shows its end by itself."""

import io

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from investigations.directory.importing.columns import propose
from investigations.directory.importing.running import run_file
from investigations.directory.models import ImportedFrom, ImportRun, ImportSource
from tests.browser import LAPTOP
from tests.classrooms.screens import signed_in
from tests.investigations.directory.files import GARDEN, HEADER, PRESS, table

pytestmark = pytest.mark.browser


def test_an_import_is_followed_to_its_end(page, site, axe):
    data = table(GARDEN, PRESS, "a3;;;;;;;;;;")
    source = ImportSource.objects.create(name="Annuaire", format="csv")
    stored = storages["private"].save("imports/one", ContentFile(data))
    run = ImportRun.objects.create(
        source=source, state="columns", file_name="projets.csv", file=stored, size=len(data),
        mapping=propose(HEADER.split(";")),
    )  # fmt: skip
    session = signed_in(editor=True).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.set_viewport_size(LAPTOP)
    page.goto(site + reverse("imports:run", args=[run.pk]))
    expect(page.get_by_label("Code postal")).to_have_value("code postal")
    axe(page)
    ImportRun.objects.update(state="running", moved_at=timezone.now())
    page.goto(site + reverse("imports:run", args=[run.pk]))
    expect(page.get_by_role("progressbar")).to_be_visible()
    axe(page)
    run.refresh_from_db()
    run_file(run, io.BytesIO(data))
    expect(page.get_by_text("Ce qui est entré")).to_be_visible()
    axe(page)
    page.goto(site + reverse("imports:waiting"))
    axe(page)
    page.get_by_label("Choisir Jardin Lune").check()
    page.get_by_role("button", name="Publier les fiches cochées").click()
    expect(page.get_by_text("1 fiche publiée")).to_be_visible()
    assert ImportedFrom.objects.waiting().count() == 1
    page.goto(site + reverse("entry_holders:holders", args=[ImportedFrom.objects.first().project_id]))
    axe(page)
