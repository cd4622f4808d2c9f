"""A brochure of two hundred projects against one of fifty: four times the work, not sixteen times."""

from functools import partial

from tests.bench.results import Result, cpu_seconds
from tests.workshop.printing.brochures import brochure
from workshop.printing import fonts
from workshop.printing.brochure import brochure_pdf


def run() -> list[Result]:
    fonts.register()
    small, large = brochure(50), brochure(200)
    quick, slow = cpu_seconds(partial(brochure_pdf, small), partial(brochure_pdf, large), rounds=3)
    weight = len(brochure_pdf(large)) / 1_000_000
    return [
        Result("brochure of 50 projects, CPU", f"{quick:.2f} s"),
        Result(f"brochure of 200 projects ({weight:.1f} MB), CPU", f"{slow:.2f} s", slow / quick, at_most=5),
    ]
