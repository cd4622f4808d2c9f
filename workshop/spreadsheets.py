"""What leaves as a spreadsheet: text stays text, whatever a program would make of its first character."""

import re
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# At the beginning, or behind what begins a new cell: where the comma is for decimals, a semicolon parts the cells of a
# CSV file, quoted or not. The wide forms are read as the narrow ones.
_FORMULA = re.compile(r"((?:^|[;\t\r\n])\s*)(?=[=+\-@＝＋－＠])")


def plain_cell(value: Any) -> Any:
    """Return text that no spreadsheet takes for a formula. Numbers and dates are left as they are."""
    return _FORMULA.sub(r"\1'", value) if isinstance(value, str) else value


def keep_exports_plain() -> None:
    """Wagtail's reports and lists: it has a hook for a column, and none for all of them."""
    prepare = SpreadsheetExportMixin.preprocess_field_value

    def prepare_plainly(self: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
        return plain_cell(prepare(self, field, value, export_format))

    SpreadsheetExportMixin.preprocess_field_value = prepare_plainly
