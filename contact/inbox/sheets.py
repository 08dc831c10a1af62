"""Messages as a table for spreadsheets, CSV or XLSX.

Whoever writes to us chooses the words, so that none may run as a formula on a member's machine.
"""

import csv
import io
import re
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from contact.encryption import SealError
from contact.models import Message

# What a spreadsheet takes for the beginning of a formula, wide signs and leading blanks included.
FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
LONGEST_CELL = 32_767
CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would calculate it."""
    return f"'{text}" if FORMULA.match(text) else text


def table(messages: Iterable[Message]) -> list[list[str]]:
    """A head and a row a message: the facts, then one column a question, whatever the form."""
    facts = {
        _("Message number"): lambda one: one.receipt,
        _("Received"): lambda one: _moment(one.received_at),
        _("Form"): lambda one: one.page.title if one.page else "",
        _("Sector"): lambda one: str(one.sector or ""),
        _("Language"): lambda one: one.language,
        _("Status"): lambda one: str(one.get_status_display()),
        _("Assigned to"): lambda one: one.assigned_to.get_username() if one.assigned_to else "",
        _("Erased on"): lambda one: _moment(one.expires_at),
    }
    questions: dict[tuple[str, str], int] = {}
    rows = []
    for message in messages:
        cells = {}
        for question, text in _answers(message):
            cells[questions.setdefault(question, len(questions))] = text
        rows.append(([fact(message) for fact in facts.values()], cells))
    head = [*facts, *(label for _key, label in questions)]
    body = [
        [*known, *(cells.get(place, "") for place in range(len(questions)))]
        for known, cells in rows
    ]
    return [[harmless(cell) for cell in row] for row in [head, *body]]


def _moment(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _answers(message: Message) -> list[tuple[tuple[str, str], str]]:
    try:
        return [((answer.key, answer.label), answer.text) for answer in message.answers]
    except SealError:
        return [(("", _("Cannot be opened")), _("Its key is missing."))]


def as_csv(rows: list[list[str]]) -> bytes:
    """The table as CSV, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[list[str]]) -> bytes:
    """The table as XLSX. A cell holds 32,767 characters: what is longer ends with a word on it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Messages"))
    cut = _("[cut: the CSV file has it whole]")
    for row in rows:
        cells = [ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row]
        sheet.append(
            cell if len(cell) <= LONGEST_CELL else f"{cell[: LONGEST_CELL - len(cut) - 2]} {cut}"
            for cell in cells
        )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WRITERS = {CSV: as_csv, XLSX: as_xlsx}
