"""A class's paper, from its teacher's first click to the day when somebody changes their mind."""

import io
import re
from datetime import timedelta

import pytest
import zxingcpp
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader
from wagtail.models import Page, PageViewRestriction

from classrooms.actions.end_year import close_class
from classrooms.actions.erase_pupil import erase_pupil
from classrooms.actions.forget_class import forget_class
from cms.models import Newspaper, StoryPage
from cms.models.newspapers import FOLDER
from cms.newspapers import making
from investigations.actions.object_to_photo import object_to_photo
from investigations.actions.withdraw_consent import withdraw_consent
from investigations.consents import What
from investigations.directory.actions.keep_entry import pause_entry, resume_entry
from investigations.directory.models import CitizenProject
from investigations.models import Consent, Mask, Photo
from tests.classrooms.factories import PupilFactory, UserFactory
from tests.classrooms.screens import at, signed_in, text_of
from tests.cms.stories import published_story
from tests.cms.test_reading import full_story, publish
from tests.investigations.factories import ConsentFactory
from tests.workshop.printing.raster import rasterised
from workshop.storage import save_durably

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return published_story("L'atelier : un vélo, ça se répare !")


@pytest.fixture
def teacher(story, monkeypatch):
    """What waits for a commit (the worker, the deletion of files) doesn't wait."""
    monkeypatch.setattr(transaction, "on_commit", lambda do, **options: do())
    return signed_in(story.classroom.owner)


def files():
    storage, found = storages["private"], []
    try:
        folders = storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return []
    for folder in folders:
        found += [f"{FOLDER}/{folder}/{name}" for name in storage.listdir(f"{FOLDER}/{folder}")[1]]
    return found


def made(teacher, story, **more):
    form = {"title": "Les curieux", "number": "2", "story": [story.pk], "part": [story.pk], **more}
    answer = teacher.post(reverse("stories:newspapers", args=[story.classroom.pk]), form)
    assert answer.status_code == 302, text_of(answer)
    return Newspaper.objects.latest("asked_at")


def published(teacher, story):
    paper = made(teacher, story)
    address = reverse("stories:newspaper", args=[paper.pk])
    teacher.post(address, {"publish": "1", "turn": paper.turn})
    paper.refresh_from_db()
    assert paper.published_at
    return paper


def turn_of(paper):
    return Newspaper.objects.get(pk=paper.pk).turn


def read(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", "".join(f"{page.extract_text()}\n" for page in pages).replace("\u202f", " "))


def test_a_teacher_makes_looks_at_takes_along_and_publishes_a_paper(story, teacher, client):
    pupil = Photo.objects.get().pupil
    ConsentFactory(pupil=pupil, investigation=story.investigation, what=What.FIRST_NAME)
    shy = PupilFactory(classroom=story.classroom, public_name="Timothée")
    assert "Faire un journal" in text_of(teacher.get(at("page", story.classroom.pk)))
    screen = text_of(teacher.get(reverse("stories:newspapers", args=[story.classroom.pk])))
    assert "un vélo, ça se répare" in screen
    paper = made(teacher, story)
    address = reverse("stories:newspaper", args=[paper.pk])
    progress = teacher.get(reverse("stories:newspaper_progress", args=[paper.pk])).json()
    assert (progress["moving"], progress["percent"]) == (False, 100)
    screen = teacher.get(address)
    assert "no-store, private" in screen["Cache-Control"]
    previews = re.findall(r'<img src="([^"]+pages/\d+\.jpg)"', screen.content.decode())
    assert len(previews) == paper.pages >= 1
    preview = teacher.get(previews[0])
    with Image.open(io.BytesIO(preview.getvalue())) as picture:
        assert picture.size == (900, 1273)
    assert teacher.get(previews[0].replace("/1.jpg", "/9.jpg")).status_code == 404
    document = teacher.get(reverse("stories:newspaper_document", args=[paper.pk]))
    assert 'filename="les-curieux-2.pdf"' in document["Content-Disposition"]
    pdf = document.getvalue()
    said = read(pdf)
    for words in ["Les curieux", "N° 2", "L’atelier : un vélo, ça se répare !", "Une tasse", story.project.name,
                  f"La classe de {story.classroom.name} : {pupil.public_name} et un autre enquêteur."]:  # fmt: skip
        assert words in said, words
    assert shy.public_name not in said
    codes = {code.text for page in rasterised(pdf, 150) for code in zxingcpp.read_barcodes(page)}
    assert any(code.endswith(story.project.get_absolute_url()) for code in codes)

    public = reverse("newspaper", args=[paper.pk])
    class_page = Page.objects.get(pk=story.get_parent().pk).url
    assert client.get(public).status_code == 404
    assert "Leur journal" not in text_of(client.get(class_page))
    teacher.post(address, {"publish": "1", "turn": paper.turn})
    answer = client.get(public)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200, "application/pdf", "public, max-age=60",
    )  # fmt: skip
    assert not answer.cookies
    assert public in text_of(client.get(class_page))
    teacher.post(address, {"unpublish": "1"})
    assert client.get(public).status_code == 404
    assert len(files()) == 1 + paper.pages
    teacher.post(address, {"delete": "1"})
    assert not Newspaper.objects.exists()
    assert files() == []


