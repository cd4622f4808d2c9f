"""Tablet and site bring two writings together alike: the site's module is the measure."""

import random

import pytest

from investigations.merging import Writing, merge

pytestmark = pytest.mark.browser
CASES = 400
BOTH = """async (cases) => {
  const { merged } = await import("/static/investigations/tablet/js/merging.js");
  return cases.map(([base, ours, theirs]) => merged(base, ours, theirs));
}"""
ANSWERS = [None, "Mireille", "Jo", 3, ["a", "b"]]
CAPTIONS = ["", "Le four", "Le pain", "P" * 120, "Q" * 120]


def writing(chance: random.Random) -> dict:
    answers = {question: chance.choice(ANSWERS) for question in "abc"}
    photos = [
        {"id": photo, "question": "p", "caption": chance.choice(CAPTIONS)} for photo in "xyz" if chance.random() < 0.7
    ]
    others = {question: chance.sample(["Ali", "Zoé", "Jo"], 2) for question in "abc" if chance.random() < 0.2}
    kept = {question: answer for question, answer in answers.items() if answer is not None}
    return {"answers": kept, "photos": photos, "others": others}


def test_both_sides_merge_alike(page, site):
    chance = random.Random(2048)
    cases = [[writing(chance) for _side in range(3)] for _case in range(CASES)]
    page.goto(f"{site}/carnet/")
    for case, on_the_tablet in zip(cases, page.evaluate(BOTH, cases), strict=True):
        here = merge(*(Writing(**side) for side in case))
        assert on_the_tablet == {"answers": here.answers, "photos": here.photos, "others": here.others}, case


def test_of_two_captions_none_is_lost(page, site):
    def of(caption):
        return {"answers": {}, "photos": [{"id": "x", "question": "p", "caption": caption}], "others": {}}

    page.goto(f"{site}/carnet/")
    cases = [[of(""), of("Le four"), of("Le pain")], [of("Le four"), of(""), of("Le pain")]]
    captions = [merged["photos"][0]["caption"] for merged in page.evaluate(BOTH, cases)]
    assert captions == ["Le pain / Le four", "Le pain"]
