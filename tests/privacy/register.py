"""docs/privacy.md as the test reads it: the register's rows, and its two annexes of models."""

import re
from dataclasses import dataclass
from pathlib import Path

REGISTER = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
MODEL = re.compile(r"`(\w+\.\w+)`")
COLUMNS = 7
OUR_APPS = {"workshop", "cms", "investigations", "directory", "classrooms"}
# Wagtail's search has other tables and columns on SQLite than on PostgreSQL; the register names them all.
OF_ONE_DATABASE = {
    "wagtailsearch.SQLiteFTSIndexEntry",
    "wagtailsearch.IndexEntry.title_text",
    "wagtailsearch.IndexEntry.body_text",
}


@dataclass(frozen=True)
class Register:
    # By model: the cells of its row (what, data, purpose, basis, who, how long, where).
    rows: dict[str, list[str]]
    # By model: personal and other fields.
    personal: dict[str, tuple[set[str], set[str]]]
    # By model: the reason, and the fields where the model is ours.
    impersonal: dict[str, tuple[str, set[str]]]
    repeated: list[str]


def read(text: str) -> Register:
    sheet, first, second = re.split(r"^## Annexe [AB]\b", text, flags=re.MULTILINE)
    rows, fields, reasons = _rows(sheet, COLUMNS), _rows(first, 3), _rows(second, 3)
    return Register(
        dict(rows),
        {name: (set(cells[1].split()), set(cells[2].split())) for name, cells in fields},
        {name: (cells[1], set(cells[2].split())) for name, cells in reasons},
        [name for part in (rows, [*fields, *reasons]) for name in _twice([name for name, _cells in part])],
    )


def problems(models, register: Register) -> list[str]:
    """What nobody classified, and what stands for nothing any more."""
    found = {model._meta.label: model for model in models if not model._meta.proxy}
    known = set(register.personal) | set(register.impersonal)
    wrong = [f"{name}: in two places" for name in register.repeated]
    wrong += [f"{name}: a new model; say in docs/privacy.md what it keeps of persons" for name in found.keys() - known]
    wrong += [f"{name}: gone" for name in (known | set(register.rows)) - found.keys() - OF_ONE_DATABASE]
    wrong += [
        f"{name}: personal data without a row in the register" for name in set(register.personal) - set(register.rows)
    ]
    wrong += [f"{name}: a row, but no fields in annex A" for name in set(register.rows) - set(register.personal)]
    for name, model in found.items():
        differing = {f"{name}.{field}" for field in _fields(model) ^ _classified(name, model, register)}
        wrong += differing - OF_ONE_DATABASE
    return sorted(wrong)


def _classified(name: str, model, register: Register) -> set[str]:
    """The fields that are written down; all of a model of others that keeps nothing of persons."""
    if name in register.personal:
        return set().union(*register.personal[name])
    return register.impersonal[name][1] if name in register.impersonal and _is_ours(model) else _fields(model)


def _is_ours(model) -> bool:
    return model._meta.app_label in OUR_APPS


def _fields(model) -> set[str]:
    """Its own: what it inherits stands with its parent."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name for field in own if not field.auto_created}


def _rows(text: str, columns: int) -> list[tuple[str, list[str]]]:
    """Rows of the tables whose first cell names a model."""
    lines = [line for line in text.splitlines() if line.startswith("|") and MODEL.search(line.split("|")[1])]
    cells = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    assert all(len(row) == columns for row in cells), [row[0] for row in cells if len(row) != columns]
    return [(MODEL.search(row[0])[1], row) for row in cells]


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
