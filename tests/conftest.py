"""What many tests share: the real reference lists, read once, and one real release."""

import shutil

import pytest
from hypothesis import settings
from small_site import Site, WholeSite, link_site
from small_world import write_small_world

from ingest.pipeline import REFERENCE, build_release
from ingest.read.headers import load_headers
from ingest.receive import Receiver
from ingest.resolve.row import load_reference

settings.register_profile("same-every-time", max_examples=100, deadline=None, derandomize=True)
settings.load_profile("same-every-time")


@pytest.fixture(scope="session")
def headers():
    return load_headers(REFERENCE / "headers.csv")


@pytest.fixture(scope="session")
def reference():
    return load_reference(REFERENCE)


@pytest.fixture(scope="session")
def gazetteer(reference):
    return reference.places.gazetteer


@pytest.fixture(scope="session")
def receiver(headers, reference):
    return Receiver(headers, reference)


@pytest.fixture(scope="session")
def sample_release(tmp_path_factory):
    """Build the sample and return what the build did. Copy what you mean to break."""
    folder = tmp_path_factory.mktemp("sample")
    submissions = REFERENCE.parent / "submissions"
    return build_release(submissions, folder / "releases", folder / "intake.db")


@pytest.fixture(scope="session")
def sample_folder(sample_release, tmp_path_factory):
    """The sample's release as a folder that `datasette serve` takes for a whole site."""
    folder = tmp_path_factory.mktemp("site") / "release"
    shutil.copytree(sample_release.release, folder)
    link_site(folder)
    return folder


@pytest.fixture(scope="session")
def sample_site(sample_folder):
    return WholeSite(sample_folder)


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The pages over the few events of which the answers are counted by hand."""
    path = tmp_path_factory.mktemp("small") / "trainings.db"
    write_small_world(path)
    return Site(path)
