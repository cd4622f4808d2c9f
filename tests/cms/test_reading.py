"""A story is a pleasure to read, and nothing that was added for it tells more than its consents allow."""

import datetime
import re
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from classrooms.errors import Refusal
from cms.actions.take_photo_out import take_photo_out
from cms.models import PublicImage, PublicRendition, StoryPage
from cms.projects.sketch import lay_out
from cms.rendition_tasks import make_renditions
from investigations.actions.withdraw_consent import withdraw_consent
from investigations.models import Consent, Photo
from tests.cms.stories import allow_texts, draft_story, published_story
from tests.dump import tables_with
from tests.investigations.factories import ConsentFactory, PhotoFactory
from workshop.geo import Point

pytestmark = pytest.mark.django_db
What = Consent.What
NAME = "Zéphyrine"
PRIVATE = ("classrooms_", "investigations_")


def fresh(story) -> StoryPage:
    return StoryPage.objects.get(pk=story.pk)


def publish(story) -> StoryPage:
    story.save_revision().publish()
    return fresh(story)


def shown(photo: Photo, **words) -> dict:
    return {"report": "", "photo": str(photo.pk), "alt": "Un râteau", "caption": "", "credit": "", **words}


def more_photos(story, many: int) -> list[Photo]:
    assignment = Photo.objects.get().assignment
    made = [PhotoFactory(cleared=True, assignment=assignment) for _ in range(many)]
    for photo in made:
        allow_texts(photo)
    return made


def full_story() -> StoryPage:
    """Draft with a gallery, a fact box and a correction."""
    story = draft_story()
    first, second = more_photos(story, 2)
    story.body.append(("gallery", [shown(first, caption="Le râteau"), shown(second, caption="La pelle")]))
    lines = [{"label": "Surface", "value": "412 pas"}, {"label": "Ouvert", "value": "le samedi"}]
    story.body.append(("facts", {"report": "", "title": "En bref", "lines": lines}))
    correction = {"day": datetime.date(2026, 3, 2), "text": "Le jardin a sept ans, pas six."}
    story.corrections = [("correction", correction)]
    return story


def test_the_page_has_what_the_blocks_say_and_how_the_class_went_about_it(client):
    story = publish(full_story())
    page = client.get(story.url).content.decode()
    for said in ["Galerie de 2 photos", "Le râteau", "412 pas", "2 mars 2026", "Le jardin a sept ans", "Corrections"]:
        assert said in page, said
    assert "Comment nous avons enquêté" in page
    assert story.investigation.guide.title in page
    assert re.search(r"1\D+minute de lecture", page)
    assert "data-read-aloud" in page
    # Every part that needs a script is hidden until it has come.
    for part in ["data-read-aloud", "data-text-sizes", "data-print"]:
        assert re.search(rf"<[^>]* hidden[^>]* {part}", page), part
    assert "style=" not in page.split("<main", 1)[1]


def test_pictures_are_drawn_by_the_worker_in_two_formats_and_hold_their_place(client):
    story = publish(full_story())
    images = list(PublicImage.objects.filter(story=story))
    assert len(images) == 3
    assert not PublicRendition.objects.exists()
    page = client.get(story.url).content.decode()
    assert not PublicRendition.objects.exists(), "reading draws nothing"
    assert page.count('class="picture__wait"') == 3
    assert all(image.file.url in page for image in images)
    PublicImage.objects.update(colours="")
    call_command("draw_pictures")
    make_renditions.call(story.pk)
    assert all(PublicImage.objects.values_list("colours", flat=True))
    page = client.get(story.url).content.decode()
    assert page.count('<source type="image/avif"') == 3
    first, *others = re.findall(r"<img [^>]+>", page.split("<article", 1)[1].split("</article", 1)[0])
    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert all('loading="lazy"' in other for other in others)
    assert all(re.search(r'width="\d+" height="\d+"', picture) for picture in [first, *others])
    assert {Image.open(one.file.open("rb")).format for one in PublicRendition.objects.all()} == {"AVIF", "JPEG"}
    for rendition in PublicRendition.objects.all():
        with rendition.file.open("rb") as file, Image.open(file) as image:
            assert not image.getexif()


def test_what_left_the_site_while_it_was_drawn_leaves_no_file(monkeypatch):
    story = publish(full_story())
    drawn = PublicImage.generate_rendition_file

    def withdrawn_meanwhile(image, *args, **kwargs):
        file = drawn(image, *args, **kwargs)
        PublicImage.objects.get(pk=image.pk).delete()
        return file

    monkeypatch.setattr(PublicImage, "generate_rendition_file", withdrawn_meanwhile)
    make_renditions.call(story.pk)
    assert not PublicRendition.objects.exists()


def test_a_photo_of_a_gallery_is_looked_at_like_any_other_and_leaves_like_any_other(client):
    story = full_story()
    held = Photo.objects.order_by("-received_at").first()
    Photo.objects.filter(pk=held.pk).update(state=Photo.State.WITHHELD)
    with pytest.raises(Refusal, match=r"Galerie 1, photo \d : elle n’est pas validée"):
        publish(story)
    Photo.objects.filter(pk=held.pk).update(state=Photo.State.CLEARED)
    story = publish(story)
    assert PublicImage.objects.filter(photo=held).exists()
    take_photo_out(photo_id=held.pk)
    after = fresh(story)
    assert after.live
    assert str(held.pk) not in str(after.body.get_prep_value())
    assert not PublicImage.objects.filter(photo=held).exists()
    assert len([photo for photo, _value in after.photo_blocks()]) == 2
    (last,) = Photo.objects.exclude(pk__in=[held.pk, after.photo_blocks()[0][0]])
    take_photo_out(photo_id=last.pk)
    assert "gallery" not in [block.block_type for block in fresh(story).body]


