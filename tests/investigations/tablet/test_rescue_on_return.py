"""A tablet that reaches no network gives its work in one file to the teacher, and loses nothing by it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from classrooms.models import Tablet
from classrooms.tablet_keys import rescue_code
from investigations.models import Photo, Report, ReportVersion
from tests.classrooms.screens import signed_in, text_of
from tests.investigations.api.tablet import sha256
from tests.pictures import from_camera

pytestmark = pytest.mark.browser
BYTES = """async () => {
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const database = await done(indexedDB.open("carnet"));
  const stored = await done(database.transaction("bytes").objectStore("bytes").getAll());
  return stored.map(({ id, bytes }) => [id, [...new Uint8Array(bytes)]]);
}"""


@pytest.fixture
def teacher(pupil):
    return signed_in(pupil.classroom.owner)


def load(teacher, pupil, file: bytes) -> str:
    upload = {"file": SimpleUploadedFile("secours.carnet", file)}
    return text_of(teacher.post(reverse("outing:tablets", args=[pupil.classroom.pk]), upload))


def write(notebook, words):
    notebook.go_to_question(1)
    notebook.answer.fill(words)
    expect(notebook.kept).to_have_text("Sur cette tablette")


def back_to_the_mission(notebook):
    notebook.open("#/missions")
    notebook.start()


def online(notebook):
    notebook.page.context.set_offline(False)
    notebook.page.evaluate("dispatchEvent(new Event('online'))")


def test_a_report_with_its_photo_goes_by_file_and_then_again_by_network(outside, teacher, pupil):
    write(outside, "Mireille")
    outside.go_to_question(7)
    outside.take_photo(from_camera())
    expect(outside.page.locator("[data-photo]")).to_have_count(1)
    ((photo_id, kept),) = outside.page.evaluate(BYTES)
    file = outside.saved_rescue_file()
    expect(outside.page.locator("[data-message]")).to_have_text("Le fichier est prêt : 1 reportage, 1 photo.")
    for secret in (b"Mireille", pupil.public_name.encode(), bytes(kept[:400])):
        assert secret not in file
    assert not Report.objects.exists()

    assert "choses sont arrivées" in load(teacher, pupil, file)
    photo, report = Photo.objects.get(), Report.objects.get()
    assert (str(photo.pk), photo.sha256, photo.size) == (photo_id, sha256(bytes(kept)), len(kept))
    assert list(report.head.answers.values()) == ["Mireille"]
    assert [entry["id"] for entry in report.head.photos] == [photo_id]
    versions = set(ReportVersion.objects.values_list("pk", flat=True))

    online(outside)
    back_to_the_mission(outside)
    outside.is_kept()
    assert (Photo.objects.get(), Report.objects.get().head) == (photo, report.head)
    assert set(ReportVersion.objects.values_list("pk", flat=True)) == versions


def test_what_is_written_after_a_first_file_is_in_the_next_one(outside, teacher, pupil):
    write(outside, "Mireille")
    assert "est arrivée" in load(teacher, pupil, outside.saved_rescue_file())
    back_to_the_mission(outside)
    write(outside, "Mireille et Jo")
    file = outside.saved_rescue_file()
    assert "1 chose est arrivée" in load(teacher, pupil, file)
    assert "rien de nouveau" in load(teacher, pupil, file)
    assert list(Report.objects.get().head.answers.values()) == ["Mireille et Jo"]
    back_to_the_mission(outside)
    write(outside, "Mireille, Jo et Ali")

    online(outside)
    outside.is_kept()
    head = Report.objects.get().head
    assert (list(head.answers.values()), head.others) == (["Mireille, Jo et Ali"], {})
    assert ReportVersion.objects.count() == 3


def test_other_digits_open_nothing_and_it_says_where_the_right_ones_are(outside):
    right = rescue_code(Tablet.objects.get().pk)
    for code in ("00000000", right[:-1], right[::-1] if right != right[::-1] else "1", "abcdefgh"):
        outside.open_rescue(code)
        expect(outside.page.get_by_role("alert")).to_have_text(
            "Ce ne sont pas les chiffres de cette tablette. Ils sont sur la page des tablettes de la classe."
        )
        expect(outside.page.get_by_label("Les huit chiffres")).to_be_focused()
        expect(outside.page.get_by_role("button", name="Enregistrer le fichier")).to_have_count(0)
    outside.open_rescue(f"{right[:4]} {right[4:]}")
    expect(outside.page.get_by_role("button", name="Enregistrer le fichier")).to_be_visible()


def test_axe_finds_nothing_on_the_page_for_the_teacher(outside, axe):
    outside.open_rescue("1")
    axe(outside.page)
    outside.open_rescue()
    axe(outside.page)


def test_a_tablet_that_leaves_its_class_wipes_itself_after_the_last_receipt_only(outside):
    write(outside, "Mireille")
    outside.open_rescue()
    outside.page.get_by_role("button", name="Quitter la classe").click()
    expect(outside.page.get_by_text("Cette tablette quittera la classe quand tout sera arrivé.")).to_be_visible()
    outside.page.reload()
    expect(outside.page.locator("[data-held]")).to_contain_text("1 reportage")
    assert Tablet.objects.get().left_at is None

    online(outside)
    expect(outside.heading).to_have_text("Ouvre ton carnet d’enquête", timeout=20_000)
    expect(outside.page.get_by_text("Il ne reste rien dessus.")).to_be_visible()
    assert list(Report.objects.get().head.answers.values()) == ["Mireille"]
    assert Tablet.objects.get().left_at is not None
    assert "Mireille" not in str(outside.page.evaluate(STORED))


def test_a_tablet_that_holds_nothing_leaves_at_once(notebook, assign):
    assign()
    notebook.open_with_card()
    notebook.open_rescue()
    notebook.page.get_by_role("button", name="Quitter la classe").click()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    expect(notebook.page.get_by_text("Il ne reste rien dessus.")).to_be_visible()
    expect(notebook.page.get_by_role("button", name="Fermer mon carnet")).to_have_count(0)
    assert Tablet.objects.get().left_at is not None
    notebook.page.reload()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    assert not any(notebook.page.evaluate(STORED).values())


def test_an_answer_that_comes_after_the_tablet_has_left_brings_nothing_back(notebook, assign):
    assign()
    notebook.open_with_card()
    notebook.open_rescue()
    late = []
    notebook.page.route("**/api/v1/missions", lambda route: late.append((route, route.fetch())))
    notebook.page.evaluate("dispatchEvent(new Event('online'))")
    while not late:
        notebook.page.wait_for_timeout(50)
    notebook.page.get_by_role("button", name="Quitter la classe").click()
    expect(notebook.heading).to_have_text("Ouvre ton carnet d’enquête")
    for route, answer in late:
        route.fulfill(response=answer)
    notebook.page.wait_for_timeout(500)
    assert not notebook.page.evaluate(STORED)["pages"]


STORED = """async () => {
  const open = indexedDB.open("carnet");
  await new Promise((resolve) => { open.onsuccess = resolve; });
  const tables = [...open.result.objectStoreNames];
  const stored = tables.map(async (table) => {
    const asked = open.result.transaction(table).objectStore(table).getAll();
    await new Promise((resolve) => { asked.onsuccess = resolve; });
    return [table, JSON.stringify(asked.result)].map((text) => text === "[]" ? "" : text);
  });
  open.result.close();
  return Object.fromEntries(await Promise.all(stored));
}"""
