"""How familiar a reading is, by what its words do one after another."""

from pathlib import Path

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import analyse
from server.parsing.matching.index import MenuIndex
from server.parsing.result.confidence import confidence
from server.parsing.result.familiar import (
    counts_of,
    features_of,
    read_seen,
    sequences,
    surprise,
    write_seen,
)

MENU = load_menu((Path(__file__).parents[1] / "menus/harbour.yaml").read_bytes())


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("two lattes", ["number:before", "dish:head"]),
        ("a latte with oat milk, please", ["article:before", "dish:head", "with:used", "option:said", ",", "filler:used"]),
        ("latte flurbish", ["dish:head", "unknown:left"]),
    ],
)  # fmt: skip
def test_steps_tell_what_each_word_is_and_did(text: str, steps: list[str]) -> None:
    """A step is the kind of a span and what it did in the reading, whatever the menu calls it."""
    assert analyse(MenuIndex(MENU), text).readings[0].steps == steps


def test_what_was_seen_often_surprises_less() -> None:
    """A step that followed two others often is likelier than one that did rarely, and that than one that never did."""
    counts = counts_of({("a", "b", "c"): 90, ("a", "b", "d"): 2, ("d", "b", "e"): 2, ("e", "d", "f"): 4})
    told = [surprise("a", "b", third, counts) for third in ("c", "d", "e", "f", "g")]
    assert told == sorted(told)
    assert told[0] < 0.2
    assert told[1] > 3


def test_what_follows_one_step_tells_where_two_were_never_seen() -> None:
    """Behind steps that never stood together the last of them decides."""
    counts = counts_of({("a", "b", "c"): 50, ("x", "y", "d"): 50})
    assert surprise("y", "b", "c", counts) < 1 < surprise("y", "b", "d", counts)


def test_counts_are_read_as_they_were_written() -> None:
    """The file holds each sequence with its number, in lines that a person can read."""
    seen: dict[tuple[str, ...], int] = {
        ("^", "^", "dish:head"): 3,
        ("^", "dish:head", ","): 1,
        ("^", "dish:head", "$"): 2,
    }
    text = write_seen(seen)
    assert text == "^ ^ = dish:head 3\n^ dish:head = $ 2; , 1\n"
    assert read_seen(f"# what it is\n{text}") == seen


def test_a_text_begins_and_ends() -> None:
    """Beginning and end are steps too, so that one word alone has sequences."""
    assert list(sequences(["a"])) == [("^", "^", "a"), ("^", "a", "$")]


def test_a_strange_order_of_words_is_less_sure() -> None:
    """The same reading with steps in an order that was never right is called less sure."""
    reading = analyse(MenuIndex(MENU), "two lattes and a flat white please").readings[0]
    strange = features_of([*reading.steps[::-1]])
    assert confidence({**reading.features, **strange}) < confidence(reading.features)
    assert strange["surprise.mean"] > reading.features["surprise.mean"]
