"""How many photos are decoded at a time in one process, so that parallel uploads don't multiply the peak of memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

# Full-size decodes above this many pixels go one at a time: they may hold several hundred megabytes.
LARGE_PIXELS = 16_000_000


class Gate:
    """At most `places` decodes at once, and at most one of them large.

    A large decode takes the large place first, then an ordinary one, so that small photos pass by while it waits.
    """

    def __init__(self, places: int) -> None:
        self._places = BoundedSemaphore(places)
        self._large = BoundedSemaphore(1)

    @contextmanager
    def place(self, full_size_pixels: int) -> Iterator[None]:
        """Wait for a place. `full_size_pixels`: those that will really be held.

        A JPEG is reduced while it is decoded, but a progressive one holds its coefficients at full size.
        """
        if full_size_pixels <= LARGE_PIXELS:
            with self._places:
                yield
        else:
            with self._large, self._places:
                yield


# What intake uses unless it is given another. Each web process has its own.
DECODES = Gate(places=2)
