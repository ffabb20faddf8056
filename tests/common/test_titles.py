"""Titles of columns as the names that a chart is made of."""

from ingest.common.titles import column_title, names_for_chart, table_title
from ingest.schema import PUBLIC_TABLES


def test_a_full_stop_gives_way_to_a_dot_that_vega_does_not_read():
    (name,) = names_for_chart(["gap_points"], {"gap_points": "Розрив, в. п."})
    assert "." not in name
    assert name == "Розрив, в․ п․"


def test_two_columns_of_one_title_stay_two_and_one_without_a_title_keeps_its_name():
    titles = {"a": "Назва", "b": "Назва"}
    assert names_for_chart(["a", "b", "c"], titles) == ["Назва", "Назва (b)", "c"]


def test_every_column_of_every_table_has_a_title_of_its_own():
    for table in PUBLIC_TABLES:
        titles = [column_title(table.name, column.name) for column in table.columns]
        assert len(set(titles)) == len(titles)
        assert table_title(table.name) != table.name


def test_the_map_takes_its_titles_from_the_tables_it_joins():
    assert table_title("training_place").startswith("Мапа")
    assert column_title("training_place", "title") == column_title("training", "title")
    assert column_title("training_place", "hromada") == "Громада"
    assert column_title(None, "x") == "x"
