"""What is logged of a request has no key in it: some addresses are one."""

import logging

# Parts of an address that open something (a conversation, an invitation, HelloAsso's door), as routes name them.
KEYS = {"secret", "token", "key"}


class WithoutKeys(logging.Filter):
    """Django says the path of what was refused or failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        keys = [str(match.kwargs[name]) for name in KEYS & match.kwargs.keys()] if match else []
        if keys and isinstance(record.args, tuple):
            record.args = tuple(_without(keys, word) for word in record.args)
        return True


def _without(keys: list[str], word: object) -> object:
    for key in filter(None, keys):
        word = word.replace(key, "…") if isinstance(word, str) else word
    return word
