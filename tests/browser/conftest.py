"""A real Chromium before the sample's site, as `make serve` serves it."""

import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright
from programs import find_program

DESKTOP = {"width": 1280, "height": 900}
_SECONDS_TO_START = 30


@pytest.fixture(scope="session")
def address(sample_folder):
    """Serve the sample at a free port of this machine and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = ["-m", "datasette", "serve", str(sample_folder), "--host", "127.0.0.1"]
    server = subprocess.Popen(
        [sys.executable, *command, "--port", port],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(server, address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(server, address):
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the server ended with {server.returncode}")
        try:
            urlopen(f"{address}/-/versions.json").close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"no answer from {address} in {_SECONDS_TO_START} s")


@pytest.fixture(scope="module")
def chromium():
    # For these tests only: while Playwright runs, the other tests could run no event loop.
    path = find_program(["chromium", "chromium-browser"], "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, address):
    """Return a function that opens a path; its page must not err nor ask anyone but our server."""
    contexts, faults = [], []

    def open_page(path, viewport=DESKTOP, **options):
        context = chromium.new_context(
            base_url=address, viewport=viewport, **{"locale": "uk-UA"} | options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{path}: {error}"))
        page.on("request", lambda request: _note_outsiders(request.url, address, faults))
        page.on(
            "response", lambda r: r.status < 400 or faults.append(f"{path}: {r.status} {r.url}")
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _note_outsiders(url, address, faults):
    if not url.startswith((address, "data:", "blob:")):
        faults.append(f"a request to {url}")
