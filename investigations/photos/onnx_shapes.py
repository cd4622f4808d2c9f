"""Takes the fixed shape off an input of an ONNX model, without the onnx package.

A model is a protobuf message (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). The field numbers on the way to
a dimension: ModelProto.graph 7, GraphProto.input 11 and output 12, ValueInfoProto.name 1 and type 2,
TypeProto.tensor_type 1, Tensor.shape 2, TensorShapeProto.dim 1, Dimension.dim_value 1 and dim_param 2.
"""

from collections.abc import Callable, Iterator

BYTES = 2
# Width, height and number of pictures; the colours stay three.
FREE = {0, 2, 3}


def with_free_shapes(model: bytes, name: str) -> bytes:
    """The model with the input of that name, and all outputs, free in every dimension but the second."""

    def value(info: bytes) -> bytes:
        return _changed(info, 2, lambda kind: _changed(kind, 1, lambda tensor: _changed(tensor, 2, _freed)))

    def graph(content: bytes) -> bytes:
        content = _changed(content, 11, lambda info: value(info) if _name(info) == name else info)
        return _changed(content, 12, value)

    return _changed(model, 7, graph)


def _freed(shape: bytes) -> bytes:
    count = iter(range(len(shape)))

    def dimension(content: bytes) -> bytes:
        place = next(count)
        return _field(2, f"d{place}".encode()) if place in FREE else content

    return _changed(shape, 1, dimension)


def _name(info: bytes) -> str:
    return next((content.decode() for number, content, _ in _fields(info) if number == 1 and content is not None), "")


def _changed(message: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    """The message with ``change`` done to each field of that number that holds bytes."""
    return b"".join(
        _field(number, change(content)) if found == number and content is not None else whole
        for found, content, whole in _fields(message)
    )


def _fields(message: bytes) -> Iterator[tuple[int, bytes | None, bytes]]:
    """Number, content (of a field with bytes) and the whole field as it stands."""
    at = 0
    while at < len(message):
        start = at
        key, at = _varint(message, at)
        content = None
        match key & 7:
            case 0:
                _, at = _varint(message, at)
            case 1:
                at += 8
            case 2:
                size, at = _varint(message, at)
                content = message[at : at + size]
                at += size
            case 5:
                at += 4
            case other:
                raise ValueError(f"Not an ONNX model: wire type {other}")
        yield key >> 3, content, message[start:at]


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _field(number: int, content: bytes) -> bytes:
    return _written(number << 3 | BYTES) + _written(len(content)) + content


def _written(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
