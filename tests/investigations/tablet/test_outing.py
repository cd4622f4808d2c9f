"""A class goes out with one tablet and no network; the tablet runs flat; back at school everything arrives."""

import os
import signal
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect

from classrooms.models import Tablet
from investigations.models import Guide, Photo, Report
from tests.browser import CHROMIUM_FLAGS, TABLET, chromium_path
from tests.classrooms.factories import PupilFactory
from tests.investigations.factories import AssignmentFactory, CitizenProjectFactory
from tests.investigations.tablet.notebook import Notebook
from tests.pictures import encoded, photograph

pytestmark = pytest.mark.browser
PHOTOS_EACH = 4


@pytest.fixture
def own_tablet(playwright, tmp_path):
    """``own_tablet()`` opens the tablet's browser, with what it kept before; ``own_tablet.run_flat()`` kills it."""
    folder = tmp_path / "tablet"

    @contextmanager
    def turned_on():
        context = playwright.chromium.launch_persistent_context(
            str(folder), executable_path=chromium_path(), args=CHROMIUM_FLAGS, locale="fr-FR", viewport=TABLET
        )
        try:
            yield context
        finally:
            with suppress(Exception):
                context.close()

    turned_on.run_flat = lambda: _kill_all_with(f"--user-data-dir={folder}")
    return turned_on


def _kill_all_with(argument: str) -> None:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                if argument in (entry / "cmdline").read_text().split("\0"):
                    os.kill(int(entry.name), signal.SIGKILL)


def with_mission(pupil, name):
    return AssignmentFactory(
        pupil=pupil,
        investigation__classroom=pupil.classroom,
        investigation__guide=Guide.objects.get(slug="premiere-rencontre"),
        investigation__project=CitizenProjectFactory(name=name),
    )


def do_report(notebook: Notebook, project: str, photos: int) -> None:
    notebook.start(project)
    while notebook.page.locator("[data-question]").count():
        heading = notebook.heading.inner_text()
        if notebook.page.locator("[data-camera]").count():
            for number in range(photos):
                notebook.take_photo(encoded(photograph("coffee", (1200, 900))))
                expect(notebook.page.locator("[data-photo]")).to_have_count(number + 1, timeout=20_000)
        else:
            notebook.answer.fill(f"{project}, vu par {notebook.pupil.public_name}")
        notebook.next()
        expect(notebook.heading).not_to_have_text(heading)
    notebook.submit()
    expect(notebook.heading).to_have_text("C’est prêt à partir")
    expect(notebook.kept).to_have_text("Sur cette tablette")


def test_three_reports_and_twelve_photos_survive_a_flat_battery_and_arrive(own_tablet, site, pupil):
    pupils = [pupil, *PupilFactory.create_batch(2, classroom=pupil.classroom)]
    projects = ["Le Jardin", "L’Atelier", "Le Four"]
    for one, project in zip(pupils, projects, strict=True):
        with_mission(one, project)
    with own_tablet() as context:
        notebook = Notebook(context.pages[0], site, pupil)
        notebook.open()
        notebook.give_code(pupil.classroom.code)
        expect(notebook.heading).to_have_text("Qui es-tu ?")
        notebook.is_installed()
        context.set_offline(True)
        for one, project in zip(pupils[:2], projects, strict=False):
            notebook.pupil = one
            notebook.touch_name(one.public_name)
            notebook.touch_pictures()
            do_report(notebook, project, PHOTOS_EACH)
            notebook.page.get_by_role("button", name="Fermer mon carnet").click()
        notebook.pupil = pupils[2]
        notebook.touch_name(pupils[2].public_name)
        notebook.touch_pictures()
        notebook.start(projects[2])
        notebook.answer.fill("Presque rien")
        expect(notebook.kept).to_have_text("Sur cette tablette")
        own_tablet.run_flat()
    assert not Report.objects.exists()

    with own_tablet() as context:
        context.set_offline(True)
        notebook = Notebook(context.pages[0], site, pupils[2])
        notebook.open()
        expect(notebook.heading).to_have_text("Qui es-tu ?")
        notebook.touch_name(pupils[2].public_name)
        notebook.touch_pictures()
        notebook.page.get_by_role("link", name=projects[2]).click()
        notebook.page.get_by_role("link", name="Relire et envoyer").click()
        expect(notebook.page.locator("[data-row]").first).to_contain_text("Presque rien")
        notebook.page.get_by_role("link", name=pupils[2].public_name).click()
        do_report(notebook, projects[2], PHOTOS_EACH)
        context.set_offline(False)
        notebook.open("#/tablette")
        notebook.page.get_by_role("button", name="Envoyer maintenant").click()
        expect(notebook.page.locator("[data-held]")).to_have_text(
            "Tout est arrivé. Cette tablette ne garde plus rien.", timeout=60_000
        )
        notebook.page.wait_for_timeout(3_000)
    assert sorted(Report.objects.values_list("state", flat=True)) == ["submitted"] * 3
    assert Photo.objects.count() == 3 * PHOTOS_EACH
    for report in Report.objects.all():
        assert len(report.head.photos) == PHOTOS_EACH
        assert any("vu par" in str(answer) for answer in report.head.answers.values())
    assert [(t.unsent_reports, t.unsent_photos) for t in Tablet.objects.all()] == [(0, 0)]


def test_fifty_photos_stay_on_one_tablet_without_network(notebook, assign):
    investigation = assign("premiere-rencontre").investigation
    for question in investigation.frozen_questions:
        question["maximum"] = None
    investigation.save()
    notebook.open_with_card()
    notebook.is_installed()
    notebook.page.context.set_offline(True)
    notebook.start()
    notebook.go_to_question(7)
    data = encoded(photograph("coffee", (1600, 1200)))
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": data} for n in range(50)]
    most = notebook.page.locator("[data-camera]")
    taken = 0
    for file in files:
        if not most.count():
            break
        most.set_input_files(file)
        taken += 1
        expect(notebook.page.locator("[data-photo]")).to_have_count(taken, timeout=20_000)
    stored = notebook.page.evaluate(
        """async () => {
          const database = await new Promise((resolve) => {
            const request = indexedDB.open("carnet");
            request.onsuccess = () => resolve(request.result);
          });
          return new Promise((resolve) => {
            const request = database.transaction("bytes").objectStore("bytes").count();
            request.onsuccess = () => resolve(request.result);
          });
        }"""
    )
    assert stored == taken == 50
