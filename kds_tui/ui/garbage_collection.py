"""Garbage collection as a display wants it: a look over all that it holds would make a key wait."""

import gc

YOUNG, MIDDLE, OLD = 10_000, 10, 10
"""Thresholds of the three generations: what is drawn is freed without them, so there is little to look for."""


def keep_start_up_out_of_collections() -> None:
    """Leave what is loaded by now, and stays, out of every collection from here on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