def put_name(story, place):
    words = f"Ce qu’a vu {NAME}"
    gallery, facts = (next(b for b in story.body if b.block_type == kind) for kind in ("gallery", "facts"))
    match place:
        case "gallery":
            gallery.value[1]["caption"] = words
        case "gallery alt":
            gallery.value[0]["alt"] = words
        case "gallery credit":
            gallery.value[0]["credit"] = NAME
        case "facts title":
            facts.value["title"] = words
        case "facts label":
            facts.value["lines"][0]["label"] = words
        case "facts value":
            facts.value["lines"][1]["value"] = words
        case "correction":
            story.corrections[0].value["text"] = words
        case "reply":
            story.reply = words


PLACES = [
    "gallery",
    "gallery alt",
    "gallery credit",
    "facts title",
    "facts label",
    "facts value",
    "correction",
    "reply",
]


def test_wherever_a_first_name_stands_it_waits_for_its_consent_and_leaves_with_it(client):
    """In each of the new places by itself, then in all of them at once."""
    story = full_story()
    pupil = Photo.objects.order_by("received_at").first().pupil
    pupil.public_name = NAME
    pupil.save()
    for place in PLACES:
        alone = full_or_same(story)
        put_name(alone, place)
        assert [one.kind for one in alone.missing()] == ["name"], place
    for place in PLACES:
        put_name(story, place)
    given = ConsentFactory(pupil=pupil, investigation=story.investigation, what=What.FIRST_NAME)
    url = publish(story).url
    assert client.get(url).content.decode().count(NAME) >= len(PLACES)
    withdraw_consent(consent=given, by=story.classroom.owner)
    after = fresh(story)
    assert after.live
    assert tables_with(NAME, apart_from=PRIVATE) == set()
    assert NAME not in client.get(url).content.decode()
    assert after.reply == "Ce qu’a vu Renard"


def full_or_same(story) -> StoryPage:
    story.save_revision()
    return fresh(story).get_latest_revision_as_object()


def test_a_fact_box_of_a_report_goes_with_the_texts_of_its_writer():
    story = full_story()
    photo = Photo.objects.get(pk=story.photo_blocks()[0][0])
    next(b for b in story.body if b.block_type == "facts").value["report"] = str(photo.report_id)
    story = publish(story)
    withdraw_consent(consent=Consent.objects.get(pupil=photo.pupil, what=What.TEXTS), by=story.classroom.owner)
    assert "facts" not in [block.block_type for block in fresh(story).body]


def test_an_animal_is_drawn_for_who_signs_as_one_and_never_beside_a_name(client):
    story = draft_story()
    for name in ["Renard, CM2", "Odile, paroles recueillies par Renard", NAME]:
        story.body.append(("quote", {"report": "", "text": "Voilà.", "name": name, "question": ""}))
    page = client.get(publish(story).url).content.decode()
    assert page.count("quote__animal") == 1
    drawing = re.search(r"<svg [^>]*quote__animal[^>]*>", page).group()
    assert "color=" not in drawing, "the pupil's own colour would tell one fox from another"


def test_the_way_is_drawn_to_scale_with_north_up():
    school, project = Point(48.8550, 2.3600), Point(48.8590, 2.3600)
    sketch = lay_out(school, project, [Point(48.8570, 2.3630), Point(49.5, 2.36), school])
    assert sketch.end.y < sketch.start.y
    assert sketch.end.x == sketch.start.x
    drawn = sketch.start.y - sketch.end.y
    assert drawn / sketch.metres == pytest.approx(sketch.bar / sketch.bar_m, rel=0.01)
    assert len(sketch.others) == 1, "what is off the plan, or under a place, is left out"
    assert lay_out(school, Point(45.76, 4.83)) is None
    assert lay_out(school, school) is not None


def test_next_to_read_are_the_nearest_and_cost_the_same_whatever_their_number(client):
    def told(title, north):
        story = published_story(title)
        project = story.project
        project.latitude, project.longitude = 48.85 + north, 2.35
        project.save()
        return story

    here = told("Ici", 0)
    told("Trop loin", 0.02)
    for title, north in [("Troisième", 0.009), ("Premier", 0.003), ("Deuxième", 0.006)]:
        told(title, north)

    def read():
        client.get(here.url)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(here.url).content.decode()
        return page.split("tout près", 1)[1], len(queries)

    page, cost = read()
    titles = re.findall(r'class="story-card__title"[^>]*><a [^>]*>([^<]+)', page)
    assert titles == ["Premier", "Deuxième", "Troisième"]
    assert "min à pied" in page
    for number in range(2):
        told(f"Encore {number}", 0.001 * number + 0.01)
    assert read()[1] == cost


def test_a_gallery_takes_no_photo_of_another_investigation(client):
    story, stranger = full_story(), PhotoFactory(cleared=True)
    next(b for b in story.body if b.block_type == "gallery").value[1]["photo"] = str(stranger.pk)
    with pytest.raises(Refusal, match="Galerie 1, photo 2"):
        publish(story)
    next(b for b in story.body if b.block_type == "gallery").value[1]["photo"] = str(uuid.uuid4())
    with pytest.raises(Refusal):
        publish(story)
    assert client.get(reverse("search"), {"q": str(stranger.pk)}).status_code == 200
