"""The tour's eyes: what they would miss would be no leak."""

import io
import json
import zipfile

import pytest
from django.http import HttpResponse
from reportlab.pdfgen.canvas import Canvas

from tests.permissions.reading import text_of_answer

pytestmark = pytest.mark.engine


def zipped(data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dedans", data)
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        b"un canari@ici.test", b"canari&#64;ici.test", b"canari&amp;#64;ici.test", b"CANARI%40ICI.TEST",
        json.dumps({"é": "canari@ici.test"}).replace("@", "\\u0040").encode(), b"'canari\\x40ici.test'",
        zipped(zipped(b"canari@ici.test")), b"\xff\xd8 no picture canari@ici.test",
    ],
)  # fmt: skip
def test_a_canary_is_found_however_it_is_wrapped(body):
    assert "canari@ici.test" in text_of_answer(HttpResponse(body))


def test_a_canary_is_found_in_headers():
    assert "canari" in text_of_answer(HttpResponse(headers={"Content-Disposition": 'filename="Canari.pdf"'}))
    assert "canari" not in text_of_answer(HttpResponse("rien"))


def test_a_canary_is_found_in_print():
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.drawString(50, 50, "canari@ici.test")
    canvas.save()
    assert b"canari" not in out.getvalue()
    assert "canari@ici.test" in text_of_answer(HttpResponse(zipped(out.getvalue())))
