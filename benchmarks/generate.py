"""A seed → donors' files of invented trainings: OUT/<quarter>/<project>.csv or .xlsx.

The files look like donors' own: the template's headers, the names of the reference lists,
values that repeat, and a few faults of every kind. The events are invented, and each title
says so. The same seed gives the same bytes.

    python benchmarks/generate.py OUT --rows 120000 --files 480 --seed 1 --format csv
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from ingest.common.quarters import FIRST_QUARTER, Quarter
from ingest.resolve.gazetteer import read_csv
from ingest.schema import FIELDS

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
FILES_A_QUARTER = 60
"""More files make more quarters, as years do, not thicker ones."""

Value = str | int | float | date
Row = dict[str, Value]

_LIST_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 12)
_LENGTH_WEIGHTS = (25, 15, 12, 12, 10, 10, 8, 5, 3)
_VENUES = ("", "Київ", "Львів", "Полтава", "Вінниця", "Дніпро", "Одеса", "Харків", "Житомир")
_NOTES = (
    "", "", "", "Матеріали надіслано учасникам", "Захід перенесено з попереднього місяця",
    "Участь підтверджено списком реєстрації", "Спільно з обласною асоціацією",
)  # fmt: skip
_NO_EVENT: Row = {}


@dataclass(frozen=True)
class Project:
    """A project of the reference list; a day is None where the list does not know it."""

    code: str
    name: str
    first: date | None
    last: date | None

    def runs_in(self, quarter: Quarter) -> bool:
        has_begun = self.first is None or self.first <= quarter.start
        return has_begun and (self.last is None or self.last >= quarter.end)


@dataclass(frozen=True)
class Words:
    """The names that cells are filled with. Oblasts come with the labels of their hromadas."""

    projects: tuple[Project, ...]
    hromadas: dict[str, tuple[str, ...]]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    types: tuple[str, ...]
    formats: tuple[str, ...]


def load_words(reference: Path = REFERENCE) -> Words:
    """Read the names from the reference lists; only hromadas that coverage counts."""
    oblasts = {r["oblast_code"]: r["oblast_name"] for r in read_csv(reference / "oblasts.csv")}
    hromadas: dict[str, list[str]] = defaultdict(list)
    for row in read_csv(reference / "hromadas.csv"):
        if row["is_counted"] == "1":
            hromadas[oblasts[row["oblast_code"]]].append(row["hromada_label"])
    return Words(
        tuple(_project(row) for row in read_csv(reference / "projects.csv")),
        {oblast: tuple(labels) for oblast, labels in hromadas.items()},
        *(
            tuple(row[f"{noun}_name"] for row in read_csv(reference / f"{noun}s.csv"))
            for noun in ("topic", "audience", "type", "format")
        ),
    )


def _project(row: dict[str, str]) -> Project:
    first, last = (
        date.fromisoformat(row[column]) if row[column] else None
        for column in ("start_date", "end_date")
    )
    return Project(row["project_code"], row["project_name"], first, last)


@dataclass(frozen=True)
class Report:
    """One file to be written: a project's report, or a part of it, for a quarter."""

    quarter: Quarter
    project: Project
    name: str


@dataclass(frozen=True)
class Donor:
    """One project's habits, the same in all its files.

    It works in five oblasts, and each second event is for one of its usual lists of hromadas.
    """

    project: Project
    words: Words
    oblasts: tuple[str, ...]
    usual_lists: dict[str, tuple[str, ...]]
    topics: tuple[str, ...]
    organiser: str

    @classmethod
    def invent(cls, project: Project, words: Words, random: Random) -> Donor:
        oblasts = tuple(random.sample(sorted(words.hromadas), 5))
        return cls(
            project,
            words,
            oblasts,
            {
                o: tuple(_list_hromadas(words.hromadas[o], random) for _ in range(8))
                for o in oblasts
            },
            tuple(random.sample(words.topics, 6)),
            f"Вигадана агенція «{project.name}»",
        )

    def event(self, number: int, report: Report, random: Random) -> Row:
        """Invent one event without faults."""
        quarter = report.quarter
        topics = random.sample(self.topics, random.choice((1, 1, 1, 2)))
        oblast = random.choice(self.oblasts)
        if random.random() < 0.5:
            hromadas = random.choice(self.usual_lists[oblast])
        else:
            hromadas = _list_hromadas(self.words.hromadas[oblast], random)
        start = quarter.start + timedelta(days=random.randrange(88))
        end = start + timedelta(days=random.choice((0, 0, 0, 1, 2)))
        people = random.randint(8, 60)
        women = random.randint(0, people)
        return {
            "event_id": f"{report.name}-{quarter.code}-{number}" if random.random() < 0.3 else "",
            "project": self.project.name,
            "organiser": self.organiser,
            "title": _title(topics[0], random),
            "topic": "; ".join(topics),
            "type": random.choice(self.words.types),
            "format": random.choice(self.words.formats),
            "start_date": start,
            "end_date": end,
            "hours": 6 * ((end - start).days + 1),
            "oblast": oblast,
            "hromadas": hromadas,
            "venue": random.choice(_VENUES),
            "audience": "; ".join(random.sample(self.words.audiences, random.choice((1, 1, 2, 3)))),
            "participants_total": people,
            "women": women,
            "men": people - women,
            "url": f"https://example.org/{quarter.code}/{report.name}/{number}",
            "notes": random.choice(_NOTES),
        }


