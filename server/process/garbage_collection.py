"""Garbage collection as a process wants it that answers requests: rare, and never over what stays."""

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 100
"""Thresholds of the three generations: the oldest, with all menus in it, takes a tenth of a second to look through."""


def leave_start_up_out_of_collections() -> None:
    """Keep garbage collection to what requests make, and rarer: reading a large menu takes half the time so."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
