"""How far a sheet's XML reaches, however its cells are written."""

import pytest

from ingest.problems import FileRefused
from ingest.read.extent import Budget, read_string_lengths, read_worksheet

FIRST = '<c r="A1"><v>1</v></c>'


def sheet_of(cells):
    return f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c r = "XFD1048576"><v>1</v></c>',
        '<c\tr="XFD1048576"><v>1</v></c>',
        '<c s="1" r="XFD1048576"><v>1</v></c>',
        '<c s="1"\nr="XFD1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<c r="A0001048576"><v>1</v></c>',
        '<c r="A1048576"><v>1</v></c>',
        '<c r="KO1"><v>1</v></c>',
        '<x:c xmlns:x="x" r="XFD1048576"><v>1</v></x:c>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(cell):
    with pytest.raises(FileRefused) as refusal:
        read_worksheet(sheet_of(FIRST + cell), [], Budget())
    assert refusal.value.finding.code == "file_too_big"


@pytest.mark.parametrize(
    "cell", ['<c r="C7"><v>1</v></c>', "<c r='C7'><v>1</v></c>", '<c r="C7" t="s"><v>0</v></c>']
)
def test_a_sheet_takes_the_room_of_its_rectangle(cell):
    budget = Budget()
    read_worksheet(sheet_of(FIRST + cell), [3], budget)
    assert budget.cells == 7 * 3


@pytest.mark.parametrize(
    "string",
    [
        "<si><t>шість!</t></si>",
        '<si><t xml:space="preserve">шість!</t></si>',
        "<si><r><t>шіс</t></r><r><t>ть!</t></r></si>",
        "<s:si xmlns:s='s'><s:t>шість!</s:t></s:si>",
        "<si><t><![CDATA[шість!]]></t></si>",
    ],
)
def test_a_shared_text_is_never_taken_for_shorter_than_it_is(string):
    first, second = read_string_lengths(f"<sst>{string}{string}</sst>".encode())
    assert 6 <= min(first, second) <= max(first, second) <= 6 + len(string)


def test_a_text_that_is_shown_too_often_is_refused():
    cells = "".join(f'<c r="A{row}" t="s"><v>0</v></c>' for row in range(1, 1001))
    read_worksheet(sheet_of(cells), [40_000], Budget())
    with pytest.raises(FileRefused):
        read_worksheet(sheet_of(cells), [40_001], Budget())
