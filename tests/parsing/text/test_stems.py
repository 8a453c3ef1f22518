"""Endings play no part: one of a thing, several and a small one are the same word, and others are not."""

import pytest

from server.parsing.text.language import language
from server.parsing.text.tokens import words


def stems(code: str, *forms: str) -> set[str]:
    return {language(code).stem(words(form)[0]) for form in forms}


@pytest.mark.parametrize(
    "forms",
    [
        ("Flasche", "Flaschen"), ("Kirsche", "Kirschen"), ("Maultasche", "Maultaschen"), ("Quiche", "Quichen"),
        ("Glas", "Gläschen"), ("Bier", "Bierchen"), ("Kaffee", "Käffchen"), ("Muschel", "Muscheln"),
    ],
)  # fmt: skip
def test_german_forms_of_one_thing_are_one(forms: tuple[str, ...]) -> None:
    """A small one ends in -chen; what only ends in -schen in the plural is none."""
    assert len(stems("de", *forms)) == 1


def test_german_words_that_only_look_alike_stay_apart() -> None:
    """Bread rolls are no bread, chicken is no cock, and cake no cow."""
    assert len(stems("de", "Brot", "Brötchen", "Hahn", "Hähnchen", "Kuchen", "Kuh")) == 6