def _list_hromadas(labels: tuple[str, ...], random: Random) -> str:
    length = random.choices(_LIST_LENGTHS, _LENGTH_WEIGHTS)[0]
    return "; ".join(random.sample(labels, min(length, len(labels))))


def _title(topic: str, random: Random) -> str:
    series, group = random.randint(1, 40), random.randint(1, 12)
    return f"Вигаданий захід, серія {series}, група {group}: {topic}"


def _misspell_hromada(row: Row, random: Random) -> Row:
    names = str(row["hromadas"])
    place = random.randrange(len(names) // 2)
    return row | {"hromadas": names[:place] + names[place + 1 :]}


def _misdate(row: Row, random: Random) -> Row:
    return row | {"start_date": random.choice(("31.02.2021", "навесні", "2021", "12.2021"))}


def _drop_title(row: Row, random: Random) -> Row:
    return row | {"title": ""}


def _make_ambiguous(row: Row, random: Random) -> Row:
    names = ("Андріївська", "Іванівська", "Михайлівська", "Миколаївська")
    return row | {"oblast": "", "hromadas": random.choice(names)}


def _move_out_of_quarter(row: Row, random: Random) -> Row:
    start = row["start_date"]
    if not isinstance(start, date):
        return row
    return row | {"start_date": start - timedelta(days=200), "end_date": ""}


def _miscount(row: Row, random: Random) -> Row:
    return row | {"participants_total": random.choice(("багато", "близько 20", "-5"))}


_FAULTS: tuple[tuple[float, Callable[[Row, Random], Row]], ...] = (
    (0.004, _misdate),
    (0.003, _drop_title),
    (0.008, _misspell_hromada),
    (0.006, _make_ambiguous),
    (0.004, _move_out_of_quarter),
    (0.003, _miscount),
)
_BLANK, _REPEATED = 0.005, 0.01


def invent_rows(donor: Donor, report: Report, count: int, random: Random) -> Iterator[Row]:
    """Yield `count` rows of one file: events, and here and there a fault."""
    former: Row | None = None
    for number in range(1, count + 1):
        if random.random() < _BLANK:
            yield _NO_EVENT
            continue
        if former is not None and random.random() < _REPEATED:
            yield former
            continue
        row = donor.event(number, report, random)
        for share, spoil in _FAULTS:
            if random.random() < share:
                row = spoil(row, random)
        yield row
        former = row


def write_csv(path: Path, rows: Iterator[Row]) -> None:
    """Write a file as a Ukrainian spreadsheet saves it, in UTF-8 with commas."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(field.title_uk for field in FIELDS)
        for row in rows:
            writer.writerow(_as_text(row.get(field.name, "")) for field in FIELDS)


def _as_text(value: Value) -> str:
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value)


def write_xlsx(path: Path, rows: Iterator[Row]) -> None:
    """Write a file as the template has it: dates as dates, numbers as numbers."""
    # A fixed day of making: the same rows, the same bytes.
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_urls": False}
    ) as workbook:
        workbook.set_properties({"created": datetime(2020, 10, 1)})
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        sheet = workbook.add_worksheet("Заходи")
        sheet.write_row(0, 0, [field.title_uk for field in FIELDS])
        for number, row in enumerate(rows, start=1):
            for column, field in enumerate(FIELDS):
                value = row.get(field.name, "")
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value != "":
                    sheet.write(number, column, value)


WRITERS: dict[str, Callable[[Path, Iterator[Row]], None]] = {"csv": write_csv, "xlsx": write_xlsx}


def generate(out: Path, rows: int, files: int, seed: int = 1, kind: str = "csv") -> list[Path]:
    """Write `files` files with `rows` rows in all below their headers; return their paths."""
    words = load_words()
    random = Random(seed)
    donors = {p.code: Donor.invent(p, words, random) for p in words.projects}
    paths = []
    for number, report in enumerate(_plan(words.projects, files)):
        path = out / report.quarter.code / f"{report.name}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        count = rows * (number + 1) // files - rows * number // files
        # Each file has a random of its own, so that a file does not hang on those before it.
        own = Random(f"{seed}/{report.quarter.code}/{report.name}")
        WRITERS[kind](path, invent_rows(donors[report.project.code], report, count, own))
        paths.append(path)
    return paths


def _plan(projects: tuple[Project, ...], files: int) -> Iterator[Report]:
    """Yield what files there are, sixty a quarter: where projects are fewer, in parts."""
    quarter = FIRST_QUARTER
    for first in range(0, files, FILES_A_QUARTER):
        running = [project for project in projects if project.runs_in(quarter)]
        for number in range(min(FILES_A_QUARTER, files - first)):
            part, place = divmod(number, len(running))
            project = running[place]
            yield Report(quarter, project, project.code + (f"-{part + 1}" if part else ""))
        quarter = quarter.following


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--rows", type=int, default=120_000)
    parser.add_argument("--files", type=int, default=480)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=sorted(WRITERS), default="csv")
    options = parser.parse_args()
    paths = generate(options.out, options.rows, options.files, options.seed, options.format)
    size = sum(path.stat().st_size for path in paths)
    print(f"{options.rows} rows, {len(paths)} files, {size / 1e6:.1f} MB in {options.out}")


if __name__ == "__main__":
    main()
