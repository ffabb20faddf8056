"""Worlds of reports: an empty one for each test, and one that is counted by hand."""

from contextlib import closing
from datetime import date

import pytest

from ingest.common.quarters import Quarter
from ingest.load.database import load_reference_lists
from ingest.load.search import add_search
from ingest.load.summaries import add_summaries
from ingest.pipeline import REFERENCE

from .world import World


@pytest.fixture
def world(receiver, tmp_path):
    """A world without a report, and without the reference lists."""
    world = World(receiver, tmp_path)
    with closing(world.connection):
        yield world


AUTUMN = (
    {
        "title": "Бюджет: із чого почати",
        "start_date": "12.10.2020",
        "project": "DOBRE; U-LEAD",
        "topic": "бюджет; Стратегічне планування",
        "hromadas": "Баранівська; Довбиська",
        "organiser": "Асоціація міст України",
    },
    {
        "title": "Кадри",
        "start_date": "01.11.2020",
        "topic": "Служба в ОМС, персонал, діловодство",
        "hromadas": "Баранівська",
    },
    {
        "title": "Електронна рада",
        "start_date": "05.11.2020",
        "project": "EGAP",
        "topic": "бюджет",
        "hromadas": "Баранівська",
        "status": "За анонсом",
    },
    {
        "title": "День області",
        "start_date": "10.11.2020",
        "project": "DOBRE",
        "oblast": "Житомирська область",
    },
    {
        "title": "День країни",
        "start_date": "20.11.2020",
        "project": "U-LEAD",
        "oblast": "вся Україна",
    },
    {"title": "Десь", "start_date": "21.11.2020"},
)
WINTER = (
    {
        "title": "Бюджет: рік другий",
        "start_date": "12.01.2021",
        "project": "DOBRE",
        "topic": "бюджет",
        "hromadas": "Баранівська; Торчинська",
    },
    {
        "title": "Здоров’я в Кам’янському",
        "start_date": "13.01.2021",
        "project": "DOBRE",
        "hromadas": "Новоград-Волинська",
    },
    {"title": "День району", "start_date": "14.01.2021", "raion": "Звягельський район"},
    {"title": "День столиці", "start_date": "15.01.2021", "hromadas": "місто Київ"},
    {
        "title": "Не відбулося",
        "start_date": "16.01.2021",
        "project": "DOBRE",
        "topic": "бюджет",
        "hromadas": "Довбиська",
        "status": "Скасовано",
    },
)
EXPECTED = (
    ("dobre", "2020-Q4"),
    ("u-lead", "2020-Q4"),
    ("egap", "2020-Q4"),
    ("dobre", "2021-Q1"),
    ("u-lead", "2021-Q1"),
)


@pytest.fixture(scope="session")
def counted(receiver, tmp_path_factory):
    """Eleven events of two quarters with every list, the search and the summaries.

    Баранівська, Довбиська and Звягельська (once Новоград-Волинська) are of Житомирська
    область, Торчинська of Волинська; Київ is not among the hromadas counted. Two events are
    not counted: «Електронна рада» is announced, «Не відбулося» cancelled.
    """
    world = World(receiver, tmp_path_factory.mktemp("counted"))
    load_reference_lists(world.connection, REFERENCE)
    world.load(*AUTUMN)
    world.load(*WINTER, quarter="2021-Q1")
    expected = [(project, Quarter.parse(code)) for project, code in EXPECTED]
    world.loader.finish(expected, Quarter(2021, 1))
    add_search(world.connection)
    add_summaries(world.connection, "2021-03-31-hand", date(2021, 3, 31))
    with closing(world.connection):
        yield world
