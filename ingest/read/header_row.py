"""The first rows of a sheet → its header: where it stands and which column holds which field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ingest.common.ukrainian import fold
from ingest.read.columns import may_be_men, sexes_told, tell_by_cells, title_and_place_told
from ingest.read.contents import (
    area_noun,
    hromada_of_section,
    is_month,
    oblast_of_section,
    raion_of_section,
)
from ingest.read.headers import (
    ACADEMIC,
    COUNT_FIELDS,
    DAY_HEADERS,
    FURTHER_HROMADAS,
    MINUTES,
    MONTH_HEADERS,
    NUMBER,
    WOMEN_AND_MEN,
    WOMEN_AND_MEN_BY_NOUNS,
    Header,
    Headers,
    Texts,
    texts_of,
)
from ingest.read.sheet import Cell, Sheet, has_text

ROWS_SEARCHED = 30
"""How deep into a sheet its header may stand."""

_FEWEST_RECOGNISED = 3
_FEWEST_GUESSED = 4
"""Fields of a header of which no list has a single one."""
_STAMPS = frozenset({"start", "end", "today"})
"""When a form was filled in, of the forms whose own columns begin with «_»."""
_PERSONS = frozenset({"чол", "чол.", "чоловік", "кількість чоловік", "к сть чол", "к ть чол"})
"""«Чол.» counts men beside women, and people where it stands alone or women are «з них»."""
_OF_THESE = re.compile(r"(?:із?|з|у|в)\s+(?:них|т\.?\s?ч|тому)", re.I)
_OR_SHARES = re.compile(r"\s*(?:\b(?:or|або|чи)|/)\s*%")
"""«Female (no. or %)» holds numbers too."""
_OF_CODES = re.compile(r"\b(?:код|code|коатуу|катоттг|koatuu|katottg|p-?code)", re.I)
_AGES = re.compile(r"\d{2}\s*(?:[-–—]\s*\d{2}|\+)")
_PLANNED = re.compile(r"план|\bplan(?:ned)?\b", re.I)
_DONE = re.compile(r"факт(?:ичн\w+)?|actual|fact", re.I)
_ALONE = frozenset({"oblast", "raion", "title", "project", "status"})
"""Fields of which a group of columns has one."""


def find_header(rows: Sequence[Sequence[Cell]], headers: Headers) -> Header | None:
    """Return the header among the first thirty rows: the one in which most is recognised.

    It is one row or two: «Кількість учасників» over «усього | жінок | чоловіків». Of equal
    ones a single row is taken, and the first. None if no row has three headers that are
    known or told by their words: then the sheet is not one of ours.
    """
    top = rows[:ROWS_SEARCHED]
    texts = [texts_of(row) for row in top]
    found = [_read_header(index, row, headers, may_guess=False) for index, row in enumerate(texts)]
    sure = {header.index for header in found if is_complete(header)}
    for index in sure or range(len(top)):  # where the list knows a header, no other is guessed
        if _may_be_header(top[index]):
            found[index] = _read_header(index, texts[index], headers, may_guess=True)
    storeys = list(_two_storeys(top, found, headers))
    found += storeys
    best = max(
        found,
        key=lambda one: (_fields_told(one, storeys), not one.missing, one in storeys),
        default=None,
    )
    if best and is_complete(best):
        # Two tables on one sheet: the one below may have more columns, but does not come first.
        before = (h for h in found if is_complete(h) and h.index < best.index - 1)
        best = next(before, best)
        return tell_by_cells(best, rows, headers) if headers.words else best
    # Without words only the list is asked.
    for header in sorted(found, key=lambda one: -len(one.fields)) if headers.words else ():
        if len(header.named) >= _FEWEST_RECOGNISED and _may_be_header(rows[header.index]):
            told = tell_by_cells(header, rows, headers)
            if not told.missing:
                return told
    return best if best and _is_header(best) else None


def _fields_told(header: Header, storeys: Sequence[Header]) -> int:
    """Return how many fields a header tells: in two storeys each sex may have several columns."""
    texts = {**header.unknown, **header.guessed} if header in storeys else {}
    return len(header.fields.keys() | sexes_told(texts))


def _is_header(header: Header) -> bool:
    if len(header.fields) == len(header.guessed):
        return len(header.fields) >= _FEWEST_GUESSED and not header.missing
    return len(header.fields) >= _FEWEST_RECOGNISED


def _may_be_header(row: Sequence[Cell]) -> bool:
    """Tell a row of words from one of data, which has a day or a number somewhere."""
    cells = [cell for cell in row if has_text(cell)]
    return all(isinstance(cell, str) and _is_worded(cell.strip()) for cell in cells)


def _is_worded(text: str) -> bool:
    return not text[0].isdigit() or bool(NUMBER.match(text)) or bool(_AGES.fullmatch(text))


def is_complete(header: Header) -> bool:
    """Tell a header under which events can stand."""
    return _is_header(header) and not header.missing


def find_next_header(
    index: int, row: Sequence[object], header: Header, headers: Headers
) -> Header | None:
    """Return the header that row `index` is, of a further table under that of `header`."""
    title, date = header.fields.get("title", -1), header.fields.get("start_date", -1)
    cell = row[title] if title < len(row) else None
    is_told = isinstance(cell, str) and cell in headers
    if not is_told and (_has_digit(row, date) or not _is_all_words(row)):
        return None
    further = _read_header(index, texts_of(row), headers, may_guess=True)
    further = replace(further, month_first=header.month_first)
    return further if is_complete(further) else None


def _has_digit(row: Sequence[object], column: int) -> bool:
    """Tell a cell with a day, which nearly every row of an event has."""
    cell = row[column] if 0 <= column < len(row) else None
    return not (cell is None or isinstance(cell, str)) or any(map(str.isdigit, str(cell or "")))


def _is_all_words(row: Sequence[object]) -> bool:
    texts = [cell for cell in row if cell is not None and str(cell).strip()]
    return len(texts) >= _FEWEST_RECOGNISED and all(
        isinstance(text, str) and not any(map(str.isdigit, text)) for text in texts
    )


def find_partial(rows: Sequence[Sequence[Cell]], headers: Headers) -> Header | None:
    """Return the first header among `rows` of a table that lacks a title or a day; or None."""
    for index, row in enumerate(rows):
        if _is_all_words(row):
            header = _read_header(index, texts_of(row), headers, may_guess=True)
            is_of_people = header.fields.keys() & {"hromadas", *COUNT_FIELDS}
            if len(header.fields) >= _FEWEST_RECOGNISED and header.missing and is_of_people:
                return header
    return None


def is_header_again(row: Sequence[object], header: Header, headers: Headers) -> bool:
    """Tell the row below a header that calls its columns in another language."""
    column = header.fields.get("start_date", -1)
    cell = row[column] if 0 <= column < len(row) else None
    if not isinstance(cell, str) or any(map(str.isdigit, cell)):
        return False
    return (headers.field_of(cell) or headers.guess(cell)) in ("start_date", "end_date")


def find_table_beside(sheet: Sheet, header: Header, headers: Headers) -> int | None:
    """Return the first column of a further table to the right of that of `header`.

    It has a header of its own, under which events can stand; None where there is none. Columns
    of what was planned beside those of what was done are of one table.
    """
    texts = texts_of(sheet.rows[header.index])
    if any(_PLANNED.search(text) for text in texts.values()):
        return None
    top = replace(sheet, rows=sheet.rows[:ROWS_SEARCHED])
    beyond = max(header.named, default=0) + 1
    repeated = [column for column in header.repeated if column not in header.areas]
    if not repeated and not any(has_text(c) for row in top.rows for c in row[beyond:]):
        return None
    for column in sorted({min(repeated, default=beyond), beyond}):
        own = find_header(top.cut(0, column).rows, headers)
        further = find_header(top.cut(column, None).rows, headers)
        if own and further and is_complete(own) and is_complete(further):
            return column
    return None


def _read_header(index: int, texts: Texts, headers: Headers, *, may_guess: bool) -> Header:
    fields: dict[str, int] = {}
    unknown: dict[int, str] = {}
    repeated: dict[int, str] = {}
    guessed: dict[int, str] = {}
    # What was planned gives way to what was done, where a file has both.
    has_stamps = any(text.startswith("_") for text in texts.values())
    stamps = {t for t in texts.values() if has_stamps and (t in _STAMPS or t.startswith("_"))}
    for column, text in sorted(texts.items(), key=lambda item: bool(_PLANNED.search(item[1]))):
        name = headers.field_of(text) if text not in stamps else None
        if name and "(" in text and "(from " not in text:
            bare = _OR_SHARES.sub("", text)
            if headers.is_of_another(bare, name):
                name = None  # «Дата (по)», of which a list has the beginning only
        if name is None:
            unknown[column] = text
        elif name in fields:
            repeated[column] = name
        else:
            fields[name] = column
            if name == "hours" and (ACADEMIC.search(text) or MINUTES.search(text)):
                guessed[column] = text
    choices = _choices(texts)
    told = {
        column: text
        for column, text in unknown.items()
        if text not in stamps and column not in choices
    }
    areas: dict[int, str] = {}
    for name, columns in _guesses(told, headers).items() if may_guess else ():
        if len(columns) > 1 and name == "participants_total":  # «Pax total» beside «Pax (f/m)»
            columns = [c for c in columns if not WOMEN_AND_MEN.search(told[c])]
        if name == "hromadas" and len(columns) > 1:  # «Громади» beside «Інші громади»
            columns = [c for c in columns if not FURTHER_HROMADAS.search(told[c])] or columns
            named = [c for c in columns if not _OF_CODES.search(told[c])]
            if len(named) == 1 and name not in fields:  # «Громада» beside «Код КОАТУУ»
                repeated.update({c: name for c in columns if c not in named and unknown.pop(c)})
                columns = named
        if name == "hromadas" and name not in fields and (areas := _areas_of(told, columns)):
            fields[name] = columns[0]
            guessed[columns[0]] = unknown.pop(columns[0])
            repeated.update({column: name for column in columns[1:] if unknown.pop(column)})
        elif name == "hromadas" and name in fields:  # codes in one column, names in another
            repeated.update({column: name for column in columns if unknown.pop(column)})
        elif name not in fields and len(columns) == 1:
            fields[name] = columns[0]
            guessed[columns[0]] = unknown.pop(columns[0])
    parts: dict[int, tuple[str, ...]] = {}
    for column, text in sorted(unknown.items()) if may_guess else ():
        names = headers.parts_of(text)
        if names and not any(name in fields for name in names):
            fields.update(dict.fromkeys(names, column))
            parts[column], guessed[column] = names, unknown.pop(column)
    if "participants_total" not in fields and _counts_people(fields, texts):
        fields["participants_total"] = column = fields.pop("men")
        guessed[column] = texts[column]
    column = fields.get("participants_total", -1)
    of_both = texts.get(column, "")
    are_both = WOMEN_AND_MEN.search(of_both) or WOMEN_AND_MEN_BY_NOUNS.search(of_both)
    if are_both and not fields.keys() & {"women", "men"}:
        parts[column] = ("women", "men")
    if "men" not in fields and column in may_be_men(fields, texts):
        del fields["participants_total"]
        unknown[column] = texts[column]
        guessed.pop(column, None)
    unread = dict(sorted(unknown.items()))
    header = Header(
        index, fields, unread, repeated, guessed, parts=parts, areas=areas, choices=choices
    )
    return title_and_place_told(header, texts, headers) if may_guess else header


def _choices(texts: Texts) -> frozenset[int]:
    """Return the columns of single answers: «Which hromadas?/Kosivska» beside «Which hromadas?»."""
    questions = set(texts.values())
    return frozenset(
        column
        for column, text in texts.items()
        if "/" in text and text.rpartition("/")[0] in questions
    )


def _areas_of(texts: Texts, columns: Sequence[int]) -> dict[int, str]:
    """Return what each column of hromadas is of, where one heading stands over them all.

    «Громади» over «Дубенський р-н | Сарненський р-н», «Hromadas by oblast» over «Lviv | Volyn».
    """
    headings = [texts[column].split() for column in columns]
    shared = len(list(takewhile(lambda words: len(set(words)) == 1, zip(*headings, strict=False))))
    own = [" ".join(words[shared:]) for words in headings]
    has_letters = all(any(map(str.isalpha, text)) for text in own)
    if len(columns) < 2 or not shared or not has_letters or len(set(own)) < len(own):
        return {}
    noun = area_noun(" ".join(headings[0][:shared]))
    return {
        column: text if area_noun(text) else f"{text} {noun}".strip()
        for column, text in zip(columns, own, strict=True)
    }


def _counts_people(fields: Mapping[str, int], texts: Texts) -> bool:
    """Tell a column «Чол.» that counts people, not men."""
    women = texts.get(fields.get("women", -1), "")
    men = fold(texts.get(fields.get("men", -1), ""))
    return men in _PERSONS and (not women or bool(_OF_THESE.match(women)))


def _guesses(unknown: Texts, headers: Headers) -> Mapping[str, list[int]]:
    """Return field → the columns whose words tell it: if two do, neither can be taken."""
    guesses: dict[str, list[int]] = {}
    for column, text in sorted(unknown.items()):
        name = headers.guess(text)
        if name:
            guesses.setdefault(name, []).append(column)
    return guesses


def _two_storeys(
    rows: Sequence[Sequence[Cell]], found: Sequence[Header], headers: Headers
) -> Iterator[Header]:
    """Yield the headers of two rows that tell more than either row alone."""
    for index, (upper, lower) in enumerate(pairwise(map(texts_of, rows))):
        # A single cell above is the title of the table; one below may be that of its rows.
        if len(upper) < 2 or not lower or (len(lower) == 1 and _is_section(*lower.values())):
            continue
        # Words alone may be told by what they say; beside days and numbers they are data.
        may_guess = _may_be_header(rows[index + 1])
        if not _is_lower_storey(upper, lower, headers, may_guess=may_guess):
            continue
        joined = _join_storeys(upper, lower, headers)
        header = _read_header(index + 1, joined, headers, may_guess=True)
        alone = max((found[i] for i in (index, index + 1)), key=lambda one: len(one.fields))
        told = (len(header.fields.keys() | sexes_told(joined)), not header.missing)
        told_alone = (len(alone.fields), not alone.missing)
        # Parts of a group stand in columns that the upper row leaves without a name.
        has_parts = alone.index == index and any(column not in upper for column in lower)
        if told > told_alone or (told == told_alone and has_parts):
            yield header


def _is_section(text: str) -> bool:
    tests = (oblast_of_section, raion_of_section, hromada_of_section, is_month)
    return any(test(text) for test in tests)


def _is_lower_storey(upper: Texts, lower: Texts, headers: Headers, *, may_guess: bool) -> bool:
    """Tell the second row of a header from the first row of data.

    Under a header that stands over one column a second storey has nothing, or words that
    are a header with it or alone; data have their own words there.
    """
    for column, text in lower.items():
        over = upper.get(column)
        stands_over_one = over is not None and (column + 1 in upper or column + 1 not in lower)
        both = (f"{over or ''} {text}", text)
        is_told = any(one in headers or (may_guess and headers.guess(one)) for one in both)
        is_of_oblast = over is not None and oblast_of_section(over) is not None
        if stands_over_one and not (is_told or is_of_oblast):
            return False
    return True


def _join_storeys(upper: Texts, lower: Texts, headers: Headers) -> Texts:
    """Return one text a column: «Кількість учасників жінок», «жінок» or what stands above."""
    joined: dict[int, str] = {}
    group = ""
    for column in range(max((*upper, *lower)) + 1):
        below = lower.get(column)
        group = upper.get(column, group if below else "")
        if below is None:
            if column in upper:
                joined[column] = upper[column]
            continue
        both = f"{group} {below}".strip()
        if fold(below) in (*MONTH_HEADERS, *DAY_HEADERS):  # «Коли» over «Місяць | Числа»
            is_day = fold(below) in DAY_HEADERS and (group in headers or headers.guess(group))
            joined[column] = group if is_day else below
            continue
        told = headers.guess(below)
        of_group = headers.guess(group)
        if column not in upper and of_group in _ALONE and headers.guess(both) == of_group:
            joined[column] = below  # «Регион» over «Мероприятие» is not over «Документ»
            continue
        is_told = below in headers or (
            told and (told in ("women", "men") or not headers.guess(both))
        )
        if group and _DONE.fullmatch(below):  # «Учасники» over «план | факт»
            joined[column] = group
            continue
        if _PLANNED.search(group):  # «План» over «з | по» is not when it was held
            is_told = False
        joined[column] = below if is_told and both not in headers else both
    return joined
