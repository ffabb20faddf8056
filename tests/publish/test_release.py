"""A built database → a release that `current` points to: whole or not at all, kill or no kill."""

import hashlib
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from small_site import add, create_database

from ingest.pipeline import build_release
from ingest.problems import BuildRefused
from ingest.publish.release import building_folder, hash_content, lock_releases, write_release
from ingest.schema import PUBLIC_TABLES

SUBMISSIONS = Path(__file__).parents[2] / "submissions"
FILES = ["inspect-data.json", "manifest.json", "trainings.db"]


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def count_rows(path):
    with closing(sqlite3.connect(path)) as connection:
        return {
            table.name: connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
            for table in PUBLIC_TABLES
        }


def write_database(path, *topics):
    with closing(create_database(path)) as connection:
        for topic in topics:
            add(connection, "topic", topic_code=topic, topic_name=topic)
        connection.commit()


def publish(releases, release_id, *topics):
    """Publish a database that holds these topics and nothing else."""
    with lock_releases(releases), building_folder(releases) as folder:
        write_database(folder / "trainings.db", *topics)
        return write_release(folder, releases, release_id)


def current_of(releases):
    """Return the name of the release that `current` points to, having checked it is whole."""
    release = (releases / "current").resolve(strict=True)
    database = release / "trainings.db"
    assert sha256(database) == read_json(release / "manifest.json")["sha256"]
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return release.name


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def releases(tmp_path):
    return tmp_path / "releases"


def test_the_release_of_the_sample_is_named_by_its_day_and_has_its_files(sample_release):
    release = sample_release.release
    day, digest = release.name[:10], release.name[11:]
    assert date.fromisoformat(day) == date(2026, 3, 31)
    assert len(digest) == 8
    assert int(digest, 16) >= 0
    assert names(release) == FILES
    assert names(release.parent) == [".lock", release.name, "current"]


def test_current_is_a_relative_link(sample_release):
    link = sample_release.release.parent / "current"
    assert link.readlink() == Path(sample_release.release.name)
    assert link.resolve() == sample_release.release.resolve()


def test_the_manifest_tells_what_is_in_the_database(sample_release):
    release = sample_release.release
    database = release / "trainings.db"
    manifest = read_json(release / "manifest.json")
    with closing(sqlite3.connect(database)) as connection:
        content = hash_content(connection)
    assert manifest == {
        "release_id": release.name,
        "sha256": sha256(database),
        "content_sha256": content,
        "bytes": len(database.read_bytes()),
        "rows": count_rows(database),
    }
    assert manifest["rows"]["training"] == 124


def test_datasette_is_told_the_same(sample_release):
    database = sample_release.release / "trainings.db"
    assert read_json(sample_release.release / "inspect-data.json") == {
        "trainings": {
            "hash": sha256(database),
            "size": len(database.read_bytes()),
            "file": "trainings.db",
            "tables": {table: {"count": count} for table, count in count_rows(database).items()},
        }
    }


def hash_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return hash_content(connection)


def test_the_hash_of_the_content_is_of_the_rows_and_not_of_the_file(tmp_path):
    first, second, other = (tmp_path / f"{name}.db" for name in ("first", "second", "other"))
    write_database(first, "budget", "hr")
    write_database(second, "hr", "budget")
    write_database(other, "budget", "land")
    with closing(sqlite3.connect(second)) as connection:
        connection.execute("PRAGMA user_version = 7")
    assert sha256(first) != sha256(second)
    assert hash_of(first) == hash_of(second) != hash_of(other)


def test_a_later_release_leaves_the_former_beside_it(releases):
    first = publish(releases, "2020-12-31-aaaaaaaa", "budget")
    before = {name: sha256(first / name) for name in FILES}
    second = publish(releases, "2021-03-31-bbbbbbbb", "budget", "hr")
    assert current_of(releases) == "2021-03-31-bbbbbbbb"
    assert count_rows(second / "trainings.db")["topic"] == 2
    assert {name: sha256(first / name) for name in FILES} == before


def test_a_release_of_the_same_inputs_is_kept_as_it_is(releases):
    first = publish(releases, "2020-12-31-aaaaaaaa", "budget")
    inodes = [(first / name).stat().st_ino for name in FILES]
    again = publish(releases, "2020-12-31-aaaaaaaa", "budget")
    assert again == first
    assert [(first / name).stat().st_ino for name in FILES] == inodes
    assert names(releases) == [".lock", first.name, "current"]


