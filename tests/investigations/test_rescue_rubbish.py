"""Files that only pretend to be rescue files are refused with a code, and cost no memory whatever they claim."""

import base64
import json
import struct
import uuid
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from investigations.rescue import FRAME_AT_MOST, HEADER_AT_MOST, BadRescueFile, frames
from tests.investigations.rescue_files import END, MAGIC, head_of, parts_of, plain
from tests.pictures import plain_jpeg

pytestmark = pytest.mark.engine
KEY = ec.generate_private_key(ec.SECP256R1())
HEAD, FRAME, LAST = parts_of(KEY.public_key(), plain({"kind": "photo"}, b"pixels"), plain(END))


class Watched(BytesIO):
    """Remembers the most that was asked of it at once."""

    most = 0

    def read(self, size=-1, /):
        self.most = max(self.most, len(self.getbuffer()) if size is None or size < 0 else size)
        return super().read(size)


def code_of(file: BytesIO) -> str:
    with pytest.raises(BadRescueFile) as bad:
        list(frames(file, KEY))
    return bad.value.code


def with_key(key: object) -> bytes:
    return json.dumps({"tablet": str(uuid.UUID(int=7)), "key": key}).encode()


def with_point(point: bytes) -> bytes:
    return with_key(base64.b64encode(point).decode())


NO_RESCUE_FILES = {
    "nothing": b"",
    "half a magic word": MAGIC[:-1],
    "another version": b"CAPNOTE2" + HEAD[8:] + FRAME + LAST,
    "a photo": plain_jpeg(),
    "an archive": b"PK\x03\x04" + bytes(99),
}
HEADERS = {
    "nothing": b"",
    "half a text": b"{",
    "no text": b"\xff\xfe",
    "null": b"null",
    "a list": b"[]",
    "a number": b"7",
    "a deep nest": b"[" * 4000,
    "no key": b'{"tablet": "00000000-0000-0000-0000-000000000007"}',
    "no tablet": b'{"key": ""}',
    "a tablet that is a number": with_key("").replace(b'"00000000-0000-0000-0000-000000000007"', b"7"),
    "a tablet that is half a letter": with_key("").replace(b"00000000-", b"\\ud800"),
    "no key but null": with_key(None),
    "a key that is a list": with_key([4]),
    "a key of other letters": with_key("é"),
    "a key cut short": with_key("A"),
    "no point": with_point(b""),
    "the point at infinity": with_point(b"\0"),
    "zeros for a point": with_point(bytes(65)),
    "a point beside the curve": with_point(b"\4" + b"\1" * 64),
    "a point beyond the field": with_point(b"\4" + b"\xff" * 64),
}
# What anyone can seal who has the public key.
BAD_FAITH = {
    "nothing": b"",
    "half a length": b"\0\0",
    "no text": struct.pack(">I", 0),
    "a text longer than the frame": struct.pack(">I", 0xFFFFFFFF) + b"{",
    "a deep nest": struct.pack(">I", 200_000) + b"[" * 200_000,
    "other bytes than a text's": struct.pack(">I", 2) + b"\xff\xff",
    "an endless number": struct.pack(">I", 9_999) + b"1" * 9_999,
    "null": plain(None),
    "a list": plain(["end"]),
    "a word": plain("end"),
}


@pytest.mark.parametrize("name", NO_RESCUE_FILES)
def test_what_is_no_rescue_file_is_not_ours(name):
    assert code_of(BytesIO(NO_RESCUE_FILES[name])) == "not_ours"


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_of_rubbish_is_altered(name):
    assert code_of(BytesIO(head_of(HEADERS[name]) + FRAME + LAST)) == "altered"


@pytest.mark.parametrize("length", [HEADER_AT_MOST + 1, 0x7FFF, 0x8000, 0xFFFF])
def test_a_header_that_claims_too_much_is_not_read(length):
    file = Watched(head_of(b" " * 0xFFFF, length))
    assert code_of(file) == "altered"
    assert file.most <= HEADER_AT_MOST


@pytest.mark.parametrize("length", [FRAME_AT_MOST + 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
def test_a_frame_that_claims_too_much_is_not_read(length):
    file = Watched(HEAD + struct.pack(">I", length) + bytes(9999))
    assert code_of(file) == "altered"
    assert file.most <= HEADER_AT_MOST


@pytest.mark.parametrize("length", [0, 1, 15, 16])
def test_a_frame_too_short_for_a_seal_is_not_taken(length):
    short = struct.pack(">I", length) + bytes(length)
    assert code_of(BytesIO(HEAD + short)) == "not_ours"
    assert code_of(BytesIO(HEAD + FRAME + short)) == "altered"


@pytest.mark.parametrize("name", BAD_FAITH)
def test_what_was_sealed_in_bad_faith_is_altered(name):
    assert code_of(BytesIO(b"".join(parts_of(KEY.public_key(), BAD_FAITH[name], plain(END))))) == "altered"
