"""A batch of entries against what is stored: new, changed, unchanged, in conflict; then written, all at once.

Each field is compared three ways: what the source said last (a short digest), what it says now, what is here. Who has
changed a field here keeps it, whatever the source says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log

from investigations.directory.actions.keep_entry import newest_version, submit, write_answers
from investigations.directory.importing.columns import TEXTS
from investigations.directory.importing.entries import Entry
from investigations.directory.importing.reading import Read
from investigations.directory.importing.searching import index_all
from investigations.directory.models import (
    Cause,
    CitizenProject,
    ImportedFrom,
    ImportProblem,
    ImportSource,
    ProjectHolder,
)
from investigations.directory.places.keeping import place_all
from investigations.directory.slugs import RESERVED

_POINT = "point"
PARTS = (*TEXTS, _POINT, "causes")
Kind = ImportProblem.Kind


@dataclass
class Done:
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    conflicts: int = 0
    problems: list[ImportProblem] = field(default_factory=list)


@dataclass
class _Known:
    """An entry that the source has named before, and what it says now."""

    row: ImportedFrom
    read: Read
    project: CitizenProject
    take: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    pause: bool = False

    @property
    def entry(self) -> Entry:
        assert self.read.entry is not None  # noqa: S101 - refused rows come no further
        return self.read.entry


class Batch:
    """``write=False``: what would happen, and nothing happens."""

    def __init__(self, source: ImportSource, reads: Sequence[Read], *, write: bool) -> None:
        self.source, self.write, self.now = source, write, timezone.now()
        self.causes = {cause.slug: cause for cause in Cause.objects.all()}
        self.reads = {read.entry.source_id: read for read in reads if read.entry}
        self.done = Done()

    def run(self) -> Done:
        rows = ImportedFrom.objects.filter(source=self.source, key__in=self.reads).in_bulk(field_name="pk")
        by_id = {row.key: row for row in rows.values()}
        new = [read for key, read in self.reads.items() if key not in by_id]
        same = [row for row in by_id.values() if row.digest == self._entry(row).digest()]
        different = [row for row in by_id.values() if row.digest != self._entry(row).digest()]
        self._create([read for read in new if read.entry and not read.entry.dissolved])
        self.done.left_out += sum(bool(read.entry and read.entry.dissolved) for read in new)
        deleted = sum(row.project_id is None for row in same)
        self.done.left_out += deleted
        self.done.unchanged += len(same) - deleted
        if self.write:
            ImportedFrom.objects.filter(pk__in=[row.pk for row in by_id.values()]).update(seen_at=self.now)
        self._change(different)
        return self.done

    def _entry(self, row: ImportedFrom) -> Entry:
        entry = self.reads[row.key].entry
        assert entry is not None  # noqa: S101
        return entry

    def _create(self, reads: Sequence[Read]) -> None:
        self.done.created += len(reads)
        for read in reads:
            self._remark(read)
        if not self.write or not reads:
            return
        entries = [read.entry for read in reads if read.entry]
        slugs = free_slugs([(entry.values["name"], entry.source_id) for entry in entries], salt=str(self.source.pk))
        projects = [
            CitizenProject(
                slug=slug, live=live, has_unpublished_changes=not live,
                first_published_at=self.now if live else None, last_published_at=self.now if live else None,
                **entry.values,
            )
            for entry, slug in zip(entries, slugs, strict=True)
            for live in [self.source.is_trusted and not entry.look]
        ]  # fmt: skip
        CitizenProject.objects.bulk_create(projects)
        ImportedFrom.objects.bulk_create(
            ImportedFrom(
                source=self.source, key=entry.source_id, project=project, digest=entry.digest(),
                said=said_by(entry), look=entry.look, seen_at=self.now,
            )
            for entry, project in zip(entries, projects, strict=True)
        )  # fmt: skip
        through = CitizenProject.causes.through
        through.objects.bulk_create(
            through(citizenproject_id=project.pk, cause_id=self.causes[slug].pk)
            for entry, project in zip(entries, projects, strict=True)
            for slug in entry.causes
            if slug in self.causes
        )
        self._show([project.pk for project in projects if project.live])
        index_all(projects)

    def _show(self, keys: Sequence[int]) -> None:
        if keys:
            place_all(list(CitizenProject.objects.filter(pk__in=keys).prefetch_related("causes")))

    def _change(self, rows: Sequence[ImportedFrom]) -> None:
        here = {row.project_id for row in rows}
        projects = CitizenProject.objects.prefetch_related("causes").select_related("latest_revision").in_bulk(here)
        held = set(ProjectHolder.objects.confirmed().filter(project__in=here).values_list("project", flat=True))
        known = []
        for row in rows:
            if row.project_id is None:
                self.done.left_out += 1
                continue
            one = _Known(row, self.reads[row.key], projects[row.project_id])
            self._compare(one, kept=one.project.pk in held)
            known.append(one)
        if self.write and known:
            self._write_changes(known)

    def _compare(self, one: _Known, *, kept: bool) -> None:
        entry, before = one.entry, one.row.said
        now = said_by(entry)
        versions = [one.project]
        if one.project.has_unpublished_changes and one.project.latest_revision_id:
            draft = one.project.latest_revision.as_object()
            # What waits may be the source's own last change: the public version is older, and nobody's here.
            versions = [draft] if one.row.changed_since else [one.project, draft]
        else:
            one.row.changed_since = False
        for part in PARTS:
            if now.get(part) == before.get(part) or (part == _POINT and not entry.says_point):
                continue
            if all(_digest(part, _here(version, part)) == now.get(part) for version in versions):
                continue
            if all(_digest(part, _here(version, part)) == before.get(part) for version in versions):
                one.take.append(part)
            else:
                one.conflicts.append(part)
        if entry.dissolved and one.project.paused_at is None:
            if kept:
                one.conflicts.append("dissolved")
            else:
                one.pause = True
        self._remark(one.read)
        for part in one.conflicts:
            self._tell(Kind.CONFLICT, one.read, part, project=one.project)
        self.done.conflicts += bool(one.conflicts)
        if one.take or one.pause or one.row.look != entry.look:
            self.done.changed += 1
        else:
            self.done.unchanged += 1

    def _write_changes(self, known: Sequence[_Known]) -> None:
        plainly, carefully = [], []
        for one in known:
            read_first = one.project.live and not (self.source.is_trusted and not one.entry.look)
            if one.take and (one.project.latest_revision_id or read_first):
                carefully.append((one, read_first))
            elif one.take or one.pause:
                plainly.append(one)
        self._write_plainly(plainly)
        for one, read_first in carefully:
            self._write_carefully(one, read_first=read_first)
        for one in known:
            now = said_by(one.entry)
            if not one.entry.says_point and _POINT in one.row.said:
                now[_POINT] = one.row.said[_POINT]
            one.row.digest, one.row.said, one.row.look = one.entry.digest(), now, one.entry.look
        ImportedFrom.objects.bulk_update([one.row for one in known], ["digest", "said", "look", "changed_since"])

    def _write_plainly(self, known: Sequence[_Known]) -> None:
        """Entries that nobody but the source has written so far: many in a few statements."""
        if not known:
            return
        through = CitizenProject.causes.through
        fields, recaused = {"paused_at", "changed_at"}, [one for one in known if "causes" in one.take]
        for one in known:
            self._pause(one)
            one.project.changed_at = self.now
            for name, value in self._answers(one).items():
                if name != "causes":
                    setattr(one.project, name, value)
                    fields.add(name)
        CitizenProject.objects.bulk_update([one.project for one in known], sorted(fields))
        through.objects.filter(citizenproject__in=[one.project.pk for one in recaused]).delete()
        through.objects.bulk_create(
            through(citizenproject_id=one.project.pk, cause_id=self.causes[slug].pk)
            for one in recaused
            for slug in one.entry.causes
            if slug in self.causes
        )
        self._show([one.project.pk for one in known if one.project.live])
        index_all([one.project for one in known])

    def _write_carefully(self, one: _Known, *, read_first: bool) -> None:
        """Somebody has written here too, or it is public and its source isn't trusted: a version of its own."""
        project, draft = CitizenProject.objects.get(pk=one.project.pk), newest_version(one.project)
        waits, answers = project.has_unpublished_changes, self._answers(one)
        write_answers(draft, answers, answers)
        self._pause(one, project)
        if read_first:
            one.row.changed_since = True
        else:
            write_answers(project, answers, answers)
        project.save()
        revision = draft.save_revision(clean=False)
        if project.live and not read_first and not waits:
            revision.publish()
        elif project.current_workflow_state:
            submit(CitizenProject.objects.get(pk=project.pk))

    def _pause(self, one: _Known, project: CitizenProject | None = None) -> None:
        if one.pause:
            (project or one.project).paused_at = self.now
            log(instance=one.project, action="directory.pause_dissolved")

    def _answers(self, one: _Known) -> dict[str, Any]:
        values, answers = one.entry.values, dict[str, Any]()
        for part in one.take:
            if part == _POINT:
                answers |= {name: values[name] for name in ("latitude", "longitude", "point_from")}
            elif part == "causes":
                answers["causes"] = [self.causes[slug] for slug in one.entry.causes if slug in self.causes]
            else:
                answers[part] = values[part]
        return answers

    def _remark(self, read: Read) -> None:
        if read.entry and not read.entry.dissolved:
            for code, detail in read.entry.remarks:
                self._tell(Kind.REMARK, read, code, detail)

    def _tell(
        self, kind: str, read: Read, code: str, detail: str = "", project: CitizenProject | None = None
    ) -> None:  # fmt: skip
        self.done.problems.append(
            ImportProblem(kind=kind, line=read.line, code=code, detail=detail[:200], row=read.raw, project=project)
        )


