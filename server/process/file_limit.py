"""How many files and connections the system lets a process hold open."""

import resource
from collections.abc import Callable

ENOUGH = 65_536
"""Taken where the system sets no limit."""
FEW = 4096


def raise_file_limit(report: Callable[[str], None]) -> None:
    """Raise the soft limit to the hard one, for this process and those that it starts; `report` hears where it is low.

    The usual soft limit of 1024 is there for old programs; a thousand connections would stop a server with it.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if wanted < FEW:
        report(
            f"This system lets a process hold {wanted} connections and files. A busy server needs more: "
            "raise LimitNOFILE or `ulimit -Hn`."
        )
