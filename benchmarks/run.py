"""What the build and the site cost: a table of seconds, processor time and memory.

Every figure is of a process of its own. The rows are invented (see generate.py); the same
files are loaded by csvs-to-sqlite as they are, to have something to compare with.

    python -m benchmarks.run [--rows 120000] [--files 480] [--keep DIR]
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from benchmarks.flat import time_flat, time_raw
from benchmarks.generate import generate
from ingest.common.canned import load_canned_queries

ROOT = Path(__file__).resolve().parent.parent
SITE = ("metadata.yml", "settings.json", "templates", "plugins", "static")
QUESTIONS = load_canned_queries(ROOT / "canned_queries" / "trainings")
PAGES = (
    "/",
    "/trainings/training",
    "/trainings/training?_quarter=2021-Q1",
    "/trainings/training.json?_search=бюджет",
    "/search?q=бюджетів",
    "/hromada/UA74020050000033944",
    "/trainings/oblast/UA53000000000028050",
    "/trainings/project/u-lead",
    "/trainings/training/{event}",
)
REQUESTS = 40


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds by the clock and of the processor, and its peak in MiB."""

    wall: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s | {self.cpu:.1f} s | {self.peak:.0f} MiB"


def measure(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end; RuntimeError if it fails."""
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    wall = time.perf_counter() - begun
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(submissions: Path, out: Path) -> Cost:
    """Build and publish the files of `submissions` in `out`/releases."""
    command: list[str | Path] = [sys.executable, "-m", "ingest.cli", "build"]
    command += ["--submissions", submissions]
    return measure([*command, "--releases", out / "releases", "--intake", out / "intake.db"])


def load_flat(submissions: Path, out: Path) -> Cost:
    """Load the same files by csvs-to-sqlite into one flat table, every cell as text."""
    # It names files by their last part: those of one project would take each other's place.
    files = out / "flat"
    files.mkdir()
    for path in submissions.glob("*/*.csv"):
        (files / f"{path.parent.name}-{path.name}").symlink_to(path)
    command = Path(sys.executable).with_name("csvs-to-sqlite")
    return measure([command, "--table", "training", "--just-strings", files, out / "flat.db"])


@contextmanager
def serve(release: Path) -> Iterator[tuple[http.client.HTTPConnection, float]]:
    """Serve a release; yield a connection and the seconds from the start to the first byte."""
    for name in SITE:
        (release / name).unlink(missing_ok=True)
        (release / name).symlink_to(ROOT / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(release), "--port", str(port)]
    begun = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            try:
                connection.request("GET", "/")
                connection.getresponse().read()
                break
            except ConnectionRefusedError:
                if server.poll() is not None:
                    raise RuntimeError(f"the server ended with {server.returncode}") from None
                time.sleep(0.01)
        yield connection, time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait()


def time_requests(connection: http.client.HTTPConnection, path: str) -> str:
    """Return the median and the 95th percentile of the milliseconds of `path`, as two cells.

    Datasette cuts a query off after its time limit and answers 400: then that is said.
    """
    took = []
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        connection.request("GET", quote(path, safe="/?=&"))
        answer = connection.getresponse()
        answer.read()
        took.append(1000 * (time.perf_counter() - begun))
        if answer.status == http.client.BAD_REQUEST:
            return "cut off | cut off"
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {answer.status}")
    return f"{statistics.median(took):.1f} | {statistics.quantiles(took, n=20)[-1]:.1f}"


def report(rows: int, files: int, folder: Path) -> None:
    """Measure and print, a line as soon as it is known."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}, SQLite {sqlite3.sqlite_version}\n")
    print("| what | wall | CPU | peak |\n|---|---|---|---|")
    print(
        "| the sample, built and published |", build(ROOT / "submissions", folder / "sample"), "|"
    )
    submissions = folder / "submissions"
    generate(submissions, rows, files)
    made = f"{rows:,} rows in {files} files"
    print(f"| {made}, built and published |", build(submissions, folder), "|", flush=True)
    print(f"| {made}, csvs-to-sqlite |", load_flat(submissions, folder), "|", flush=True)
    release = (folder / "releases" / "current").resolve()
    flat = time_flat(folder / "flat.db", ROOT / "reference")
    raw = {
        query.name: time_raw(
            release / "trainings.db", query.sql, {p.name: "" for p in query.parameters}
        )
        for query in QUESTIONS
    }
    with serve(release) as (connection, first_byte):
        size = (release / "trainings.db").stat().st_size
        print(f"\n{size / 1e6:.0f} MB served; start to the first byte {first_byte:.2f} s\n")
        print("| page | p50, ms | p95, ms |\n|---|---|---|")
        with closing(sqlite3.connect(release / "trainings.db")) as database:
            (event,) = database.execute("SELECT min(training_id) FROM training").fetchone()
        for path in (page.format(event=event) for page in PAGES):
            print(f"| {path} | {time_requests(connection, path)} |", flush=True)
        print("\n| question, as JSON | p50, ms | p95, ms | its SQL, ms | the flat table, ms |")
        print("|---|---|---|---|---|")
        for query in QUESTIONS:
            http = time_requests(connection, f"/trainings/{query.name}.json?_shape=array")
            told = f"{raw[query.name]} | {flat.get(query.name, '')}"
            print(f"| {query.name} | {http} | {told} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=120_000)
    parser.add_argument("--files", type=int, default=480)
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="an empty folder to leave it all in"
    )
    options = parser.parse_args()
    if options.keep:
        report(options.rows, options.files, options.keep)
        return
    with TemporaryDirectory() as folder:
        report(options.rows, options.files, Path(folder))


if __name__ == "__main__":
    main()
