"""What the cells of a column tell of it."""

import pytest

from ingest.read.contents import tell_month_first


@pytest.mark.parametrize(
    ("cells", "is_first"),
    [
        (["10/12/2020", "10/25/2020"], True),
        (["10/15/2020-10/16/2020", "не знаю"], True),
        (["10/12/2020", "25/10/2020"], False),
        (["10/25/2020", "25/10/2020"], False),
        (["10/12/2020"], False),
        ([], False),
    ],
)
def test_a_column_tells_that_the_month_comes_first_only_if_no_day_of_it_denies(cells, is_first):
    assert tell_month_first(cells) is is_first
