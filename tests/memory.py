"""How much memory Python held at most, however seldom the suite collects rubbish otherwise."""

import gc
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

USUAL = (700, 10, 10)


@dataclass
class Held:
    peak: int = 0


@contextmanager
def most_held() -> Iterator[Held]:
    """``held.peak`` is in bytes, once it is over."""
    seldom, held = gc.get_threshold(), Held()
    gc.collect()
    gc.set_threshold(*USUAL)
    tracemalloc.start()
    try:
        yield held
        _now, held.peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.set_threshold(*seldom)
