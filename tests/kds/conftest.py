"""Every test of the display begins in English, whatever language another one has it speak."""

from collections.abc import Iterator

import pytest

from kds_tui.core.texts import speak


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The language belongs to the process, which tests share."""
    speak("en")
    yield
    speak("en")
