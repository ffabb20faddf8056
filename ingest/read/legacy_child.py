"""A workbook of Excel 97 on stdin → its sheets on stdout; a process of its own, with limits.

The parser makes room for whatever the bytes of such a file say: one changed byte asked it for
122 GB, which no exception reports, the process is ended. So here it ends alone. This file is
run by its path and knows nothing of the package.
"""

from __future__ import annotations

import io
import pickle
import resource
import sys

_MOST_MEMORY = 450_000_000
_MOST_SECONDS = 8


def main(most_rows: int, most_columns: int, most_cells: int) -> None:
    """Write (problem, value) or («», sheets), each sheet a (name, is_hidden, merges, rows)."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    answer: tuple[str, object]
    sheets = []
    cells = 0
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for meta in workbook.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            rows, columns = sheet.total_height, sheet.total_width
            cells += rows * columns
            if rows > most_rows or columns > most_columns or cells > most_cells:
                raise OverflowError(f"{rows} × {columns}")
            is_hidden = meta.visible != SheetVisibleEnum.Visible
            values = sheet.to_python(skip_empty_area=False)
            sheets.append((meta.name, is_hidden, sheet.merged_cell_ranges or [], values))
        answer = ("", sheets)
    except PasswordError:
        answer = ("file_unreadable", "password")
    except CalamineError as error:
        answer = ("file_unreadable", str(error))
    except OverflowError as error:
        answer = ("file_too_big", str(error))
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
