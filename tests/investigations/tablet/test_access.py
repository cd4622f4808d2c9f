import pytest
from playwright.sync_api import expect

from classrooms.cards import secret_of
from investigations.models import Report
from tests.browser import PHONE, TABLET
from tests.investigations.factories import PhotoFactory, ReportFactory

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_at_the_door(notebook, pupil, axe):
    notebook.open()
    expect(notebook.heading).to_be_visible()
    axe(notebook.page)
    notebook.give_code(pupil.classroom.code)
    notebook.page.get_by_role("button", name="Ana").wait_for()
    axe(notebook.page)
    notebook.touch_name()
    notebook.touch_pictures(secret_of(pupil)[:2])
    axe(notebook.page)


@pytest.mark.parametrize("guide", ["premiere-rencontre", "un-lieu-une-action", "portrait"])
def test_axe_finds_nothing_in_a_mission(notebook, assign, axe, guide):
    report = ReportFactory(assignment=assign(guide))
    PhotoFactory(report=report)
    page, mission = notebook.page, f"#/mission/{report.assignment_id}"
    notebook.open_with_card()
    axe(page)
    places = ["", *[f"/question/{n + 1}" for n in range(len(report.assignment.questions))], "/relire"]
    for place in places:
        notebook.open(mission + place)
        expect(notebook.heading).to_be_focused()
        axe(page)


def test_nothing_is_wider_than_a_phone_and_targets_are_large(notebook, assign):
    report = ReportFactory(assignment=assign("un-lieu-une-action"))
    PhotoFactory(report=report)
    questions = report.assignment.questions
    page, mission = notebook.page, f"#/mission/{report.assignment_id}"
    page.set_viewport_size(PHONE)
    notebook.open_with_card()
    for place in ["", *[f"/question/{n + 1}" for n in range(len(questions))], "/relire"]:
        notebook.open(mission + place)
        expect(notebook.heading).to_be_focused()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        assert page.evaluate(SMALL) == [], place


# A box inside a label is as large as its label; words in a paragraph are no button.
SMALL = """() => {
  const touched = "button, a, label.button, label.choice, input:not(.visually-hidden):not(.choice__box), textarea";
  return [...document.querySelectorAll(touched)].filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    return height && (height < 56 || width < 56) && !target.classList.contains("card__link");
  }).map((target) => target.outerHTML.slice(0, 80));
}"""


def test_the_keyboard_alone_is_enough(notebook, pupil, assign):
    page = notebook.page
    assign()
    notebook.open()
    expect(notebook.heading).to_be_focused()

    def tab_to(locator, most=40):
        for _ in range(most):
            if locator.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{locator} is out of the keyboard's reach")

    page.keyboard.press("Tab")
    page.keyboard.type(pupil.classroom.code)
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("button", name="Ana"))
    page.keyboard.press("Enter")
    expect(notebook.heading).to_be_focused()
    for slug in secret_of(pupil):
        page.locator(f"[data-picture={slug}]").focus()
        page.keyboard.press("Space")
    expect(notebook.heading).to_have_text("Mes missions")
    tab_to(page.get_by_role("link", name="Le Jardin des Moineaux"))
    page.keyboard.press("Enter")
    expect(notebook.heading).to_have_text("Le Jardin des Moineaux")
    tab_to(page.locator("[data-start]"))
    page.keyboard.press("Enter")
    tab_to(notebook.answer)
    page.keyboard.type("Mireille")
    page.keyboard.press("Enter")
    expect(notebook.heading).to_have_text("Que fait ce projet ?")
    expect(notebook.heading).to_be_focused()
    notebook.is_kept()
    assert "Mireille" in Report.objects.get().head.answers.values()
    page.go_back()
    expect(notebook.heading).to_have_text("Qui rencontres-tu ?")


def test_each_screen_has_its_title(notebook, assign):
    assign()
    notebook.open()
    expect(notebook.page).to_have_title("Ouvre ton carnet d’enquête · Cap ou pas cap")
    notebook.open_with_card()
    expect(notebook.page).to_have_title("Mes missions · Cap ou pas cap")
    notebook.start()
    expect(notebook.page).to_have_title("Question 1 sur 7 · Le Jardin des Moineaux · Cap ou pas cap")


def test_a_question_is_read_aloud_sentence_by_sentence(notebook, assign):
    assign()
    notebook.page.add_init_script(SPEECH)
    notebook.open_with_card()
    notebook.start()
    listen = notebook.page.locator("[data-question]").get_by_role("button", name="Écouter")
    listen.click()
    expect(listen).to_be_visible()
    assert notebook.page.evaluate("window.said") == [
        ["Qui rencontres-tu ?", "Ici"],
        ["Demande le prénom et ce que la personne fait ici.", "Ici"],
    ]


def test_the_listen_button_is_not_there_without_speech(notebook, assign):
    assign()
    notebook.page.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
    notebook.open_with_card()
    notebook.start()
    expect(notebook.page.locator("[data-listen]")).to_have_count(0)


SPEECH = """
  window.said = [];
  const voice = (name, lang, localService) => ({ name, lang, localService });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speech = {
    cancel() {},
    getVoices: () => [voice("There", "fr-FR", false), voice("Ici", "fr-FR", true), voice("Here", "en-GB", true)],
    speak(one) {
      window.said.push([one.text.replace(/\\u202f/g, " "), one.voice.name]);
      setTimeout(() => one.onend(), 5);
    },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
"""


def test_the_corner_keeps_its_words_in_two_lines_on_a_tablet_held_upright(notebook, assign):
    ReportFactory(assignment=assign(name="La Boîte à pages"), submitted=True)
    lines = """() => [...document.querySelectorAll("[data-place], [data-kept]")].map((words) => {
      const { lineHeight } = getComputedStyle(words);
      return Math.round(words.getBoundingClientRect().height / parseFloat(lineHeight));
    })"""
    notebook.open_with_card()
    expect(notebook.kept).to_have_text("Chez ton enseignant·e")
    assert notebook.page.evaluate(lines) == [1, 1]
    notebook.page.get_by_role("link", name="La Boîte à pages").click()
    expect(notebook.heading).to_have_text("La Boîte à pages")
    assert notebook.page.evaluate(lines) == [1, 1]


@pytest.mark.parametrize("viewport", [TABLET, PHONE], ids=["tablet", "phone"])
def test_the_eight_digits_of_a_tablet_are_seen_whole(notebook, assign, viewport):
    assign()
    notebook.open_with_card()
    notebook.page.set_viewport_size(viewport)
    notebook.open("#/secours")
    digits = notebook.page.get_by_label("Les huit chiffres")
    digits.fill("88888888")
    assert digits.evaluate("field => field.scrollWidth <= field.clientWidth")
