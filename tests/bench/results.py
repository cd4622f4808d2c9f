from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True)
class Result:
    """One line of the bench. Only a ratio beyond its limit fails: absolute figures belong to the machine."""

    name: str
    figure: str
    ratio: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def passes(self) -> bool:
        if self.ratio is None:
            return True
        low = self.at_least is None or self.ratio >= self.at_least
        return low and (self.at_most is None or self.ratio <= self.at_most)

    def __str__(self) -> str:
        line = f"{self.name:<58} {self.figure:>24}"
        if self.ratio is None:
            return line
        limit = f"at least {self.at_least}" if self.at_least is not None else f"at most {self.at_most}"
        return f"{line}   ratio {self.ratio:5.2f} ({limit}) {'ok' if self.passes else 'FAILED'}"


def cpu_seconds(
    *ways: Callable[[], object], rounds: int = 5, clock: Callable[[], float] = process_time
) -> Sequence[float]:
    """Median CPU seconds of each way, taken in turn so that a busy machine weighs on all of them alike.

    With another ``clock``, its seconds: what a child process works is no CPU time of ours.
    """
    for way in ways:
        way()
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, spent in zip(ways, times, strict=True):
            start = clock()
            way()
            spent.append(clock() - start)
    return [median(spent) for spent in times]
