"""A cell of dates → the first and the last day it names: «29.03–02.04.2021», «7 та 8 липня».

A text is cut into days, months, years and the words between them; what a day lacks it takes
from the day after it, as people write, and a missing year from the quarter of the report.
Whatever else stands in the cell makes it unreadable: a date is never guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ingest.check.values import Findings, clean_text
from ingest.common.quarters import Quarter
from ingest.common.ukrainian import lower
from ingest.problems import Finding
from ingest.read.contents import SLASHES, tell_month_first
from ingest.read.sheets import Cell


@dataclass(frozen=True)
class Period:
    """The first and the last day of a cell; both None where it is empty or unreadable."""

    start: date | None = None
    end: date | None = None
    findings: Findings = ()


_EXCEL_EPOCH = date(1899, 12, 30)
_SINCE_1904 = timedelta(days=1462)  # a workbook may count its days from there
_YEARS = range(2000, 2100)  # outside is a slip, such as a year of three digits
_EXCEL_DAYS = range(36_526, 73_051)  # the days of those years: a number outside is no date

# Stems of the months, in Ukrainian, Russian and English; each with its cases and short forms.
_MONTHS = (
    r"січ\w*|янв\w*|j[aä]n\w*", r"лют\w*|фев\w*|feb\w*|f[ée]v\w*",
    r"бер(?:ез\w*)?|март\w*|m[aä]r\w*",
    r"кві(?:т\w*)?|апр\w*|apr\w*|avr\w*", r"тр(?:а(?:в\w*)?)?|ма[йяею]|ma[yi]",
    r"чер(?:в\w*)?|июн\w*|jun\w*|juin",
    r"лип\w*|июл\w*|jul\w*|juil\w*", r"сер(?:п\w*)?|авг\w*|aug\w*|ao[uû]t",
    r"вер(?:ес\w*)?|сент?\w*|sept?\w*", r"жов(?:т\w*)?|окт\w*|o[ck]t\w*",
    r"лис(?:т(?:оп\w*)?)?|нояб\w*|nov\w*", r"гр(?:у(?:д\w*)?)?|дек\w*|d[eé][cz]\w*",
)  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<iso>\d{4}(?P<bar>[-/.])\d{1,2}(?P=bar)\d{1,2})(?!\d)
    | (?P<day>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2}))(?!\d)
    | (?P<month_of_year>(?:0?[1-9]|1[0-2])[./]\d{4}|\d{4}-(?:0[1-9]|1[0-2]))(?![\d.-])
    | (?P<day_and_month>\d{1,2}\.\d{1,2}\.?)(?!\d)
    | (?P<year>\d{4})(?!\d)
    | (?P<number>\d{1,2})(?!\d)(?:-?(?:го|те|е|ого|th|st|nd|rd)\b)?
    | (?P<range>-|\bпо\b|\bдо\b|\bto\b)
    | (?P<and>,|;|&|/|\+|\bта\b|\bі\b|\bi\b|\bй\b|\bи\b|\band\b|\bet\b|\bund\b|\bu\b)
    | (?P<month>"""
    + "|".join(f"(?P<m{n}>{stems})" for n, stems in enumerate(_MONTHS, start=1))
    + r""")(?!\w)\.?
    | (?P<skipped>\s+|\.|\b(?:у|в|in|протягом|упродовж|з|із|від|с|from|року|рік|года?
        |ц\.?\ ?р\.?|цього|поточного)(?!\w)
        |\b(?:понеділ\w+|вівтор\w+|серед[аиу]|четвер\w*|п.?ятниц\w+|субот\w+|неділ\w+
        |of|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b)""",
    re.X,
)
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]m\b)?"
_ZONE = r"(?:\s*(?:z\b|[+-]\d{2}:?\d{2}\b))?"
_TIME = re.compile(
    rf"t{_CLOCK}{_ZONE}|(?<![,\s])[,\s]*(?:\b(?:о|об|at)?\s*\b{_CLOCK}{_ZONE}(?:\s*-\s*{_CLOCK})?"
    r"|\b(?:на|о|об)\s+\d{1,2}\s+(?:ранку|дня|вечора|год\w*\.?)"
    r"|\b(?:з|із|від)\s+\d{1,2}:\d{2}\s+(?:до|по)\s+\d{1,2}:\d{2}"
    r"|\b(?:о|об|at)\s+\d{1,2}[.-]\d{2}(?!\d|\.\d))|(?<=\d{4})\s+\d{1,2}\.\d{2}(?![\d.])$"
    r"|,\s*\d{1,2}\.(?:00|15|30|45)$|(?<![,\s])[,\s]+\d{1,2}\.(?:00|15|30|45)\s*-\s*\d{1,2}\.(?:00|15|30|45)$"
)
_ZEROS = str.maketrans("OОoо", "0000")
_LATE, _EARLY = 27, 4
"""Days of an event that begins in one month and ends in the next."""
_UNITS_OF_DAYS = (
    "першого", "другого", "третього", "четвертого", "пятого", "шостого", "сьомого", "восьмого",
    "девятого", "десятого", "одинадцятого", "дванадцятого", "тринадцятого", "чотирнадцятого",
    "пятнадцятого", "шістнадцятого", "сімнадцятого", "вісімнадцятого", "девятнадцятого",
    "двадцятого",
)  # fmt: skip
_ORDINALS = {
    **{name: day for day, name in enumerate(_UNITS_OF_DAYS, start=1)},
    **{f"двадцять {name}": 20 + day for day, name in enumerate(_UNITS_OF_DAYS[:9], start=1)},
    "тридцятого": 30, "тридцять першого": 31, "друге": 2, "третє": 3, "четверте": 4,
}  # fmt: skip
_ORDINAL = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted((n.replace(" ", r"\s+") for n in _ORDINALS), key=len, reverse=True))
    + r")(?!\w)",
    re.I,
)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN_MONTH = re.compile(r"(?<=\d)([./-])([IVXІХ]{1,4})(?:\1(?=\d{2})|(?=\s*[-–—]))")
_FOOTNOTE = re.compile(r"(?<=\S)\s*\*+$")
_SPACED = re.compile(r"(?<=\d)\s*\.\s*(?=\d)")
_WEEKDAY = r"(?:пн|вт|ср|чт|пт|сб|нд)\.?"
_REMARK = re.compile(
    rf"\((?:{_WEEKDAY}(?:\s*-\s*{_WEEKDAY})?|(?:1|один)\s*день|gmt[^)]*)\)"
    rf"|^{_WEEKDAY}(?:\s*-\s*{_WEEKDAY})?[,\s]+(?=\d)"
    r"|\(\s*\d{1,2}(?::\d{2}|\.(?:00|15|30|45))[^)]*\)|^['’`]|[«»\"“”„]"
)
_DAY_MONTH_YEAR = re.compile(r"\b(\d{1,2})-([a-z]{3,9})-(?:20)?(\d{2})\b")
_MONTH_AND_YEAR = re.compile(r"([^\W\d_]{3,5})\.?-(\d{2})")
_SHORT_YEAR = re.compile(r"(?<=[^\W\d_]) (\d{2})(?:-?го)?(?= року| р\.|р\.)")
_DAYS_IN_A_ROW = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{1,2})(?= [^\W\d_]{3})")
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,9}\.?),?\s+(?:(?P<before>\d{4})\s+\(?)?"
    r"(?P<days>\d{1,2}(?:-го)?(?:\s*(?:-|,|та|і)\s*\d{1,2}(?:-го)?)*)\)?(?:,?\s+(?P<after>\d{4}))?"
)
_DOUBTING = re.compile(
    r"скас|відмін|відклад|перен|не\s+від|план|орієнт|приблиз|уточн|імовір|крім|окрім|почин|кожн|що[псвчн]"
    r"|\bдо\b|\bпісля\b|\bабо\b|\bчи\b|cancel|postpon|tbc|about|approx|every|until|\bor\b|\?",
    re.I,
)
"""Words beside a day that say more than where it was."""
_NOT_THEN = re.compile(r"скас|відмін|відклад|перен|не\s+відбу|cancel|postpon|moved\s+to", re.I)
_PARTS = re.compile(r"[,;\n]|\s[-–—]\s(?=\D+$)|[()]")
_YEAR_MARK = re.compile(r"(?<=\d)(?:\s*(?:рр?|г)(?:\.|(?!\w))|(?<=\d{4})-го\b)")
_DASHES = re.compile(r"[‐‑‒–—―−→]|\.{2,}|…")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})")
_SLASHED_DAYS = re.compile(r"(?<![\d/])(1[3-9]|2\d|3[01])/(0?[1-9]|1[0-2])(?![\d/]|\.\d)")
_COMPACT = r"(2\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
_COMPACT_DAYS = re.compile(
    rf"{_COMPACT}(?:\s*(?P<joint>-{{1,2}}|\+|,|&|/)\s*(?:{_COMPACT}|(?P<day>\d{{1,2}})))?"
)
"""«221005», «221011-12», «221129 + 221201»: year, month, day."""
_COMPACT_DAY_FIRST = re.compile(r"(\d{2})(\d{2})(2\d)")
_PART_OF_MONTH = re.compile(
    r"^(?:(?:на)?(?:кін(?:ець|ці|ця)|прикінці|почат(?:ок|ку)|серед(?:ина|ині|ину))"
    r"|early|late|mid|end of|(?:(?:перш|друг|трет)\w+|[IІ]{1,3})\s+(?:половин|декад|тиж)\w+)"
    r"[\s-]+(?=[^\W\d])",
    re.I,
)
_EVERY_WEEK = re.compile(
    r"^що(?:понеділка|вівторка|середи|четверга|п.ятниці|суботи|неділі|тижня)[\s,:]*(?=\d)", re.I
)
_YEAR_THEN_DAYS = re.compile(r"^(20\d\d)\s*(?:рік|року|р\.?)?\s*,?\s+(\d.*[^\W\d])$")
_ABOUT_DAY = re.compile(r"^(?:орієнтовно|приблизно|близько|десь|~|≈)\s*(?=\d)|(?<=\d)\s*\?+$", re.I)
_OTHER_FORMS = (
    (_PART_OF_MONTH, "", "date_month_only"),
    (_EVERY_WEEK, "", "date_with_gaps"),
    (_YEAR_THEN_DAYS, r"\2 \1", ""),
    (re.compile(r"^(\d{2})(\d{2})(20\d{2})$"), r"\1.\2.\3", ""),
    (re.compile(r"^(20\d{2})(\d{2})(\d{2})$"), r"\3.\2.\1", ""),
    (_ABOUT_DAY, "", "date_with_words"),
)
"""What to put for the pattern, and the finding that goes with it; each is tried by itself."""
_WEEK = re.compile(
    r"(?:week|wk|kw|тиждень|тижд\.)\.?\s*(?:№\s*)?(?P<number>\d{1,2})"
    r"|(?:the\s+)?(?:week|wk|тиждень)\.?\s+(?:of|from|з|від)\s+(?P<day>.+)",
    re.I,
)
_COMMAS_FOR_DOTS = re.compile(r"(?<!\d)(\d{1,2}),(0?[1-9]|1[0-2]),(20\d\d|2\d)(?!\d)")
_YEAR_OF_TWO = re.compile(r"(\d{1,2}(?:\s*[-–]\s*\d{1,2})?\s+[^\W\d_]{3,}\.?)\s+'?(2[0-9])")
_MONTH_THEN_DAYS = re.compile(r"(\d{1,2})/(\d{1,2})\s*-\s*(\d{1,2})/(\d{4}|\d{2})")
_TWO_SLASHED_DAYS = re.compile(r"(\d{1,2})/(\d{1,2})\s*-\s*(\d{1,2})/(\d{1,2})(?=\s+\d{4}$|$)")
_LETTER_FOR_ZERO = re.compile(r"(?<!\w)[OО](?=\d)|(?<=\d)[OОoо](?=$|[\d.])|(?<=\d\.)[OОoо](?=\d)")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_SPACED_DAY = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4})")
_DASH_AT_THE_END = re.compile(r"[-\s]+$")


