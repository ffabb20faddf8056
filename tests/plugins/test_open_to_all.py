"""Rules of access hold where the metadata have one; without any no table is checked."""

import pytest
from small_site import Site, create_database

DENIED = {"id": "nobody"}


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "trainings.db"
    create_database(path).close()
    return path


@pytest.mark.parametrize(
    "metadata",
    [
        {"allow": DENIED},
        {"databases": {"trainings": {"tables": {"project": {"allow": DENIED}}}}},
        {"databases": {"trainings": {"allow": DENIED}}},
    ],
)
def test_a_rule_anywhere_in_the_metadata_holds(database, metadata):
    assert Site(database, metadata=metadata).get("/trainings/project.json").status_code == 403


def test_without_a_rule_the_metadata_are_not_read_for_each_table(database, monkeypatch):
    site = Site(database)
    site.get("/")
    read = []
    monkeypatch.setattr(
        type(site.datasette), "_table_permission_allows", lambda *names: read.append(names) or []
    )
    assert site.get("/trainings/project.json").status_code == 200
    assert site.get("/").status_code == 200
    assert read == []