def said_by(entry: Entry) -> dict[str, str]:
    """A short digest of each field that says something."""
    values = entry.values
    parts = {name: values[name] for name in TEXTS}
    parts[_POINT] = (values["latitude"], values["longitude"])
    parts["causes"] = sorted(entry.causes)
    return {part: digest for part, value in parts.items() if (digest := _digest(part, value))}


def _here(project: CitizenProject, part: str) -> Any:
    if part == _POINT:
        return project.latitude, project.longitude
    if part == "causes":
        return sorted(cause.slug for cause in project.causes.all())
    return getattr(project, part)


def _digest(part: str, value: Any) -> str | None:
    if not value or value == (None, None):
        return None
    return blake2b(f"{part}:{value}".encode("utf-8", "replace"), digest_size=6).hexdigest()


def free_slugs(names: Sequence[tuple[str, str]], *, salt: str) -> list[str]:
    """For many at once: with a mark of its source's identifier where the name alone is taken."""
    limit = (CitizenProject._meta.get_field("slug").max_length or 0) - 10
    plainly, marked = [], []
    for name, source_id in names:
        base = slugify(name.replace("’", "-"))[:limit] or "projet"
        plainly.append(base)
        marked.append(f"{base}-{blake2b(f'{salt}:{source_id}'.encode(), digest_size=4).hexdigest()}")
    taken = RESERVED | set(
        CitizenProject.objects.filter(Q(slug__in=plainly) | Q(slug__in=marked)).values_list("slug", flat=True)
    )
    slugs = []
    for base, other in zip(plainly, marked, strict=True):
        slug = base if base not in taken else other
        number = 2
        while slug in taken:
            slug, number = f"{other}{number}", number + 1
        taken.add(slug)
        slugs.append(slug)
    return slugs
