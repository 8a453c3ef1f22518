"""A misspelt word finds the same known words, however many are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.parsing.text import spelling
from server.parsing.text.spelling import Spelling

LETTERS = "abeot"
WORDS = st.text(LETTERS, min_size=1, max_size=11)


@pytest.fixture(params=["compared", "looked up"])
def _many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How known words are found: by comparing each, or in tables."""
    monkeypatch.setattr(spelling, "FEW", 1_000 if request.param == "compared" else 0)


@given(st.sets(WORDS, max_size=30), st.lists(WORDS, max_size=12))
def test_few_and_many_words_are_found_alike(known: set[str], asked: list[str]) -> None:
    """Comparing each known word and looking into tables come to the same."""

    def found(few: int) -> list[object]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(spelling, "FEW", few)
            words = Spelling(known)
            return [(words.near(word), words.alike(word), words.resembles(word)) for word in asked]

    assert found(0) == found(len(known))


@pytest.mark.usefixtures("_many")
def test_slips_sounds_and_beginnings() -> None:
    """One slip in a word, two in a long one, a word by ear, and the beginning of one alone; never a short or another word."""
    words = Spelling(["cappuccino", "lasagne", "mayonnaise", "latte", "large", "larger", "soup"])
    assert [words.near(word) for word in ("capuccino", "cappucino", "lattte", "lete", "soap")] == [
        ["cappuccino"], ["cappuccino"], ["latte"], [], [],
    ]  # fmt: skip
    assert words.alike("lazanya") == ["lasagne"]
    assert [words.completions(word) for word in ("mayo", "may", "larg", "latte")] == [
        ["mayonnaise"], [], ["large"], [],
    ]  # fmt: skip
    assert [words.resembles(word) for word in ("soap", "sand", "soup")] == [True, False, False]