def test_back_to_an_earlier_release_is_one_build_of_it(releases):
    for name in ("2020-12-31-aaaaaaaa", "2021-03-31-bbbbbbbb", "2020-12-31-aaaaaaaa"):
        publish(releases, name, name)
        assert current_of(releases) == name


def truncate(release):
    database = release / "trainings.db"
    database.write_bytes(database.read_bytes()[:-4096])


@pytest.mark.parametrize(
    "damage",
    [
        truncate,
        lambda release: (release / "trainings.db").unlink(),
        lambda release: (release / "manifest.json").unlink(),
        lambda release: (release / "inspect-data.json").unlink(),
        lambda release: (release / "manifest.json").write_text("{"),
        lambda release: (release / "manifest.json").write_text("{}"),
        shutil.rmtree,
    ],
    ids=[
        "cut off",
        "no database",
        "no manifest",
        "no counts",
        "manifest cut off",
        "manifest without the hash",
        "no folder",
    ],
)
def test_a_broken_release_is_replaced_by_a_whole_one(releases, damage):
    release = publish(releases, "2020-12-31-aaaaaaaa", "budget")
    damage(release)
    publish(releases, "2020-12-31-aaaaaaaa", "budget")
    assert current_of(releases) == release.name
    assert names(release) == FILES
    publish(releases, "2021-03-31-bbbbbbbb", "budget")
    assert names(releases) == [".lock", release.name, "2021-03-31-bbbbbbbb", "current"]


def test_what_a_killed_build_left_is_removed(releases):
    releases.mkdir()
    folder = releases / ".building-1"
    folder.mkdir()
    (folder / "trainings.db").write_bytes(b"half")
    (releases / ".building-link-1").symlink_to("nowhere")
    (releases / ".building-broken-1").mkdir()
    (releases / ".building-file").write_bytes(b"")
    (releases / "2020-09-30-kept").mkdir()
    with lock_releases(releases):
        assert names(releases) == [".lock", "2020-09-30-kept"]


def test_a_build_that_fails_leaves_nothing(releases):
    with pytest.raises(BuildRefused), lock_releases(releases), building_folder(releases) as folder:
        raise BuildRefused(folder.name)
    assert names(releases) == [".lock"]


def test_a_second_build_at_the_same_time_is_refused_and_touches_nothing(releases):
    with lock_releases(releases), building_folder(releases) as folder:
        with pytest.raises(BuildRefused), lock_releases(releases):
            pytest.fail("two builds at once")
        assert folder.is_dir()
    publish(releases, "2020-12-31-aaaaaaaa")


HOLD = """
import fcntl, sys
with open(sys.argv[1], "w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    input()
"""


def test_a_build_while_another_process_holds_the_lock_is_refused(releases, tmp_path):
    releases.mkdir()
    (releases / ".lock").touch()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, releases / ".lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BuildRefused):
            build_release(SUBMISSIONS, releases, tmp_path / "intake.db")
        holder.communicate(b"\n")
    assert not (tmp_path / "intake.db").exists()
    publish(releases, "2020-12-31-aaaaaaaa")


# Kill -9.

FORMER_DAY = date(2025, 12, 31)


@pytest.fixture(scope="module")
def former(tmp_path_factory):
    """A folder with the release of a quarter before the last, to be copied."""
    folder = tmp_path_factory.mktemp("former")
    build_release(SUBMISSIONS, folder / "releases", folder / "intake.db", as_of=FORMER_DAY)
    return folder


@pytest.fixture
def folder(former, tmp_path):
    return shutil.copytree(former, tmp_path / "copy", symlinks=True)


BUILD = ("build", "--submissions", SUBMISSIONS, "--releases", "releases", "--intake", "intake.db")
STOP_AT = """
import os, signal, sys

def stop(event, arguments):
    if event == sys.argv[1] and sys.argv[2] in str(arguments[0]):
        os.kill(os.getpid(), signal.SIGKILL)

from ingest.cli import main
sys.addaudithook(stop)
sys.exit(main(sys.argv[3:]))
"""
"""Runs the command and dies just before the first operation of a kind on a path."""


