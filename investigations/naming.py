"""A pupil's name in what others wrote about the class's investigations: the animal takes its place."""

from collections.abc import Callable
from typing import Any

from classrooms.models import Pupil
from investigations.consents import pen_name
from investigations.models import Remark, ReportVersion
from investigations.names import Names

WRITTEN = {"short_text", "long_text"}
Rename = Callable[[str], tuple[str, int]]


def renamer(pupil: Pupil) -> Rename:
    """A text with the animal where the name stood, and how often it did. Only with its capital: “une rose” stays."""
    # With the whole class, so that the letter behind a first name tells whom it means.
    names, animal = Names(pupil.classroom.pupils.all()), pen_name(pupil).partition(",")[0]

    def rename(text: str) -> tuple[str, int]:
        hits = [hit for hit in names.hits(text) if pupil in hit.people and hit.written[:1].isupper()]
        for hit in reversed(hits):
            text = text[: hit.start] + animal + text[hit.end :]
        return text, len(hits)

    return rename


def other_names(pupil: Pupil) -> int:
    """Change the reports and remarks of the class that are left; says in how many places."""
    rename, changed = renamer(pupil), 0
    of_class = {"report__assignment__investigation__classroom": pupil.classroom_id}
    versions = ReportVersion.objects.filter(**of_class).select_related("report__assignment__investigation__guide")
    for version in versions.iterator():
        count = _in_version(version, rename)
        if count:
            version.save(update_fields=["answers", "photos", "others"])
            changed += count
    for remark in Remark.objects.filter(**of_class):
        remark.text, found = rename(remark.text)
        if found:
            remark.save(update_fields=["text"])
            changed += found
    return changed


def _in_version(version: ReportVersion, rename: Rename) -> int:
    """Words that the pupils wrote themselves: a choice stays one of those on offer."""
    written = {one["id"] for one in version.report.assignment.investigation.questions if one["kind"] in WRITTEN}
    count = 0
    for field in ("answers", "others"):
        said = getattr(version, field)
        changed, found = in_all({key: said[key] for key in said if key in written}, rename)
        setattr(version, field, {**said, **changed})
        count += found
    captions = [rename(entry.get("caption", "")) for entry in version.photos]
    version.photos = [
        {**entry, "caption": caption} for entry, (caption, _n) in zip(version.photos, captions, strict=True)
    ]
    return count + sum(found for _caption, found in captions)


def in_all(value: Any, rename: Rename) -> tuple[Any, int]:
    """Every text within; keys stay."""
    if isinstance(value, str):
        return rename(value)
    if isinstance(value, dict):
        pairs = {key: in_all(part, rename) for key, part in value.items()}
        return {key: part for key, (part, _n) in pairs.items()}, sum(n for _part, n in pairs.values())
    if isinstance(value, list):
        parts = [in_all(part, rename) for part in value]
        return [part for part, _n in parts], sum(n for _part, n in parts)
    return value, 0
