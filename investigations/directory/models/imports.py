"""Where imported entries come from, which files were read, and what became of each of their rows."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classrooms.models import User
from investigations.directory.models.projects import CitizenProject

# No row was written for so long: the worker that did it is gone.
STANDS_STILL_AFTER = datetime.timedelta(minutes=3)


class Format(models.TextChoices):
    CSV = "csv", _("CSV, avec des colonnes à reconnaître")
    GOGOCARTO = "gogocarto", _("GoGoCarto (JSON ou CSV)")
    RNA = "rna", _("RNA, registre des associations (waldec)")


class EditorsOnly(models.QuerySet[Any]):
    def visible_to(self, user: User) -> "EditorsOnly":
        return self if user.is_authenticated and user.is_editor else self.none()


class ImportSource(models.Model):
    name = models.CharField(_("nom"), max_length=100, unique=True)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    address = models.URLField(_("adresse"), blank=True)
    # What comes from there is public at once: an editor has said so.
    trusted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    trusted_at = models.DateTimeField(null=True, blank=True)

    objects = EditorsOnly.as_manager()

    class Meta:
        verbose_name = _("source d’import")
        verbose_name_plural = _("sources d’import")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_trusted(self) -> bool:
        return self.trusted_at is not None


class ImportRun(models.Model):
    """One file, from the upload to the last row. ``position``: rows that are done, in the same transaction as they."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("colonnes à vérifier")
        CHECKING = "checking", _("en lecture")
        CHECKED = "checked", _("lu, rien n’est encore enregistré")
        RUNNING = "running", _("en cours")
        DONE = "done", _("terminé")
        FAILED = "failed", _("illisible")

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=8, choices=State)
    file_name = models.CharField(max_length=200)
    # Of private storage; empty once deleted, and for a file that a command reads where it is.
    file = models.CharField(max_length=200, blank=True)
    communes = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveBigIntegerField(default=0)
    # Where the next row begins, so that nothing before it is read again; nought where that can't be said.
    bytes_done = models.BigIntegerField(default=0)
    lines_done = models.BigIntegerField(default=0)
    bytes_read = models.BigIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    conflicts = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    # The file broke off, or has no end that can be trusted: of what is missing nothing is said.
    broken = models.BooleanField(default=False)
    failure = models.CharField(max_length=400, blank=True)

    objects = EditorsOnly.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering: ClassVar = ["-began_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def percent(self) -> int:
        return min(100, 100 * self.bytes_read // self.size) if self.size else 0

    @property
    def is_moving(self) -> bool:
        return self.state in {self.State.CHECKING, self.State.RUNNING}

    @property
    def stands_still(self) -> bool:
        return self.is_moving and timezone.now() - self.moved_at > STANDS_STILL_AFTER


class ImportSeen(models.Model):
    """That a file has shown an identifier, as long as it is being read: a digest, and its line."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+")
    key = models.BigIntegerField()
    line = models.BigIntegerField()

    class Meta:
        verbose_name = _("identifiant lu")
        verbose_name_plural = _("identifiants lus")
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "key"], name="import_seen_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.line}"


class ImportProblem(models.Model):
    """What an editor should know of one row; ``line`` is 0 for what is in no row."""

    class Kind(models.TextChoices):
        REFUSED = "refused", _("refusée")
        CONFLICT = "conflict", _("changée ici aussi : ce qui est ici reste")
        REMARK = "remark", _("entrée sans ceci")
        GONE = "gone", _("n’est plus dans la source")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=8, choices=Kind)
    line = models.PositiveBigIntegerField()
    code = models.CharField(max_length=20)
    detail = models.CharField(max_length=200, blank=True)
    row = models.TextField(blank=True)
    project = models.ForeignKey(CitizenProject, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = EditorsOnly.as_manager()

    class Meta:
        verbose_name = _("remarque d’import")
        verbose_name_plural = _("remarques d’import")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.line} {self.code}"


class ImportedFromQuerySet(EditorsOnly):
    def waiting(self) -> "ImportedFromQuerySet":
        """Imported, and not public: nobody has looked, or a change of something public waits."""
        drafts = models.Q(project__live=False) | models.Q(project__has_unpublished_changes=True, changed_since=True)
        return self.filter(drafts, project__isnull=False)


class ImportedFrom(models.Model):
    """An entry's name in its source. Without a project: deleted here, and not to come back."""

    class Look(models.TextChoices):
        POLITICS = "politics", _("politique")
        RELIGION = "religion", _("religion")

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=200)
    project = models.ForeignKey(CitizenProject, models.SET_NULL, null=True, related_name="imported_from")
    # Of what the source last said, whole and by field: who has changed what since then follows from it.
    digest = models.CharField(max_length=32)
    said = models.JSONField(default=dict)
    look = models.CharField(max_length=8, choices=Look, blank=True)
    # The source has changed something public that waits for an editor.
    changed_since = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    objects = ImportedFromQuerySet.as_manager()

    class Meta:
        verbose_name = _("provenance")
        verbose_name_plural = _("provenances")
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="imported_once")]

    def __str__(self) -> str:
        return self.key
