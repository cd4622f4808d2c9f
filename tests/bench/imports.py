"""A register of associations comes in: rows a second, and what memory it takes at four times the rows."""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.bench.results import Result

FEW, MANY = 50_000, 200_000
MANAGE = """
import sys
from django.core.management import execute_from_command_line
from tests.peaks import peak_mb
execute_from_command_line(["manage.py", *sys.argv[1:]])
print(peak_mb())
"""
ROOT = Path(__file__).resolve().parents[2]
_WORDS = ["jardin", "atelier", "voisins", "école", "vélo", "musique", "partage", "rue", "mémoire", "forêt", "théâtre"]


def run() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder))


def _measure(folder: Path) -> list[Result]:
    # Without DEBUG, as a site runs: with it Django keeps the last 9,000 statements.
    settings = {"DJANGO_SETTINGS_MODULE": "workshop.settings.development", "VAR_DIR": str(folder), "DEBUG": "0"}
    environment = os.environ | settings | {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}
    _manage(["migrate", "--no-input", "--verbosity", "0"], environment)
    communes = write_communes(folder / "communes.csv")
    peaks, results = {}, []
    for count in (FEW, MANY):
        register = write_register(folder / f"rna{count}.csv", count)
        order = ["import_projects", str(register), "--format", "rna", "--source", str(count), "--communes", communes]
        first, peaks[count] = _manage(order, environment)
        again, _peak = _manage(order, environment)
        figure = f"{count / first:.0f} rows/s, {peaks[count]:.0f} MB"
        results += [
            Result(f"Import of {count:,} rows of the register, drafts", figure),
            Result(f"The same again, {count:,} rows unchanged", f"{count / again:.0f} rows/s"),
        ]
    ratio = peaks[MANY] / peaks[FEW]
    return [*results, Result(f"Memory of an import, {FEW:,} → {MANY:,} rows", "", ratio, at_most=1.3)]


def _manage(order: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds, and megabytes at the most."""
    started = perf_counter()
    command = [sys.executable, "-c", MANAGE, *order]
    child = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if child.returncode:
        raise SystemExit(f"{order[0]} failed.")
    return perf_counter() - started, float(child.stdout.split()[-1])


def write_communes(path: Path, count: int = 5000) -> str:
    chance = random.Random(1)
    lines = (
        f"{10000 + n};{10000 + n};Commune {n};{chance.uniform(42.5, 51):.5f};{chance.uniform(-4.5, 8):.5f}\n"
        for n in range(count)
    )
    path.write_text("insee;postcode;name;lat;lon\n" + "".join(lines))
    return str(path)


def write_register(path: Path, count: int) -> Path:
    from investigations.directory.importing.rna import COLUMNS

    chance = random.Random(2)
    families = ["006000", "015000", "024000", "030000", "020000", "001000", "040000", "011000"]
    with path.open("w", encoding="cp1252") as file:
        file.write(";".join(COLUMNS) + "\n")
        for n in range(count):
            commune = chance.randrange(5000)
            purpose = " ".join(chance.choices(_WORDS, k=chance.randint(6, 40)))
            said = {
                "id": f"W{n:09}", "titre": " ".join(chance.choices(_WORDS, k=4)).upper(), "objet": purpose,
                "objet_social1": chance.choice(families), "adrs_numvoie": str(chance.randint(1, 90)),
                "adrs_typevoie": "RUE", "adrs_libvoie": "DES LILAS", "adrs_codeinsee": str(10000 + commune),
                "adrs_codepostal": str(10000 + commune), "adrs_libcommune": f"Commune {commune}",
                "date_disso": "0001-01-01", "position": "D" if n % 20 == 0 else "A", "publiweb": "0",
            }  # fmt: skip
            file.write(";".join(f'"{said.get(name, "")}"' for name in COLUMNS) + "\n")
    return path
