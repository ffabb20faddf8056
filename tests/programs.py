"""Programs of the system that some tests need."""

import os
import shutil

import pytest


def find_program(names, package):
    """Return the path of the first of `names` that is there; without one the test says so.

    Where CI is set it fails: a check that passes over its tests checks nothing.
    """
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    reason = f"no {names[0]} on this machine: on Debian, apt-get install {package}"
    return pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
