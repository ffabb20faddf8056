import pytest
from small_site import Site
from small_world import write_small_world


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The site over the small world, whose answers are counted by hand."""
    path = tmp_path_factory.mktemp("small") / "trainings.db"
    write_small_world(path)
    return Site(path)
