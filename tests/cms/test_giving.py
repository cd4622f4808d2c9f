"""Giving to the non-profit: HelloAsso's own description of its API answers, and only what it says is believed."""

import hmac
import json
import runpy
import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.giving import helloasso as client_of
from cms.giving.tasks import read_what_waits
from cms.models import Gift, GiftPayment
from tests.catalogue import ROOT
from tests.classrooms.screens import signed_in, text_of
from tests.helloasso import CLIENT, ORGANIZATION, SECRET, SITE, helloasso
from workshop.logs import WithoutKeys

pytestmark = pytest.mark.django_db
NEWS = "n" * 40


@pytest.fixture
def theirs(settings):
    with helloasso() as service:
        settings.HELLOASSO_CLIENT_ID, settings.HELLOASSO_CLIENT_SECRET = CLIENT, SECRET
        settings.HELLOASSO_ORGANIZATION, settings.HELLOASSO_NOTIFICATION_SECRET = ORGANIZATION, NEWS
        settings.HELLOASSO_API, settings.HELLOASSO_SITE = service.address, SITE.removeprefix("https://")
        yield service


def give(client, usual="25", other=""):
    return client.post(reverse("give"), {"usual": usual, "other": other})


def begun(client, **amount):
    answer = give(client, **amount)
    assert answer.status_code == 303, text_of(answer)
    return Gift.objects.latest("pk")


def come_back(client, gift, query="?code=succeeded&orderId=1"):
    return text_of(client.get(reverse("gift", args=[gift.key]) + query))


def tell(client, body, secret=NEWS, **headers):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(reverse("helloasso_news", args=[secret]), body, "application/json", headers=headers).status_code


def again():
    """As if time had passed for whoever counts."""
    cache.clear()


def test_a_neighbour_gives_and_the_editors_see_the_amount_and_nobody(client, theirs):
    assert reverse("give") in text_of(client.get(reverse("projects")))
    page = client.get(reverse("give"))
    assert f"form-action 'self' {SITE}" in page.headers["Content-Security-Policy"]
    assert "contribution" in text_of(page)
    answer = give(client, "other", "15,50 €")
    gift = Gift.objects.get()
    assert answer.headers["Location"] == f"{SITE}/associations/{ORGANIZATION}/checkout/{gift.intent}"
    asked = theirs.bodies[gift.intent]
    assert (asked.total_amount, asked.contains_donation, asked.payer) == (1550, True, None)
    assert asked.return_url == f"http://testserver{reverse('gift', args=[gift.key])}"
    # Whatever the way back says: nobody has paid.
    assert "pas encore annoncé" in come_back(client, gift)
    assert "pas encore annoncé" in come_back(client, gift)
    reads = [line for line in theirs.asked if line.startswith("GET")]
    assert len(reads) == 1, "looking again and again asks HelloAsso once"
    theirs.pay(gift.intent)
    again()
    thanks = come_back(client, gift, "?error=refused")
    assert "confirme votre don de 15,50 €" in thanks
    payment = GiftPayment.objects.get()
    assert (payment.cents, payment.state) == (1550, "Authorized")
    editor = signed_in(editor=True)
    shown = text_of(editor.get(reverse("gifts:index")))
    assert "15,50 €" in shown
    assert reverse("gifts:index") in text_of(editor.get(reverse("wagtailadmin_home")))
    file = text_of(editor.get(reverse("gifts:file")))
    assert f"15,50;0,00;2026-11-27;{gift.intent + 22000};{payment.number};" in file
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cms_gift CROSS JOIN cms_giftpayment")
        kept = str(cursor.fetchall())
    assert "Canari" not in shown + file + thanks + kept
    assert {signed_in(teacher=True).get(reverse(f"gifts:{name}")).status_code for name in ("index", "file")} == {404}


def test_one_payment_is_one_row_however_often_it_is_told(client, theirs):
    gift = begun(client)
    number = theirs.pay(gift.intent)
    for kind in ["Order", "Payment", "Payment", "Order"] * 3:
        assert tell(client, theirs.notification(kind, gift.intent)) == 204
    assert GiftPayment.objects.get().number == number
    gift.refresh_from_db()
    assert gift.state == Gift.State.CONFIRMED
    # A refund and a contestation are seen; the words of a notification are not believed.
    again()
    assert tell(client, theirs.notification("Payment", gift.intent, state="Refunded")) == 204
    gift.refresh_from_db()
    assert gift.state == Gift.State.CONFIRMED
    for state, refunded, said in [("Authorized", 500, "confirmed"), ("Refunded", 2500, "refunded"),
                                  ("Contested", None, "contested")]:  # fmt: skip
        again()
        theirs.pay(gift.intent, state=state, refunded=refunded)
        assert tell(client, {"eventType": "Payment", "data": {"id": number}}) == 204
        gift.refresh_from_db()
        assert (gift.state, GiftPayment.objects.get().refunded_cents) == (said, refunded or 0)
    # Another gift's payment stays where it is, and what is told of other forms asks nobody.
    other, asked = begun(client), len(theirs.asked)
    theirs.pay(other.intent, payment=number)
    assert tell(client, {"eventType": "Order", "data": {"id": 1, "checkoutIntentId": 424242}, "metadata": None}) == 204
    assert len(theirs.asked) == asked
    again()
    assert tell(client, theirs.notification("Order", other.intent)) == 204
    other.refresh_from_db()
    assert (other.state, GiftPayment.objects.get().gift_id) == ("begun", gift.pk)
    editor = signed_in(editor=True)
    assert "contesté" in text_of(editor.get(reverse("gifts:index")))


