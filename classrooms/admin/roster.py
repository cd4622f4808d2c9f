"""A list becomes a class: read, preview, confirm. Between two steps everything waits in the teacher's browser, signed.

What waits for a change of columns still holds surnames, and is dropped with the page; what waits for confirmation holds
none. The server stores nothing before the confirmation.
"""

from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from classrooms.actions.import_pupils import Imported, import_pupils
from classrooms.admin.base import ClassroomView, private
from classrooms.admin.roster_forms import ColumnsForm, ListForm
from classrooms.admin.roster_rows import column_labels, rows_to_show
from classrooms.admin.roster_words import error_words
from classrooms.errors import Refusal
from classrooms.models import Pupil
from classrooms.naming import compare
from classrooms.roster.columns import ignored_headers
from classrooms.roster.preview import Preview, Status
from classrooms.roster.reading import RosterError, Table, TableRow

SALT = "classrooms.roster"
MAX_AGE = 2 * 60 * 60


class ImportView(ClassroomView):
    """Paste a list or choose a file; then see what it would do."""

    template_name = "classrooms/admin/import.html"
    page_title = gettext_lazy("Ajouter les élèves")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ListForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ListForm(request.POST, request.FILES)
        if not form.is_valid():
            return private(self.render_to_response(self.get_context_data(form=form)))
        return preview_response(self, form.table, None)


class ColumnsView(ClassroomView):
    """The same list again, with the columns, the order or the class that the teacher chose."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = unsealed(request.POST.get("table", ""), "table")
        if table is None:
            return expired(self)
        return preview_response(self, table_from(table), request.POST)


class ConfirmImportView(ClassroomView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sealed = unsealed(request.POST.get("preview", ""), "preview")
        if sealed is None or sealed["classroom"] != self.classroom.pk:
            return expired(self)
        found = Preview.from_dict(sealed["preview"])
        names = {
            place: request.POST[f"name-{place}"] for place in range(len(found.rows)) if f"name-{place}" in request.POST
        }
        leavers = [pupil for pupil in missing_pupils(self, found) if f"leaves-{pupil.pk}" in request.POST]
        try:
            done = import_pupils(
                classroom=self.classroom, user=request.user, preview=found, names=names, leavers=leavers
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            errors = refusal.extra.get("rows", {})
            return preview_page(self, found, sealed["labels"], names=names, errors=errors, leavers=leavers)
        wrong = sum(row.status is Status.WRONG for row in found.rows)
        say = messages.warning if wrong else messages.success
        say(request, imported_words(done, wrong))
        return redirect(self.page_url())


def preview_response(view: ClassroomView, table: Table, chosen: Mapping[str, str] | None) -> HttpResponse:
    columns = ColumnsForm(table, view.classroom, chosen)
    labels = column_labels(table, columns.mapping)
    try:
        people = columns.people()
    except RosterError as error:
        return preview_page(view, None, labels, table=table, columns=columns, problem=error_words(error))
    if people is None:
        problem = _("Ce fichier contient plusieurs classes. Choisissez la vôtre.")
        return preview_page(view, None, labels, table=table, columns=columns, problem=problem)
    found = compare(view.classroom, people)
    return preview_page(view, found, labels, table=table, columns=columns, others=columns.others)


def preview_page(
    view: ClassroomView, found: Preview | None, labels: Mapping[str, str], *, table: Table | None = None,
    names: Mapping[int, str] | None = None, errors: Mapping[int, str] | None = None, leavers: list[Pupil] | None = None,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    if found is not None:
        rows = rows_to_show(found, view.classroom, labels, names or {}, errors or {})
        payload = {"classroom": view.classroom.pk, "preview": found.to_dict(), "labels": dict(labels)}
        context |= {
            "rows": rows,
            "counts": {
                status: sum(row.status == status for row in rows) for status in ("new", "homonym", "known", "wrong")
            },
            "creates": sum(row.creates for row in rows),
            "changes": sum(row.changes_level for row in found.rows),
            "missing": [(pupil, pupil in (leavers or [])) for pupil in missing_pupils(view, found)],
            "preview": signing.dumps(payload, salt=f"{SALT}.preview", compress=True),
        }
    if table is not None:
        context |= {
            "table": signing.dumps(table_to_dict(table), salt=f"{SALT}.table", compress=True),
            "ignored": ignored_headers(table),
        }
    view.template_name = "classrooms/admin/import_preview.html"
    view.page_title = _("Vérifier la liste")
    return private(view.render_to_response(view.get_context_data(**context)))


def missing_pupils(view: ClassroomView, found: Preview) -> list[Pupil]:
    missing = set(found.missing)
    pupils = view.classroom.pupils.exclude(name_key="").select_related("classroom")
    return [pupil for pupil in pupils if (pupil.name_key, pupil.homonym) in missing]


def unsealed(text: str, kind: str) -> dict[str, Any] | None:
    try:
        return signing.loads(text, salt=f"{SALT}.{kind}", max_age=MAX_AGE)
    except signing.BadSignature:
        return None


def expired(view: ClassroomView) -> HttpResponse:
    messages.error(view.request, _("La liste a attendu trop longtemps. Collez-la de nouveau."))
    return redirect(view.page_url("import"))


def table_to_dict(table: Table) -> dict[str, Any]:
    return {
        "rows": [[row.line, row.cells] for row in table.rows],
        "headers": table.headers,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "ignored": table.ignored,
    }


def table_from(data: Mapping[str, Any]) -> Table:
    return Table(
        rows=tuple(TableRow(line, tuple(cells)) for line, cells in data["rows"]),
        headers=None if data["headers"] is None else tuple(data["headers"]),
        encoding=data["encoding"],
        delimiter=data["delimiter"],
        ignored=tuple(data["ignored"]),
    )


def imported_words(done: Imported, wrong: int) -> str:
    left = ngettext(
        "%(count)s ligne reste à corriger : elle n’est pas dans la classe.",
        "%(count)s lignes restent à corriger : elles ne sont pas dans la classe.",
        wrong,
    ) % {"count": wrong}
    if not done.added and not done.removed and not done.changed:
        if wrong:
            return _("Rien n’a changé.") + " " + left
        return _("Rien n’a changé : tous les élèves de la liste étaient déjà là.")
    added = ngettext("%(count)s élève ajouté.", "%(count)s élèves ajoutés.", len(done.added)) % {
        "count": len(done.added)
    }
    removed = ngettext("%(count)s élève retiré.", "%(count)s élèves retirés.", done.removed) % {"count": done.removed}
    changed = ngettext("%(count)s niveau changé.", "%(count)s niveaux changés.", done.changed) % {"count": done.changed}
    counted = [(added, done.added), (changed, done.changed), (removed, done.removed), (left, wrong)]
    return " ".join(words for words, count in counted if count)


urlpatterns = [
    path("<int:pk>/pupils/import/", ImportView.as_view(), name="import"),
    path("<int:pk>/pupils/import/columns/", ColumnsView.as_view(), name="import_columns"),
    path("<int:pk>/pupils/import/confirm/", ConfirmImportView.as_view(), name="import_confirm"),
]
