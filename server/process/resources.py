"""What a process takes of its machine: open files and connections, and time for garbage collection."""

import gc
import resource
from collections.abc import Callable

ENOUGH = 65_536
"""Taken where the system sets no limit."""
FEW = 4096
YOUNG, MIDDLE, OLD = 20_000, 20, 100
"""Thresholds of the three generations: the oldest, with all menus in it, takes a tenth of a second to look through."""


def raise_file_limit(report: Callable[[str], None] | None = None) -> None:
    """Raise the soft limit to the hard one, for this process and those that it starts; `report` hears where it is low.

    The usual soft limit of 1024 is there for old programs; a thousand connections would stop a server with it.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if wanted < FEW and report is not None:
        report(
            f"This system lets a process hold {wanted} connections and files. A busy server needs more: "
            "raise LimitNOFILE or `ulimit -Hn`."
        )


def leave_start_up_out_of_collections() -> None:
    """Keep garbage collection to what requests make, and rarer: reading a large menu takes half the time so.

    What a start leaves behind is not looked for, as that takes a tenth of a second and finds some hundred kilobytes.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