@dataclass(frozen=True)
class _Point:
    """A day as far as it is told; `day` is None where only a month is."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


def parse_period(
    cell: Cell, quarter: Quarter | None = None, *, month_first: bool = False
) -> Period:
    """Read the day or days of a cell; `quarter` gives a year where the text has none.

    `month_first` is the order of 10/12/2020 that other cells of the column tell.

    Findings: `date_unreadable`; in doubt `date_ambiguous` (10/12/2020, read day first unless
    only the other way round lies in the quarter), `date_year_missing`, `date_month_only` (the
    whole month then), `date_from_number`; for information `date_with_gaps` (11–12 and 18–19 June).
    """
    if isinstance(cell, date):
        return _single(cell.year, cell.month, cell.day, str(cell))
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(cell, quarter=quarter)
    text = _FOOTNOTE.sub("", _days_in_figures(clean_text(cell)))
    mended = _LETTER_FOR_ZERO.sub(lambda match: match[0].translate(_ZEROS), text)
    read = _from_text(mended, quarter, month_first) if text else Period()
    if text and read.start is None:
        read = _rewritten(text, quarter) or read
    if mended == text or read.start is None:
        return read
    doubt = Finding("date_ambiguous", text, f"{read.start:%d.%m.%Y}")
    return replace(read, findings=(*read.findings, doubt))


def _rewritten(text: str, quarter: Quarter | None) -> Period | None:
    """Read a text of another form than days and months, by what it says of them."""
    for pattern, form, code in _OTHER_FORMS:
        bare = pattern.sub(form, text)
        if bare != text and (read := _from_text(bare, quarter)).start:
            told = [replace(finding, value=text) for finding in read.findings]
            told += [Finding(code, text)] if code and code not in {one.code for one in told} else []
            return replace(read, findings=tuple(told))
    return None


def _days_in_figures(text: str) -> str:
    """Return a text with the days that it spells out in figures: «двадцять п’ятого березня»."""
    if not any(stem in text.casefold() for stem in ("ого", "го ", "тє")):
        return text
    bare = re.sub(r"['’ʼ`]", "", text)
    told = _ORDINAL.sub(lambda match: str(_ORDINALS[" ".join(match[0].casefold().split())]), bare)
    return told if told != bare else text


def _single(year: int, month: int, day: int, text: str) -> Period:
    found = _day(_Point(day, month, year))
    return Period(found, found) if found else _unreadable(text)


def _unreadable(text: str) -> Period:
    return Period(findings=(Finding("date_unreadable", value=text),))


def _from_number(number: float, text: str = "", quarter: Quarter | None = None) -> Period:
    if not _EXCEL_DAYS.start <= number < _EXCEL_DAYS.stop:
        return _unreadable(text or str(number))
    day = _EXCEL_EPOCH + timedelta(days=int(number))
    since_1904 = day + _SINCE_1904
    if quarter and Quarter.of(day) != quarter and Quarter.of(since_1904) == quarter:
        text = text or str(int(number))
        return Period(
            since_1904, since_1904, (Finding("date_from_number", text, f"{since_1904:%d.%m.%Y}"),)
        )
    return Period(day, day)


def _month_first_in_iso(match: re.Match[str]) -> str:
    return f"20{match[3][-2:]}-{match[1]:0>2}-{match[2]:0>2}"


@lru_cache(maxsize=50_000)
def _from_text(text: str, quarter: Quarter | None, month_first: bool = False) -> Period:
    if SLASHES.search(text) and (month_first or tell_month_first([text])):
        read = _from_text(SLASHES.sub(_month_first_in_iso, text), quarter)
        doubts = tuple(replace(finding, value=text) for finding in read.findings)
        if read.start and _has_unsure_slashes(text):  # the rest of the column tells the order
            doubts += (Finding("date_ambiguous", text, f"{read.start:%d.%m.%Y}"),)
        return replace(read, findings=doubts)
    if re.fullmatch(r"\d{5}(?:\.0)?", text):
        read = _from_number(float(text), text, quarter)
        if read.start is None or read.findings:
            return read
        doubt = Finding("date_from_number", value=text, suggestion=f"{read.start:%d.%m.%Y}")
        return replace(read, findings=(doubt,))
    if quarter and (match := _WEEK.fullmatch(text)):
        return _from_week(match, text, quarter)
    if quarter and (match := _COMPACT_DAYS.fullmatch(text)):
        read = _from_compact(match, text, quarter)
        if read.start or not _COMPACT_DAY_FIRST.fullmatch(text):
            return read
    if quarter and (match := _COMPACT_DAY_FIRST.fullmatch(text)):  # «080721»
        return _if_of_quarter(f"{match[1]}.{match[2]}.20{match[3]}", text, quarter)
    if _COMMAS_FOR_DOTS.search(text):  # «27-29,04,2021»
        return _from_text(_COMMAS_FOR_DOTS.sub(r"\1.\2.\3", text), quarter)
    if match := _YEAR_OF_TWO.fullmatch(text):  # «3 лют. 22»
        return _from_text(f"{match[1]} 20{match[2]}", quarter)
    if match := _MONTH_THEN_DAYS.fullmatch(text):  # «11/17-18/2020»
        month, first, last = (int(number) for number in match.groups()[:3])
        if month <= 12 and first < last:
            read = _from_text(f"{first}-{last}.{month:02}.{match[4]}", quarter)
            return read if last > 12 else _doubted(read, text)
    if match := _TWO_SLASHED_DAYS.match(text):  # «6/6-7/6 2024»
        first, month, last, other = (int(number) for number in match.groups())
        if max(month, other) <= 12:
            days = f"{first}.{month:02}-{last}.{other:02}{text[match.end() :].replace(' ', '.')}"
            read = _from_text(days, quarter)
            return _doubted(read, text) if max(first, last) <= 12 else read
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(?:20)?(\d{2})", text):
        return _with_slashes(int(match[1]), int(match[2]), 2000 + int(match[3]), text, quarter)
    if quarter and (match := _DAY_AND_MONTH.fullmatch(text)):  # «5/9»
        first, second = int(match[1]), int(match[2])
        read = _with_slashes(first, second, quarter.year, text, quarter)
        doubt = Finding("date_year_missing", text, f"{read.start:%d.%m.%Y}" if read.start else "")
        return replace(read, findings=(*read.findings, doubt)) if read.start else read
    if match := _MONTH_AND_YEAR.fullmatch(text):  # Excel's short date of a month
        read = _from_text(f"{match[1]} 20{match[2]}", quarter)
        return replace(read, findings=tuple(replace(f, value=text) for f in read.findings))
    text_of_days = _SHORT_YEAR.sub(r" 20\1", _ROMAN_MONTH.sub(_roman_month, text))
    bare = _YEAR_MARK.sub(" ", _DASHES.sub("-", lower(text_of_days)))
    bare = _DAY_MONTH_YEAR.sub(r"\1 \2 20\3", _REMARK.sub(" ", _SPACED.sub(".", bare)))
    timeless = _TIME.sub(" ", bare)
    if timeless != bare:  # «10:00 AM → 3:00 PM»
        timeless = _DASH_AT_THE_END.sub("", timeless)
    bare = _SLASHED_DAYS.sub(r"\1.\2", _DAYS_IN_A_ROW.sub(r"\1, \2, \3", timeless))
    bare = _SPACED_DAY.sub(r"\1.\2.\3", bare)
    if match := _MONTH_FIRST.fullmatch(bare.strip()):  # «серпень, 17-18»
        bare = f"{match['days']} {match[1]} {match['before'] or match['after'] or ''}"
    points = _read_points(bare)
    if points is None or not points[0]:
        return _without_words(text, quarter) or _unreadable(text)
    read = _span(*points, text, quarter)
    if read.start and _has_unsure_slashes(text):
        doubt = Finding("date_ambiguous", text, f"{read.start:%d.%m.%Y}")
        return replace(read, findings=(doubt, *read.findings))
    return read


def _without_words(text: str, quarter: Quarter | None) -> Period | None:
    """Read the days of «12–14 травня 2021 р., м. Луцьк»: whole parts without a digit are words."""
    bare = _IN_BRACKETS.sub(" ", text).strip()
    remarks = " ".join(_IN_BRACKETS.findall(text))
    if bare and remarks and not _NOT_THEN.search(remarks) and not _DOUBTING.search(bare):
        read = _from_text(bare, quarter)  # «06.12.2022 (планувався на 01.12)»
        if read.start:
            told = tuple(replace(finding, value=text) for finding in read.findings)
            return replace(read, findings=(*told, Finding("date_with_words", text)))
    parts = [part for part in _PARTS.split(text) if part.strip()]
    with_days = [part for part in parts if any(char.isdigit() for char in part)]
    if not with_days or len(with_days) == len(parts) or _DOUBTING.search(text):
        return None
    read = _from_text(", ".join(with_days), quarter)
    doubts = (replace(finding, value=text) for finding in read.findings)
    return (
        replace(read, findings=(*doubts, Finding("date_with_words", text))) if read.start else None
    )


def _from_week(match: re.Match[str], text: str, quarter: Quarter) -> Period:
    """Read «week 46» and «week of 6 May» from Monday to Sunday, in doubt."""
    if match["number"]:
        monday = date.fromisocalendar(quarter.year, min(int(match["number"]), 52), 1)
    else:
        told = _from_text(match["day"], quarter)
        if told.start is None:
            return _unreadable(text)
        monday = told.start - timedelta(days=told.start.weekday())
    sunday = monday + timedelta(days=6)
    doubt = Finding("date_month_only", text, f"{monday:%d.%m.%Y} – {sunday:%d.%m.%Y}")
    return Period(monday, sunday, (doubt,))


def _from_compact(match: re.Match[str], text: str, quarter: Quarter) -> Period:
    """Read «221011-12», if it lies in the quarter or ends after it; else it is some number."""
    year, month, day, *_ = match.groups()
    start = f"{day}.{month}.20{year}"
    if match["day"]:
        start = f"{day}{match['joint'][0]}{match['day']}.{month}.20{year}"
    elif match["joint"]:
        other = match.groups()[4:7]
        start = f"{start} {match['joint'][0]} {other[2]}.{other[1]}.20{other[0]}"
    return _if_of_quarter(start, text, quarter)


def _if_of_quarter(days: str, text: str, quarter: Quarter) -> Period:
    """Read `days` for `text`, six digits that are a date only if they are one of the quarter."""
    read = _from_text(days, quarter)
    if read.start is None or Quarter.of(read.start) != quarter:
        return _unreadable(text)
    return replace(read, findings=tuple(replace(f, value=text) for f in read.findings))


def _doubted(read: Period, text: str) -> Period:
    """Return days whose order nothing settles, with that doubt."""
    if read.start is None:
        return _unreadable(text)
    told = tuple(replace(finding, value=text) for finding in read.findings)
    return replace(
        read, findings=(*told, Finding("date_ambiguous", text, f"{read.start:%d.%m.%Y}"))
    )


def _roman_month(match: re.Match[str]) -> str:
    """Write the month of «11.XI.2020» in figures; its letters may be Cyrillic."""
    roman = match[2].replace("І", "I").replace("Х", "X")
    return f".{_ROMANS.index(roman) + 1}." if roman in _ROMANS else match[0]


def _has_unsure_slashes(text: str) -> bool:
    """Tell days such as 10/12/2020 whose order no other day of the text settles."""
    pairs = [(int(first), int(second)) for first, second, _ in SLASHES.findall(text)]
    return any(a != b for a, b in pairs) and all(a <= 12 and b <= 12 for a, b in pairs)


def _with_slashes(day: int, month: int, year: int, text: str, quarter: Quarter | None) -> Period:
    """Read 10/12/2020 day first; the other way round where only so it lies in the quarter."""
    if month > 12 >= day:
        day, month = month, day
    read = _single(year, month, day, text)
    if read.start is None or day == month or day > 12:
        return read
    days = (read.start, date(year, day, month))
    within = [day for day in days if quarter and Quarter.of(day) == quarter]
    likely = within[0] if len(within) == 1 else days[0]
    in_order = sorted(days, key=lambda day: day != likely)
    doubt = Finding("date_ambiguous", text, " / ".join(f"{day:%d.%m.%Y}" for day in in_order))
    return Period(likely, likely, (doubt,))


def _read_points(text: str) -> tuple[list[_Point], list[str]] | None:
    """Return the points of a text and what joins them; None where it holds something else."""
    points: list[_Point] = []
    joints: list[str] = []
    for kind, value in _tokens(text):
        if kind == "unread":
            return None
        if kind in ("range", "and"):
            # «до 12.10.2020» tells the last day only.
            if kind == "range" and len(joints) == len(points):
                return None
            if len(joints) < len(points):
                joints.append(value if kind == "and" else kind)
        elif kind == "month":
            if len(joints) == len(points):
                points.append(_Point(month=int(value)))
            elif points[-1].month:
                return None
            else:
                _give_month(points, int(value))
        elif kind == "year":
            if (
                not points
                or points[-1].year
                or (len(joints) == len(points) and joints.pop() != ",")
            ):
                return None
            points[-1] = replace(points[-1], year=int(value))
        else:
            if len(joints) < len(points):
                # «October 12, 2020»: the day after its month.
                if kind == "number" and points[-1].day is None:
                    points[-1] = replace(points[-1], day=int(value))
                    continue
                # Two whole days with only a space or a line between them.
                if kind not in ("iso", "day") or points[-1].year is None:
                    return None
                joints.append(",")
            points.append(_read_point(kind, value))
    if joints and len(joints) == len(points) and joints.pop() == "range":
        return None
    return points, joints


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            yield "unread", text[place:]
            return
        place = match.end()
        if match["month"]:
            yield "month", next(str(n) for n in range(1, 13) if match[f"m{n}"])
        elif not match["skipped"]:
            names = (
                "iso",
                "day",
                "month_of_year",
                "day_and_month",
                "year",
                "number",
                "range",
                "and",
            )
            kind = next(name for name in names if match[name])
            yield kind, match[kind]


def _give_month(points: list[_Point], month: int) -> None:
    """A month belongs to the days before it that have none."""
    for number in range(len(points) - 1, -1, -1):
        if points[number].month:
            break
        points[number] = replace(points[number], month=month)


def _read_point(kind: str, value: str) -> _Point:
    parts = [int(part) for part in re.split(r"[./-]", value) if part]
    if kind == "iso":
        return _Point(parts[2], parts[1], parts[0])
    if kind == "month_of_year":
        return _Point(None, min(parts), max(parts))
    day, month, year = [*parts, None, None][:3]
    return _Point(day, month, year + 2000 if year is not None and year < 100 else year)


def _span(
    points: list[_Point], joints: Sequence[str], text: str, quarter: Quarter | None
) -> Period:
    findings = []
    for number in range(len(points) - 2, -1, -1):
        points[number] = _complete(points[number], points[number + 1])
    for number in range(1, len(points)):
        if points[number].month is None:  # «February 15-16, 2021»
            points[number] = replace(points[number], month=points[number - 1].month)
    lacks_year = points[-1].year is None
    if lacks_year:
        points = [_with_year(point, quarter) for point in points]
    if _ends_next_month(points, joints):
        points[0] = _month_before(points[0])
        findings.append(Finding("date_ambiguous", text, f"{_day(points[0]):%d.%m.%Y}"))
    first_days = [_day(point) for point in points]
    last_days = [_last_day(point) for point in points]
    starts = [day for day in first_days if day]
    ends = [day for day in last_days if day]
    if len(starts) < len(points) or len(ends) < len(points) or starts != sorted(starts):
        return _unreadable(text)
    start, end = starts[0], ends[-1]
    if any(point.day is None for point in points):
        findings.append(Finding("date_month_only", text, f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"))
    if lacks_year:
        findings.append(Finding("date_year_missing", text, f"{start:%d.%m.%Y}"))
    if _has_gaps(starts, joints):
        findings.append(Finding("date_with_gaps", text, f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"))
    return Period(start, end, tuple(findings))


def _ends_next_month(points: Sequence[_Point], joints: Sequence[str]) -> bool:
    """Tell «31/1.9.» and «28–3 березня», whose month is that of the last day only."""
    if len(points) != 2 or "," in joints:
        return False
    first, last = points
    is_same = (first.month, first.year) == (last.month, last.year) and None not in (
        first.month,
        first.year,
    )
    return is_same and (first.day or 0) >= _LATE and 0 < (last.day or 0) <= _EARLY


def _month_before(point: _Point) -> _Point:
    month, year = point.month or 0, point.year or 0
    return (
        replace(point, month=12, year=year - 1) if month == 1 else replace(point, month=month - 1)
    )


def _complete(point: _Point, after: _Point) -> _Point:
    """Give a point the month and the year of the one after it, the year before over New Year."""
    month = point.month or after.month
    year = point.year or after.year
    if point.year is None and year and month and after.month and month > after.month:
        year -= 1
    return replace(point, month=month, year=year)


def _with_year(point: _Point, quarter: Quarter | None) -> _Point:
    """Give a point the year in which its month lies in the quarter, or in one beside it."""
    if point.year or quarter is None or point.month is None:
        return point
    near = {(quarter.start.month + step - 1) % 12 + 1: step for step in range(-3, 6)}
    step = near.get(point.month)
    if step is None:
        return point
    return replace(point, year=quarter.year + (quarter.start.month + step - 1) // 12)


def _day(point: _Point) -> date | None:
    if point.month is None or point.year is None or point.year not in _YEARS:
        return None
    try:
        return date(point.year, point.month, 1 if point.day is None else point.day)
    except ValueError:
        return None


def _last_day(point: _Point) -> date | None:
    first = _day(point)
    if first is None or point.day is not None:
        return first
    return first.replace(day=monthrange(first.year, first.month)[1])


def _has_gaps(days: Sequence[date], joints: Sequence[str]) -> bool:
    """Tell whether days joined by «and» are not each the day after the one before."""
    pairs = zip(days, days[1:], joints, strict=False)
    return any(joint != "range" and (b - a).days > 1 for a, b, joint in pairs)