def test_strangers_wake_nobody(client, theirs, settings):
    gift = begun(client)
    theirs.pay(gift.intent)
    said, asked = theirs.notification("Order", gift.intent), len(theirs.asked)
    assert tell(client, said, secret="x" * 40) == 404
    assert tell(client, b"x" * 70_000) == 413
    assert [tell(client, body) for body in (b"", b"{", b"[" * 5000, b"\xff")] == [400] * 4
    for body in (
        [],
        1,
        {"data": [1]},
        {"data": {"id": True, "checkoutIntentId": "1 OR 1"}},
        {"data": {"id": 10**40}},
        {"metadata": {"gift": "no"}},
        {"metadata": {"gift": [1]}},
        {"data": {"order": {"id": 0}}},
    ):
        assert tell(client, body) == 204, body
    settings.HELLOASSO_SIGNATURE_KEY = "k" * 40
    assert tell(client, said) == 403
    assert tell(client, said, **{"x-ha-signature": "0" * 64}) == 403
    assert len(theirs.asked) == asked
    signature = hmac.digest(b"k" * 40, json.dumps(said).encode(), "sha256").hex()
    assert tell(client, said, **{"x-ha-signature": signature}) == 204
    gift.refresh_from_db()
    assert gift.state == Gift.State.CONFIRMED
    assert client.get(reverse("helloasso_news", args=[NEWS])).status_code == 405


def test_what_is_logged_of_a_refused_notification_does_not_hold_the_secret(client, theirs, settings, caplog):
    # As in workshop.settings.production.
    caplog.handler.addFilter(WithoutKeys())
    settings.HELLOASSO_SIGNATURE_KEY = "k" * 40
    assert tell(client, {}) == 403
    assert tell(client, {}, secret="s" * 40) == 404
    assert client.get(reverse("helloasso_news", args=[NEWS])).status_code == 405
    assert client.post(reverse("give")).status_code == 200
    said = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert said == [f"{what}: /donner/nouvelles/…/" for what in ("Forbidden", "Not Found", "Method Not Allowed (GET)")]
    assert NEWS not in caplog.text


def test_out_of_reach_nothing_is_half_done(client, theirs, settings, monkeypatch):
    for broken in [(500, ""), (429, ""), (200, "no JSON"), (200, "[]"), (200, '{"id": "1"}'), (302, "")]:
        again()
        theirs.broken = broken
        answer = give(client)
        assert (answer.status_code, Gift.objects.count()) == (503, 0)
        assert "Rien n’a été payé" in text_of(answer)
    theirs.broken = None
    for elsewhere in ["http://www.helloasso-sandbox.com/", "https://www.helloasso-sandbox.com.evil.example/",
                      "https://www.helloasso-sandbox.com@evil.example/", "https://www.helloasso-sandbox.com:444/",
                      "https://www.helloasso-sandbox.com\\@evil.example/", "javascript:alert(1)//"]:  # fmt: skip
        again()
        theirs.redirect = elsewhere
        assert give(client).status_code == 503, elsewhere
    theirs.redirect = f"{SITE}/"
    again()
    gift = begun(client)
    theirs.pay(gift.intent)
    # It answers late: the giver isn't kept, and nothing is believed.
    monkeypatch.setattr(client_of, "SECONDS", 0.2)
    theirs.slow = 0.5
    assert "pas encore annoncé" in come_back(client, gift)
    theirs.slow = 0
    # A checkout of somebody else's under our number.
    theirs.intents[gift.intent]["metadata"] = {"gift": "00000000-0000-0000-0000-000000000000"}
    again()
    assert "pas encore annoncé" in come_back(client, gift)
    theirs.intents[gift.intent]["metadata"] = {"gift": str(gift.key)}
    again()
    monkeypatch.setattr(client_of, "SECONDS", 8)
    assert "confirme votre don" in come_back(client, gift)
    # Half forms, wrong amounts, programs.
    for amount in ["1", "1,99", "2000,01", "-5", "1e3", "10.123", "", "dix"]:
        assert give(client, "other", amount).status_code == 200, amount
    assert client.post(reverse("give"), {"usual": "25", "website": "x"}).status_code == 200
    assert Gift.objects.count() == 1
    assert client.get(reverse("gift", args=["00000000-0000-0000-0000-000000000000"])).status_code == 404
    settings.HELLOASSO_CLIENT_ID = ""
    for path in [reverse("give"), reverse("gift", args=[gift.key])]:
        assert client.get(path).status_code == 404
    assert tell(client, {}) == 404
    assert reverse("give") not in text_of(client.get(reverse("projects")))


