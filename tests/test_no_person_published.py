"""What must not get out, planted in every free cell, and the bytes of what is published."""

import sqlite3
from contextlib import closing

import pytest
from hand_made import write_text

from ingest.pipeline import build_release
from ingest.schema import FIELDS

PLANTED = {
    "olena.koval@example.org": "пишіть: {}",
    "0671234567": "тел. {}",
    "+380 67 555 11 77": "тел. {}",
    "(044) 279-22-33": "дзвоніть {}",
    "3184710691": "РНОКПП {}",
    "UA213223130000026007233566001": "рахунок {}",
    "КВ 123456": "паспорт {}",
    "Дзюбальської Олени Петрівни": "за участі {}",
    "Дзюбальський О. П.": "склав {}",
    "Юлія Дзюбальська": "тренерка {}",
}
CELLS = ("title", "organiser", "topic", "audience", "project", "venue", "notes", "hromadas")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    rows = []
    for number, (secret, phrase) in enumerate(PLANTED.items()):
        for cell in CELLS:
            row = {"title": f"Захід {number} {cell}", "start_date": "12.10.2020"}
            row |= {"hromadas": "Баранівська"}
            row[cell] = f"{row.get(cell, '')} {phrase.format(secret)}".strip()
            rows.append([row.get(field.name, "") for field in FIELDS])
    quarter = folder / "submissions" / "2020-Q4"
    quarter.mkdir(parents=True)
    content = write_text([[field.title_uk for field in FIELDS], *rows])
    (quarter / "planted.csv").write_bytes(content)
    summary = build_release(folder / "submissions", folder / "releases", folder / "intake.db")
    assert summary.totals.accepted + summary.totals.duplicate == len(rows)
    return folder


@pytest.mark.parametrize("secret", PLANTED)
def test_no_byte_of_it_is_in_the_public_database(folder, secret):
    published = (folder / "releases" / "current" / "trainings.db").read_bytes()
    # The surname is in no list of ours; the first names are, as those of villages.
    for text in (secret, "Дзюбальськ"):
        for form in (text, text.lower(), text.upper()):
            assert form.encode() not in published


@pytest.mark.parametrize("secret", PLANTED)
def test_the_private_intake_has_it_as_it_came_and_says_where(folder, secret):
    with closing(sqlite3.connect(folder / "intake.db")) as connection:
        (cells,) = connection.execute(
            "SELECT count(*) FROM raw_row WHERE instr(cells, ?)", (secret,)
        ).fetchone()
        (found,) = connection.execute(
            "SELECT count(*) FROM problem WHERE code = 'personal_data' AND instr(value, ?)",
            (secret,),
        ).fetchone()
    assert cells == len(CELLS)
    assert found >= len(CELLS) - 1
