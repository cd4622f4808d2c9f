"""The tablet's storage is full, or closed under the page: it is said, nothing is lost, and it opens again."""

import pytest
from playwright.sync_api import expect

from tests.pictures import from_camera

pytestmark = pytest.mark.browser
CLOSE = """async () => {
  // What iOS does under memory pressure: the connection is gone, and the page isn't told.
  const { open } = IDBFactory.prototype;
  window.opened ??= 0;
  IDBFactory.prototype.open = function (...given) { window.opened += 1; return open.apply(this, given); };
  const { transaction } = IDBDatabase.prototype;
  const dead = new WeakSet();
  IDBDatabase.prototype.transaction = function (...given) {
    if (!window.closedOnce) { window.closedOnce = true; dead.add(this); this.close(); }
    return transaction.apply(this, given);
  };
}"""
FULL = """(full) => {
  IDBObjectStore.prototype.realPut ??= IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = full
    ? () => { throw new DOMException("no room", "QuotaExceededError"); }
    : IDBObjectStore.prototype.realPut;
}"""


def test_a_connection_that_was_closed_under_the_page_is_opened_again(outside):
    page = outside.page
    page.evaluate(CLOSE)
    outside.answer.fill("Mireille")
    expect(outside.kept).to_have_text("Sur cette tablette")
    assert page.evaluate("window.closedOnce && window.opened > 0")
    page.reload()
    expect(outside.answer).to_have_value("Mireille")


def test_a_full_tablet_says_so_keeps_what_it_has_and_goes_on_when_there_is_room(outside):
    page = outside.page
    outside.answer.fill("Mireille")
    expect(outside.kept).to_have_text("Sur cette tablette")
    page.evaluate(FULL, True)
    outside.answer.fill("Mireille et Jo")
    expect(outside.kept).to_have_text("Plus de place sur la tablette")
    expect(page.locator("[data-refusal]")).to_contain_text("plus de place")
    page.get_by_role("button", name="Fermer mon carnet").click()
    expect(outside.answer).to_have_value("Mireille et Jo")
    outside.go_to_question(7)
    outside.take_photo(from_camera())
    expect(page.locator("[data-photo-trouble]")).to_contain_text("plus de place", timeout=20_000)
    expect(page.locator("[data-photo]")).to_have_count(0)
    page.evaluate(FULL, False)
    outside.go_to_question(1)
    outside.answer.fill("Mireille et Jo.")
    expect(outside.kept).to_have_text("Sur cette tablette")
    page.reload()
    expect(outside.answer).to_have_value("Mireille et Jo.")