def test_quotas_are_kept_and_readings_leave_room_for_givers(client, theirs, monkeypatch):
    monkeypatch.setattr("cms.giving.views.AN_HOUR", 100)
    gift = begun(client)
    theirs.pay(gift.intent)
    while True:
        try:
            client_of.read_checkout(intent=gift.intent, gift=str(gift.key))
        except client_of.BusyError:
            break
    assert len(theirs.asked) == 7
    assert [give(client).status_code for _ in range(4)] == [303, 303, 303, 503]
    assert len(theirs.asked) == 10
    assert Gift.objects.count() == 4


def test_a_key_is_renewed_once_and_an_old_one_is_given_up(client, theirs):
    begun(client)
    first = theirs.refresh
    theirs.access = "known to nobody"
    begun(client)
    assert theirs.refresh != first
    assert theirs.asked.count("POST /oauth2/token") == 2
    # Another installation has used it up: the client's own secret opens again.
    theirs.access = theirs.refresh = "known to nobody"
    again_at = len(theirs.asked)
    assert give(client).status_code == 303
    assert [line.split()[1].rsplit("/")[-1] for line in theirs.asked[again_at:]] == [
        "checkout-intents", "token", "token", "checkout-intents"
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_renew_one_key_and_make_one_row(theirs, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable")
    gift = begun(Client())
    theirs.pay(gift.intent)
    theirs.access, theirs.slow = "known to nobody", 0.05
    cache.clear()
    told, threads = [], []

    def one():
        try:
            told.append(tell(Client(), theirs.notification("Payment", gift.intent)))
        finally:
            connection.close()

    for _ in range(10):
        threads.append(threading.Thread(target=one))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert told == [204] * 10
    assert GiftPayment.objects.count() == 1
    assert Gift.objects.get().state == Gift.State.CONFIRMED
    assert theirs.asked.count("POST /oauth2/token") == 2


def test_once_a_day_what_was_not_told_is_asked_and_what_is_old_goes(client, theirs):
    lost, left, refused, fresh = (begun(client) for _ in range(4))
    again()
    theirs.pay(lost.intent)
    theirs.pay(refused.intent, state="Refused")
    old = [lost.pk, left.pk, refused.pk]
    Gift.objects.filter(pk__in=old).update(begun_at=timezone.now() - timedelta(days=2))
    Gift.objects.create(cents=100, begun_at=timezone.now() - timedelta(days=2))
    read_what_waits.call()
    states = dict(Gift.objects.values_list("pk", "state"))
    assert states == {lost.pk: "confirmed", left.pk: "left", refused.pk: "failed", fresh.pk: "begun"}
    assert "n’est pas payé" in come_back(client, left)
    Gift.objects.exclude(pk=fresh.pk).update(begun_at=timezone.now() - timedelta(days=31))
    read_what_waits.call()
    assert set(Gift.objects.values_list("pk", flat=True)) == {lost.pk, fresh.pk}
    Gift.objects.update(begun_at=timezone.now() - timedelta(days=3660))
    read_what_waits.call()
    assert not Gift.objects.exists()


def test_half_a_configuration_stops_the_start(monkeypatch):
    whole = {
        "HELLOASSO_CLIENT_ID": "a", "HELLOASSO_CLIENT_SECRET": "b", "HELLOASSO_ORGANIZATION": "cap-ou-pas-cap",
        "HELLOASSO_NOTIFICATION_SECRET": NEWS,
    }  # fmt: skip

    def started(**variables):
        for name in [*whole, "HELLOASSO_SANDBOX", "HELLOASSO_SIGNATURE_KEY"]:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "workshop" / "settings" / "giving.py"))

    assert started()["HELLOASSO_CLIENT_ID"] == ""
    assert started(**whole)["HELLOASSO_API"] == "https://api.helloasso.com"
    sandbox = started(**whole, HELLOASSO_SANDBOX="true")
    assert (sandbox["HELLOASSO_API"], sandbox["HELLOASSO_SITE"]) == (f"https://api.{SITE[12:]}", SITE[8:])
    for wrong in [*({name: value} for name, value in whole.items()), {"HELLOASSO_SANDBOX": "true"},
                  {"HELLOASSO_SIGNATURE_KEY": "k"}, whole | {"HELLOASSO_ORGANIZATION": "https://x"},
                  whole | {"HELLOASSO_NOTIFICATION_SECRET": "short"}]:  # fmt: skip
        with pytest.raises(ImproperlyConfigured, match="HELLOASSO"):
            started(**wrong)
