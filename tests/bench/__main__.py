"""`python -m tests.bench [module …]`: run the measurements; exit 1 only when a ratio is beyond its limit."""

import os
import sys
from importlib import import_module

import django

from tests.bench import MODULES


def main(names: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings.test")
    # Playwright keeps an event loop running beside Django's synchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    failed = False
    for name in MODULES:
        if names and name.rpartition(".")[2] not in names:
            continue
        for result in import_module(name).run():
            sys.stdout.write(f"{result}\n")
            sys.stdout.flush()
            failed = failed or not result.passes
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
