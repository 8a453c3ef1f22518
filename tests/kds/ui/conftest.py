"""How long a display in a test is given to come to rest, and how often it does what it does by itself."""

import pytest
from textual import _wait

from kds_tui.core import undo
from kds_tui.ui import app, sign_in
from tests.fixtures.patience import PATIENCE


@pytest.fixture(autouse=True)
def looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual calls an application idle that has done nothing for 20 ms, three times a key: 4 ms tell as much."""
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 0.004)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 0.001)


@pytest.fixture(autouse=True)
def undone_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done can be taken back for as long as a busy machine may take from one key to the next."""
    monkeypatch.setattr(undo, "UNDO_SECONDS", PATIENCE)


@pytest.fixture
def remembers_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display writes down its tickets as soon as they change, and not every two seconds."""
    monkeypatch.setattr(app, "REMEMBER_EVERY", 0.05)


@pytest.fixture
def claims_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display asks all the time whether its code is approved, and not every two seconds."""
    monkeypatch.setattr(sign_in, "CLAIM_EVERY", 0.05)
