"""What is wrong, where, and what to do: one Problem for each thing a donor should know.

Codes are stable and tested; the words for them live in messages/uk.yml and messages/en.yml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]

SEVERITIES: dict[str, Severity] = {
    # The file is refused as a whole.
    "file_unreadable": "error",
    "file_unsupported": "error",
    "file_encoding": "error",
    "quote_unclosed": "error",
    "file_empty": "error",
    "file_foreign": "error",
    "file_wrong_kind": "error",
    "file_too_big": "error",
    "file_unsafe": "error",
    "file_outside_quarter_folder": "error",
    "column_missing": "error",
    # The row is rejected.
    "title_missing": "error",
    "date_missing": "error",
    "date_unreadable": "error",
    "date_in_future": "error",
    # The row is accepted; the value is in doubt.
    "date_ambiguous": "warning",
    "date_month_only": "warning",
    "date_year_missing": "warning",
    "date_from_number": "warning",
    "date_outside_quarter": "warning",
    "date_outside_project": "warning",
    "end_date_unreadable": "warning",
    "end_before_start": "warning",
    "number_unreadable": "warning",
    "number_approximate": "warning",
    "more_people_than_total": "warning",
    "more_hours_than_days": "warning",
    "place_missing": "warning",
    "oblast_unknown": "warning",
    "raion_unknown": "warning",
    "hromada_unknown": "warning",
    "hromada_ambiguous": "warning",
    "hromada_outside_oblast": "warning",
    "hromada_of_other_oblast": "warning",
    "hromada_by_oblast_near": "warning",
    "hromada_by_city": "warning",
    "hromada_by_centre": "warning",
    "hromada_or_oblast": "warning",
    "hromada_code_old": "warning",
    "hromadas_not_named": "warning",
    "project_unknown": "warning",
    "project_ambiguous": "warning",
    "donor_unknown": "warning",
    "topic_unknown": "warning",
    "type_unknown": "warning",
    "format_unknown": "warning",
    "audience_unknown": "warning",
    "status_unknown": "warning",
    "url_unreadable": "warning",
    "personal_data": "warning",
    "file_no_events": "warning",
    "reported_twice": "warning",
    "maybe_same_event": "warning",
    "people_summed": "warning",
    "end_by_duration": "note",
    "start_by_end": "warning",
    "date_doubted_in_notes": "warning",
    "event_too_long": "warning",
    "title_like_total": "warning",
    "status_doubtful": "warning",
    "status_from_words": "warning",
    "hromada_remark": "warning",
    "numbers_differ": "warning",
    "number_unlikely": "warning",
    "cell_without_header": "warning",
    "people_unread": "warning",
    "people_by_elimination": "warning",
    "column_repeated": "warning",
    "column_by_words": "warning",
    "hromadas_column_missing": "warning",
    "formula_without_value": "warning",
    "number_merged": "warning",
    "duplicate_differs": "warning",
    # For information.
    "duplicate_row": "note",
    "row_joined": "note",
    "venue_too_fine": "note",
    "same_event": "note",
    "hromada_by_old_name": "note",
    "hromada_by_settlement": "note",
    "hromada_by_latin_name": "note",
    "hromada_by_abbreviation": "note",
    "hromada_by_russian_name": "note",
    "hromada_type_differs": "note",
    "date_with_gaps": "note",
    "date_with_words": "note",
    "column_unknown": "note",
    "sheet_skipped": "note",
    "sheet_hidden": "note",
    "value_filled_down": "note",
    "oblast_from_title": "note",
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong, at its place.

    `row` counts from 1 as the spreadsheet shows it; `column` is its letter or, in a CSV,
    the letter it gets when opened in a spreadsheet; both are None for a whole file.
    `value` is what stands there, kept only in intake.db. `suggestion` is what to write.
    """

    code: str
    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    field: str | None = None
    value: str = ""
    suggestion: str = ""

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]


@dataclass(frozen=True)
class Finding:
    """A problem of one value, before its place in the file is known."""

    code: str
    value: str = ""
    suggestion: str = ""


class FileRefused(Exception):
    """A file that cannot be taken in at all; `finding` says why, `sheet` where, if it is one."""

    def __init__(self, finding: Finding, sheet: str | None = None) -> None:
        super().__init__(finding.code)
        self.finding = finding
        self.sheet = sheet


class BuildRefused(Exception):
    """A build that must not be published; the message lists why, for the operator."""


def column_letter(index: int) -> str:
    """Return the spreadsheet's letter of column `index`, counted from 0: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