def test_a_paper_is_refused_in_words_and_is_nobody_elses(story, teacher):
    address = reverse("stories:newspapers", args=[story.classroom.pk])
    pupil = PupilFactory(classroom=story.classroom, public_name="Gaspard")
    other = published_story("Ailleurs")
    for form, words in [
        ({"title": "", "story": [story.pk]}, "Donnez un titre"),
        ({"title": f"Le journal de {pupil.public_name}", "story": [story.pk]}, "Gaspard"),
        ({"title": "x", "story": []}, "au moins un récit"),
        ({"title": "x", "story": [other.pk]}, "plus public"),
        ({"title": "x", "story": ["x", "9" * 30]}, "au moins un récit"),
        ({"title": "x", "story": [story.pk], "number": "0"}, "Le numéro va de 1"),
    ]:
        answer = teacher.post(address, {"number": "1", **form})
        assert words in text_of(answer), words
    assert not Newspaper.objects.exists()
    paper = made(teacher, story)
    for stranger in (signed_in(UserFactory(teacher=True)), signed_in(other.classroom.owner)):
        for name in ("newspaper", "newspaper_progress", "newspaper_document"):
            assert stranger.get(reverse(f"stories:{name}", args=[paper.pk])).status_code == 404
        assert stranger.post(reverse("stories:newspaper", args=[paper.pk]), {"delete": "1"}).status_code == 404


def change_title(story):
    story.title = "Autrement dit"
    story.save_revision().publish()


def change_mind(story):
    object_to_photo(pupil=Photo.objects.get().pupil, photo_id=Photo.objects.get().pk)


def end_texts(story):
    withdraw_consent(consent=Consent.objects.get(what=What.TEXTS), by=story.classroom.owner)


def end_a_name_of_the_imprint(story):
    named = ConsentFactory(pupil=PupilFactory(classroom=story.classroom), investigation=story.investigation,
                           what=What.FIRST_NAME)  # fmt: skip
    withdraw_consent(consent=named, by=story.classroom.owner)


def erase_somebody(story):
    erase_pupil(pupil=PupilFactory(classroom=story.classroom), by=story.classroom.owner)


