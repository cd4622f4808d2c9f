"""Text stays text: each payload goes into every field, and is read on each page where it comes out."""

import html
import json

import pytest

from tests.attacks.danger import read
from tests.attacks.planting import Planted

# Shown to nobody but in forms that the same person fills in, or cut where a phone number ends.
NOWHERE_ELSE: set[str] = set()


@pytest.mark.engine
@pytest.mark.parametrize(
    "page",
    ["<svg/onload=pwn(1)>", "<script>pwn(1)</script>", "<a href='JaVaScript:pwn()'>", "<pwn>", "<b style='pwn'>",
     "<script>var a = '</script><svg onload=pwn(1)>'</script>", "<iframe srcdoc=pwn>", "<form action=data:pwn>"],
)  # fmt: skip
def test_the_reader_sees_danger(page):
    assert read(page)[0]
    assert not read(html.escape(page))[0]


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(3))
def test_no_page_takes_what_was_typed_for_markup(turn):
    planted = Planted(turn).everything()
    seen: set[int] = set()
    for name, answer in planted.pages().items():
        assert answer.status_code in {200, 404}, (name, answer.status_code, getattr(answer, "url", ""))
        page = answer.getvalue().decode()
        # Wagtail's choosers come as JSON that holds their page.
        dangers, text = read(json.loads(page)["html"] if answer["Content-Type"] == "application/json" else page)
        assert dangers == [], (name, planted.fields)
        seen |= planted.seen(text)
    for answer in (planted.missions_with_remarks, planted.tablet.get("missions")):
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/json", "nosniff")
        seen |= planted.seen(json.dumps(answer.json()))
    missing = {name for number, name in planted.fields.items() if number not in seen}
    assert missing <= NOWHERE_ELSE, missing
