"""Running a display, with garbage collection as it wants it: a look over all that it holds would make a key wait."""

import gc

from kds_tui.ui.app import KitchenApp

YOUNG, MIDDLE, OLD = 10_000, 10, 10
"""Thresholds of the three generations: what is drawn is freed without them, so there is little to look for."""


def run(app: KitchenApp) -> str | None:
    """Show `app` until it is closed; why, where it was not the person who closed it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    return app.run()