CHANGES = {
    "unpublished": lambda story: story.unpublish(),
    "unpublished as a plain page": lambda story: Page.objects.get(pk=story.pk).unpublish(),
    "deleted": lambda story: StoryPage.objects.get(pk=story.pk).delete(),
    "deleted with its class page": lambda story: Page.objects.filter(pk=story.get_parent().pk).delete(),
    "another title": change_title,
    "please not my photo": change_mind,
    "no more texts": end_texts,
    "a name of the imprint": end_a_name_of_the_imprint,
    "erased": erase_somebody,
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_takes_the_paper_away_in_the_same_action(story, teacher, client, change):
    paper = published(teacher, story)
    public = reverse("newspaper", args=[paper.pk])
    assert client.get(public).status_code == 200
    assert len(files()) == 1 + paper.pages
    CHANGES[change](story)
    assert files() == []
    assert client.get(public).status_code == 404
    paper.refresh_from_db()
    assert (paper.state, paper.published_at, paper.file) == (Newspaper.State.STALE, None, "")
    answer = teacher.get(reverse("stories:newspaper", args=[paper.pk]))
    assert "refaites-le" in text_of(answer)
    assert teacher.get(reverse("stories:newspaper_page", args=[paper.pk, 1])).status_code == 404
    assert teacher.get(reverse("stories:newspaper_document", args=[paper.pk])).status_code == 404
    again = text_of(teacher.post(reverse("stories:newspaper", args=[paper.pk]), {"again": "1"}, follow=True))
    if StoryPage.objects.live().filter(pk=story.pk).exists():
        assert "Télécharger pour imprimer" in again
    else:
        assert "Aucun récit de ce journal" in again
        assert files() == []


def test_a_paper_is_before_the_public_as_long_as_each_of_its_stories_is(story, teacher, client):
    paper = published(teacher, story)
    public, class_page = reverse("newspaper", args=[paper.pk]), story.get_parent()
    assert public in text_of(client.get(class_page.url))
    closed = PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(public).status_code == 404
    assert public not in text_of(client.get(class_page.url))
    refused = teacher.post(reverse("stories:newspapers", args=[story.classroom.pk]),
                           {"title": "Encore", "number": "3", "story": [story.pk]})  # fmt: skip
    assert "plus public" in text_of(refused)
    closed.delete()
    index = reverse("wagtail_serve", args=["classes/"])
    assert class_page.url in text_of(client.get(index))
    PageViewRestriction.objects.create(page=class_page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(public).status_code == 404
    assert class_page.url not in text_of(client.get(index))


def test_a_title_that_names_a_pupil_by_now_is_not_published(story, teacher, client):
    """When the paper was asked for nobody was called so."""
    paper = made(teacher, story, title="La gazette du Colibri")
    address = reverse("stories:newspaper", args=[paper.pk])
    pupil = at("pupil", story.classroom.pk, story.classroom.pupils.get().pk)
    teacher.post(pupil, {"public_name": "Colibri", "level": ""})
    teacher.post(address, {"again": "1"})
    answer = teacher.post(address, {"publish": "1", "turn": turn_of(paper)}, follow=True)
    assert "est un prénom de la classe" in text_of(answer)
    assert client.get(reverse("newspaper", args=[paper.pk])).status_code == 404


def test_a_project_that_pauses_is_shown_nowhere_and_printed_nowhere(story, teacher, client):
    project = story.project
    type(project).objects.filter(pk=project.pk).update(
        opening_hours="Le mardi à vingt heures", website="https://four.example", needs_hands="Deux boulangers"
    )
    secrets = [project.address, "Le mardi à vingt heures", "four.example", "Deux boulangers"]
    paper = published(teacher, story)
    told = text_of(client.get(story.url))
    assert all(words in told for words in secrets) and "sketch" in told
    pause_entry(project=project)
    public = reverse("newspaper", args=[paper.pk])
    assert client.get(public).status_code == 404
    told = text_of(client.get(story.url))
    assert project.name in told
    assert [words for words in (*secrets, 'class="sketch') if words in told] == []
    teacher.post(reverse("stories:newspaper", args=[paper.pk]), {"again": "1"})
    document = read(teacher.get(reverse("stories:newspaper_document", args=[paper.pk])).getvalue())
    assert project.name.upper() in document
    assert [words for words in secrets if words in document] == []
    teacher.post(reverse("stories:newspaper", args=[paper.pk]), {"publish": "1", "turn": turn_of(paper)})
    assert client.get(public).status_code == 200
    resume_entry(project=project)
    teacher.post(reverse("stories:newspaper", args=[paper.pk]), {"again": "1"})
    document = read(teacher.get(reverse("stories:newspaper_document", args=[paper.pk])).getvalue())
    assert project.address in document
    CitizenProject.objects.get(pk=project.pk).unpublish()
    assert files() == []


def test_what_is_withdrawn_while_the_worker_is_at_it_is_not_kept(story, teacher, monkeypatch):
    write = making.newspaper_pdf

    def interrupted(*args, **kwargs):
        pdf = write(*args, **kwargs)
        story.unpublish()
        return pdf

    monkeypatch.setattr(making, "newspaper_pdf", interrupted)
    paper = made(teacher, story)
    assert paper.state == Newspaper.State.STALE
    assert files() == []
    monkeypatch.setattr(making, "newspaper_pdf", write)
    making.make(paper.pk, paper.turn - 1)
    assert files() == []


def test_what_a_dead_worker_left_is_swept_and_nothing_else(story, teacher, monkeypatch):
    paper = made(teacher, story)
    kept = files()
    left = save_durably(storages["private"], f"{FOLDER}/{paper.pk}/left.pdf", io.BytesIO(b"%PDF"))
    assert making.sweep() == 0
    monkeypatch.setattr(making, "YOUNGEST", timedelta(0))
    assert making.sweep() == 1
    assert left not in files()
    assert sorted(files()) == sorted(kept)


def test_a_paper_that_changed_since_it_was_looked_at_is_not_published(story, teacher, client):
    paper = made(teacher, story)
    address = reverse("stories:newspaper", args=[paper.pk])
    change_title(story)
    teacher.post(address, {"again": "1"})
    answer = teacher.post(address, {"publish": "1", "turn": paper.turn}, follow=True)
    assert "Regardez-le de nouveau" in text_of(answer)
    assert client.get(reverse("newspaper", args=[paper.pk])).status_code == 404


def test_what_is_allowed_on_the_site_only_is_not_printed(story, teacher):
    photo = Photo.objects.get()
    pupil = photo.pupil
    ConsentFactory(pupil=pupil, investigation=story.investigation, what=What.FIRST_NAME, print=False)
    ConsentFactory(pupil=pupil, investigation=story.investigation, what=What.IMAGE, print=False)
    story.title = f"{pupil.public_name} répare un vélo"
    story.save_revision().publish()
    Mask.objects.create(photo=photo, left=0.1, top=0.1, right=0.2, bottom=0.2, pupil=pupil,
                        lifted_at=photo.received_at)  # fmt: skip
    screen = text_of(teacher.get(reverse("stories:newspapers", args=[story.classroom.pk])))
    left_out = re.sub(r"\s+", " ", re.split("laisse de côté", screen)[1])[:120]
    assert left_out.startswith(" : 1 photo, 1 prénom"), left_out
    paper = made(teacher, story)
    document = teacher.get(reverse("stories:newspaper_document", args=[paper.pk])).getvalue()
    reader = PdfReader(io.BytesIO(document))
    assert not [image for page in reader.pages for image in page.images]
    said = " ".join(page.extract_text() for page in reader.pages)
    assert pupil.public_name not in said
    assert "répare un vélo" in said
    assert StoryPage.objects.get(pk=story.pk).title.startswith(pupil.public_name)


def test_a_gallery_a_fact_box_and_a_reply_are_printed_like_any_part(monkeypatch):
    monkeypatch.setattr(transaction, "on_commit", lambda do, **options: do())
    story = full_story()
    story.reply, story.reply_on = "Nous ouvrons aussi le lundi.", timezone.localdate()
    story = publish(story)
    second = Photo.objects.get(pk=next(b for b in story.body if b.block_type == "gallery").value[1]["photo"])
    ConsentFactory(pupil=second.pupil, investigation=story.investigation, what=What.IMAGE, print=False)
    Mask.objects.create(photo=second, left=0.1, top=0.1, right=0.2, bottom=0.2, pupil=second.pupil,
                        lifted_at=second.received_at)  # fmt: skip
    owner = signed_in(story.classroom.owner)
    paper = made(owner, story)
    document = owner.get(reverse("stories:newspaper_document", args=[paper.pk])).getvalue()
    said = read(document)
    for words in ["Le râteau", "En bref", "412 pas", "La réponse de", "Nous ouvrons aussi le lundi."]:
        assert words in said, words
    assert "La pelle" not in said


def test_the_papers_of_a_class_go_when_its_year_is_over(story, teacher, client):
    paper = published(teacher, story)
    close_class(classroom=story.classroom, kept={str(story.translation_key): True}, by=story.classroom.owner)
    forget_class(classroom=story.classroom, by=story.classroom.owner)
    assert client.get(story.url).status_code == 200
    assert not Newspaper.objects.filter(pk=paper.pk).exists()
    assert files() == []