def start(folder, *arguments):
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def assert_the_former_stands_and_the_next_build_succeeds(folder):
    releases = folder / "releases"
    assert current_of(releases).startswith(FORMER_DAY.isoformat())
    summary = build_release(SUBMISSIONS, releases, folder / "intake.db")
    assert current_of(releases) == summary.release.name
    assert summary.release.name.startswith("2026-03-31")
    left = {path.name for path in folder.iterdir()}
    assert left - {"answers"} == {"intake.db", "releases"}
    assert len(names(releases)) == 4, names(releases)  # two releases, the link and the lock


def kill_when(process, is_time):
    """Kill the process as soon as `is_time()`; it must not have ended before."""
    deadline = time.monotonic() + 60
    while not is_time():
        assert process.poll() is None, "it ended before the moment came"
        assert time.monotonic() < deadline
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


@pytest.mark.parametrize(
    ("pattern", "size"),
    [("releases/.building-*", 1), ("releases/.building-*/trainings.db", 100_000)],
    ids=["it has begun", "it writes the database"],
)
def test_a_build_killed_at_work_leaves_the_former_release(folder, pattern, size):
    process = start(folder, "-m", "ingest.cli", *BUILD)
    kill_when(process, lambda: any(path.stat().st_size >= size for path in folder.glob(pattern)))
    assert len(list(folder.glob("releases/.building-*"))) == 1
    assert_the_former_stands_and_the_next_build_succeeds(folder)


def test_a_build_killed_before_its_release_has_a_name_leaves_the_former(folder):
    process = start(folder, "-c", STOP_AT, "os.rename", "releases/.building-", *BUILD)
    assert process.wait(60) == -signal.SIGKILL
    (building,) = folder.glob("releases/.building-*")
    assert names(building) == FILES
    assert_the_former_stands_and_the_next_build_succeeds(folder)


PUBLISH = """
import os, signal, sys
from pathlib import Path
from ingest.publish.release import building_folder, lock_releases, write_release

releases, database, release_id = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
left = int(sys.argv[4])

def count(event, arguments):
    global left
    if not any(str(releases) in str(argument) for argument in arguments):
        return
    writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event in ("os.mkdir", "os.rename", "os.symlink", "os.remove", "os.rmdir"):
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

sys.addaudithook(count)
with lock_releases(releases), building_folder(releases) as folder:
    (folder / "trainings.db").write_bytes(database.read_bytes())
    write_release(folder, releases, release_id)
"""
"""Publishes a database and dies before the given one of its changes to the folder."""


@pytest.mark.parametrize(("target", "changes"), [("absent", 9), ("broken", 10)])
def test_killed_before_any_change_it_leaves_a_whole_release(tmp_path, target, changes):
    """Each change is made, or not made, in one step: between two of them nothing is half done.

    Lock, folder, three files, the folder's name, link and current; a broken release is put
    aside before, and away with after.
    """
    database = tmp_path / "new.db"
    write_database(database, "budget", "hr")
    template = tmp_path / "template"
    publish(template, "former", "budget")
    if target == "broken":
        shutil.copytree(template / "former", template / "new")
        truncate(template / "new")
    current = []
    for number in range(30):
        releases = shutil.copytree(template, tmp_path / str(number), symlinks=True)
        code = start(tmp_path, "-c", PUBLISH, releases, database, "new", str(number)).wait(60)
        current.append(current_of(releases))
        publish(releases, "new", "budget", "hr")
        assert current_of(releases) == "new", number
        assert names(releases) == [".lock", "current", "former", "new"], number
        if code == 0:
            break
        assert code == -signal.SIGKILL, number
    assert code == 0
    assert current == ["former"] * changes + ["new"] * (len(current) - changes)
    assert (len(current) > changes + 1) == (target == "broken")


def test_a_broken_release_that_was_replaced_is_removed(tmp_path):
    for _ in range(2):
        with lock_releases(tmp_path), building_folder(tmp_path) as folder:
            create_database(folder / "trainings.db").close()
            release = write_release(folder, tmp_path, "2020-12-31-aaaaaaaa")
        (release / "manifest.json").unlink()
    assert list(tmp_path.glob(".building-*")) == []
