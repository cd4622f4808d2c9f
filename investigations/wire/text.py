import json
from typing import Any


def storable_json(data: bytes) -> Any:
    """UTF-8 without NaN, NUL or half of a surrogate pair: what any database keeps. Raises ValueError."""
    try:
        parsed = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError from error
    if not _storable(parsed):
        raise ValueError("text that can't be stored")
    return parsed


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _storable(value: Any) -> bool:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            todo += [*item, *item.values()]
        elif isinstance(item, list):
            todo += item
        elif isinstance(item, str) and ("\0" in item or any("\ud800" <= letter <= "\udfff" for letter in item)):
            return False
    return True
