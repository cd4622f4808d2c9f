"""HelloAsso on 127.0.0.1: the models generated from its OpenAPI description read what comes and write what goes.

Keys, quotas and the way of a payment are as dev.helloasso.com tells.
"""

import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

from helloasso_python.models.hello_asso_api_v5_models_carts_checkout_intent_response import (
    HelloAssoApiV5ModelsCartsCheckoutIntentResponse as CheckoutIntent,
)
from helloasso_python.models.hello_asso_api_v5_models_carts_init_checkout_body import (
    HelloAssoApiV5ModelsCartsInitCheckoutBody as InitCheckout,
)
from helloasso_python.models.hello_asso_api_v5_models_carts_init_checkout_response import (
    HelloAssoApiV5ModelsCartsInitCheckoutResponse as Initialised,
)
from helloasso_python.models.hello_asso_api_v5_models_statistics_order_detail import (
    HelloAssoApiV5ModelsStatisticsOrderDetail as OrderDetail,
)
from pydantic import ValidationError

from tests.services import Quiet

CLIENT, SECRET, ORGANIZATION = "client-of-tests", "secret-of-tests", "cap-ou-pas-cap"
SITE = "https://www.helloasso-sandbox.com"
PAYER = {"firstName": "Camille", "lastName": "CanariDonatrice", "email": "canari-don@ici.test", "country": "FRA"}


class HelloAsso:
    def __init__(self):
        self.asked, self.bodies, self.intents = [], {}, {}
        self.access, self.refresh, self.lasts = "", "", 1800
        # What it answers instead to who has a key; and how long it thinks.
        self.broken, self.slow = None, 0.0
        self.redirect = f"{SITE}/associations/{ORGANIZATION}/checkout/"
        self.lock = threading.Lock()
        here = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._answer(b"")

            def do_POST(self):
                self._answer(self.rfile.read(int(self.headers["Content-Length"])))

            def _answer(self, body):
                here.asked.append(f"{self.command} {self.path}")
                time.sleep(here.slow)
                with here.lock:
                    broken = here.broken if self.path.startswith("/v5/") else None
                    status, said = broken or here.answer(self.command, self.path, self.headers, body)
                said = said.encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *args):
                pass

        self.server = Quiet(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, method, path, headers, body):
        checkouts = f"/v5/organizations/{ORGANIZATION}/checkout-intents"
        if (method, path) == ("POST", "/oauth2/token"):
            return self._key({name: values[0] for name, values in parse_qs(body.decode()).items()})
        if not self.access or headers["Authorization"] != f"Bearer {self.access}":
            return 401, ""
        if (method, path) == ("POST", checkouts):
            return self._begin(body)
        number = path.removeprefix(f"{checkouts}/")
        if method == "GET" and number.isdigit() and int(number) in self.intents:
            return 200, CheckoutIntent.from_dict(self.intents[int(number)]).to_json_as_sent()
        return 404, ""

    def _key(self, form):
        known = {
            "client_credentials": {"client_id": CLIENT, "client_secret": SECRET},
            "refresh_token": {"client_id": CLIENT, "refresh_token": self.refresh or None},
        }[form.pop("grant_type")]
        if form != known:
            return 400, '{"error":"invalid_grant"}'
        self.access, self.refresh = secrets.token_urlsafe(40), secrets.token_urlsafe(40)
        said = {"access_token": self.access, "refresh_token": self.refresh}
        return 200, json.dumps(said | {"token_type": "bearer", "expires_in": self.lasts})

    def _begin(self, body):
        try:
            asked = InitCheckout.from_json(body.decode())
            unknown = set(json.loads(body)) - {field.alias or name for name, field in InitCheckout.model_fields.items()}
        except (ValidationError, ValueError) as error:
            return 400, json.dumps({"errors": [{"message": str(error)}]})
        addresses = [asked.back_url, asked.error_url, asked.return_url]
        if unknown or asked.total_amount != asked.initial_amount or len({a.split("/")[2] for a in addresses}) != 1:
            return 400, json.dumps({"errors": [{"message": "amounts, addresses or names"}]})
        number = 75000 + len(self.intents)
        self.intents[number] = {"id": number, "metadata": asked.metadata}
        self.bodies[number] = asked
        made = Initialised(id=number, redirect_url=f"{self.redirect}{number}")
        self.intents[number]["redirectUrl"] = made.redirect_url
        return 200, made.to_json()

    def pay(self, number, *, state="Authorized", tip=300, refunded=None, payment=None):
        """Somebody pays, or what they paid is refused, given back, contested. Returns the payment's number."""
        payment, cents = payment or 15000 + number, self.bodies[number].initial_amount
        paid = {
            "id": payment, "amount": cents, "amountTip": tip, "date": "2026-11-27T10:00:00.089+01:00", "state": state,
            "paymentMeans": "Card", "items": [{"id": 1, "shareAmount": cents, "shareItemAmount": cents}],
            "refundOperations": [{"id": 9, "amount": refunded, "status": "Processed"}] if refunded else [],
        }  # fmt: skip
        order = {
            "id": 22000 + number, "payer": PAYER, "payments": [paid], "checkoutIntentId": number,
            "formType": "Checkout", "amount": {"total": cents}, "organizationSlug": ORGANIZATION,
        }  # fmt: skip
        assert OrderDetail.from_dict(order).payments[0].id == payment
        self.intents[number]["order"] = order
        return payment

    def notification(self, kind, number, *, state="Authorized"):
        """The body of what it posts: with persons, and with words that nobody is to believe."""
        order, noted = self.intents[number]["order"], self.intents[number]["metadata"]
        if kind == "Order":
            return {"eventType": "Order", "data": order, "metadata": noted}
        payment = order["payments"][0] | {"state": state, "payer": PAYER, "order": {"id": order["id"]}}
        return {"eventType": "Payment", "data": payment, "metadata": noted}


def _to_json_as_sent(self):
    return self.model_dump_json(by_alias=True, exclude_none=True)


CheckoutIntent.to_json_as_sent = _to_json_as_sent


@contextmanager
def helloasso():
    service = HelloAsso()
    thread = threading.Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.server.shutdown()
        service.server.server_close()
        thread.join(5)
