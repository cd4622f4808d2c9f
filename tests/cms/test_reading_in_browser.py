"""A full story in a child's hands: by keyboard, in larger letters, aloud by the device's own voice."""

import pytest
from playwright.sync_api import expect

from cms.models import StoryPage
from tests.browser import PHONE
from tests.cms.test_reading import full_story

pytestmark = pytest.mark.browser
# Chromium without a desktop has no voice: two stand in for a device's own and a distant one.
VOICES = """
const voices = [
  {name: "Loin", lang: "fr-FR", localService: false, default: true},
  {name: "Ici", lang: "fr-FR", localService: true, default: false},
];
window.spoken = [];
Object.defineProperty(window, "speechSynthesis", {value: {
  getVoices: () => window.mute ? voices.slice(0, 1) : voices, addEventListener() {}, cancel() {}, pause() {}, resume() {},
  speak: (words) => { window.spoken.push([words.voiceName, words.text]); words.onend(); },
}});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } set voice(one) { this.voiceName = one.name; } };
"""  # noqa: E501


def test_a_full_story_can_be_read_by_everybody(page, site, axe):
    page.set_viewport_size(PHONE)
    page.add_init_script(VOICES)
    story = full_story()
    story.save_revision().publish()
    page.goto(site + StoryPage.objects.get(pk=story.pk).url)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    gallery = page.get_by_role("region", name="Galerie de 2 photos")
    row = gallery.locator("ul")
    row.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(row) => row.scrollLeft > 0", arg=row.element_handle())
    assert gallery.get_by_role("link").nth(1).get_attribute("href").startswith("/media/")

    larger = page.get_by_role("button", name="Texte plus grand")
    before = page.locator(".story__body").evaluate("(body) => parseFloat(getComputedStyle(body).fontSize)")
    larger.click()
    after = page.locator(".story__body").evaluate("(body) => parseFloat(getComputedStyle(body).fontSize)")
    assert after > before
    page.reload()
    expect(larger).to_have_attribute("aria-pressed", "true")
    assert page.context.cookies() == []

    page.get_by_role("button", name="Écouter").click()
    spoken = page.evaluate("window.spoken")
    assert {voice for voice, _text in spoken} == {"Ici"}
    assert spoken[0][1] == story.title
    page.add_init_script("window.mute = true")
    page.reload()
    expect(larger).to_be_visible()
    expect(page.locator("[data-read-aloud]")).to_be_hidden()
