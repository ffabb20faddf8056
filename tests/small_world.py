"""Eleven trainings whose every answer can be counted by hand.

Two oblasts, three raions, six counted hromadas, and Kyiv, which is not counted:

| raion       | hromadas            | | quarter | reports                             |
| a1 of A     | 1, 2                | | 2020-Q4 | p came                              |
| a2 of A     | 3, 4                | | 2021-Q1 | p is missing, q came                |
| b1 of B     | 5, 6                | | 2021-Q2 | r came                              |

| id | first day  | projects | topic  | hromadas | audience | and                              |
| 1  | 2020-11-10 | p        | budget | 1, 2     | heads    | 20 people, 12 women              |
| 2  | 2020-12-01 | q        | budget | 1        | heads    |                                  |
| 3  | 2021-02-01 | p, q     | youth  | 1        |          | a joint event                    |
| 4  | 2021-02-15 | p        | youth  | 1        |          |                                  |
| 5  | 2021-02-20 | r        | youth  | 1        | staff    |                                  |
| 6  | 2021-05-10 | p        | budget | oblast A |          |                                  |
| 7  | 2021-05-20 | q        | budget | 5        |          | only announced: not counted      |
| 8  | 2021-05-25 | —        | budget | 1        |          |                                  |
| 9  | 2021-01-20 | p        | budget | 7 (Kyiv) |          |                                  |
| 10 | 2021-06-01 | q        | budget | 3        | staff    |                                  |
| 11 | 2021-06-20 | r        | budget | 3        | heads    | online                           |
"""

from contextlib import closing
from datetime import date

from small_site import add, create_database

from ingest.load.summaries import add_summaries

RAIONS = {"a1": "A", "a2": "A", "b1": "B"}
HROMADAS = {1: "a1", 2: "a1", 3: "a2", 4: "a2", 5: "b1", 6: "b1", 7: None}
PEOPLE = {"participants_total": 20, "women": 12}
TRAININGS = (
    (1, "2020-11-10", "2020-Q4", "p", "budget", (1, 2), "heads", PEOPLE),
    (2, "2020-12-01", "2020-Q4", "q", "budget", (1,), "heads", {}),
    (3, "2021-02-01", "2021-Q1", "pq", "youth", (1,), "", {}),
    (4, "2021-02-15", "2021-Q1", "p", "youth", (1,), "", {}),
    (5, "2021-02-20", "2021-Q1", "r", "youth", (1,), "staff", {}),
    (6, "2021-05-10", "2021-Q2", "p", "budget", (), "", {"scope_code": "oblast"}),
    (7, "2021-05-20", "2021-Q2", "q", "budget", (5,), "", {"status_code": "announced"}),
    (8, "2021-05-25", "2021-Q2", "", "budget", (1,), "", {}),
    (9, "2021-01-20", "2021-Q1", "p", "budget", (7,), "", {}),
    (10, "2021-06-01", "2021-Q2", "q", "budget", (3,), "staff", {}),
    (11, "2021-06-20", "2021-Q2", "r", "budget", (3,), "heads", {"format_code": "online"}),
)  # fmt: skip
REPORTS = (
    ("p", "2020-Q4", "received"),
    ("p", "2021-Q1", "missing"),
    ("q", "2021-Q1", "received"),
    ("r", "2021-Q2", "received"),
)


def write_small_world(path):
    """Write the world's database to `path`."""
    with closing(create_database(path)) as connection:
        _add_lists(connection)
        _add_places(connection)
        for training in TRAININGS:
            _add_training(connection, *training)
        for project, quarter, status in REPORTS:
            add(
                connection,
                "expected_report",
                project_code=project,
                quarter_code=quarter,
                report_status=status,
                submission_id=None if status == "missing" else 1,
            )
        add_summaries(connection, "small", date(2021, 6, 30))
        connection.commit()


def _add_lists(connection):
    for quarter, name, first, last in (
        ("2020-Q4", "IV квартал 2020", "2020-10-01", "2020-12-31"),
        ("2021-Q1", "I квартал 2021", "2021-01-01", "2021-03-31"),
        ("2021-Q2", "II квартал 2021", "2021-04-01", "2021-06-30"),
    ):
        add(
            connection,
            "quarter",
            quarter_code=quarter,
            quarter_name=name,
            start_date=first,
            end_date=last,
        )
    for table, names in (
        ("topic", {"budget": "Бюджет", "youth": "Молодь"}),
        ("project", {"p": "Проєкт П", "q": "Проєкт К", "r": "Проєкт Р"}),
        ("audience", {"heads": "Голови", "staff": "Заступники"}),
        ("format", {"online": "Онлайн"}),
        ("scope", {"hromadas": "Громади", "oblast": "Область"}),
    ):
        for code, name in names.items():
            add(connection, table, **{f"{table}_code": code, f"{table}_name": name})
    add(connection, "status", status_code="held", status_name="Відбувся", is_counted=1)
    add(connection, "status", status_code="announced", status_name="За анонсом", is_counted=0)
    add(
        connection,
        "submission",
        submission_id=1,
        file_name="2021-Q1/all.csv",
        quarter_code="2021-Q1",
        rows_total=11,
        rows_accepted=11,
    )


def _add_places(connection):
    for code, name, counted in (("A", "Полтавська", 4), ("B", "Сумська", 2), ("K", "Київ", 0)):
        add(connection, "oblast", oblast_code=code, oblast_name=name, counted_hromadas=counted)
    for code, oblast in RAIONS.items():
        add(connection, "raion", raion_code=code, raion_name=f"район {code}", oblast_code=oblast)
    for number, raion in HROMADAS.items():
        add(
            connection,
            "hromada",
            hromada_id=number,
            hromada_code=f"UA{number}",
            hromada_label=f"Громада {number}",
            hromada_name=f"Громада {number}",
            hromada_type="міська",
            raion_code=raion,
            oblast_code=RAIONS.get(raion, "K"),
            is_counted=int(raion is not None),
            latitude=49 + number / 10,
            longitude=34 + number / 10,
        )


def _add_training(connection, number, day, quarter, projects, topic, hromadas, audience, more):
    row = {"scope_code": "hromadas", "status_code": "held", "submission_id": 1} | more
    add(
        connection,
        "training",
        training_id=number,
        title=f"Захід {number}",
        start_date=day,
        quarter_code=quarter,
        project_code=projects[:1] or None,
        topic_code=topic,
        is_counted=int(row["status_code"] == "held"),
        row_number=number + 1,
        **row,
    )
    oblasts = {RAIONS.get(HROMADAS[hromada], "K"): 0 for hromada in hromadas}
    if row["scope_code"] == "oblast":
        oblasts["A"] = 1
    for code, is_whole in oblasts.items():
        add(connection, "training_oblast", oblast_code=code, training_id=number, is_whole=is_whole)
    for hromada in hromadas:
        add(connection, "training_hromada", hromada_id=hromada, training_id=number)
    for project in projects:
        add(connection, "training_project", project_code=project, training_id=number)
    add(connection, "training_topic", topic_code=topic, training_id=number, is_primary=1)
    if audience:
        add(connection, "training_audience", audience_code=audience, training_id=number)
