"""All the text that an answer holds, however it is wrapped."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from django.http import HttpResponseBase
from pypdf import PdfReader

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


def text_of_answer(response: HttpResponseBase) -> str:
    """Headers and body; lower case, since an address or an index keeps no capitals."""
    body = response.getvalue()
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    cookies = response.cookies.output()
    return "\n".join(plain(text) for text in [headers, cookies, *texts_in(body)]).lower()


def texts_in(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "\n".join(archive.namelist())
            for name in archive.namelist():
                yield from texts_in(archive.read(name))
        return
    yield data.decode("utf-8", "replace")
    if data.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(data))
        yield str(reader.metadata)
        yield from (page.extract_text() for page in reader.pages)


def plain(text: str) -> str:
    """The text as it stands, and without what HTML, JSON, JavaScript or an address escape."""
    unescaped = html.unescape(_ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), html.unescape(text)))
    return "\n".join({text, unescaped, unquote(unescaped)})
