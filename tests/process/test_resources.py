"""How many connections a server can hold is what the system allows, not what shells start with."""

import subprocess
import sys

import pytest

PROGRAM = """
import resource, sys
from server.process.resources import raise_file_limit
resource.setrlimit(resource.RLIMIT_NOFILE, (100, int(sys.argv[1])))
raise_file_limit(print)
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.parametrize(("hard", "warned"), [(4095, True), (4096, False)])
def test_the_soft_limit_is_raised_to_the_hard_one(hard: int, warned: bool) -> None:  # noqa: FBT001
    """It is the hard limit afterwards; one that is too low for a busy server is said, with what to do."""
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(hard)], capture_output=True, text=True, check=True
    )
    *said, limits = ran.stdout.splitlines()
    assert limits == f"{hard} {hard}"
    assert bool(said) == warned
    if said:
        assert "4095 connections" in said[0]
        assert "LimitNOFILE" in said[0]
