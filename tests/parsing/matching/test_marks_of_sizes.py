"""Signs and letters that menus write for sizes are no small words of the language."""

import pytest

from tests.parsing.kitchens import menu_of, told, turns

ONIONS = {
    "name": "Belag",
    "options": [{"name": "Zwiebeln", "default": True}, {"name": "Mais"}, {"name": "Speck"}],
}


def _sized(*labels: str) -> dict[str, object]:
    sizes = [{"label": label, "price": 7 + i, "default": i == 0} for i, label in enumerate(labels)]
    return {"name": "14. Tonno", "variants": sizes, "modifier_groups": [ONIONS]}


@pytest.mark.parametrize(
    "labels", [("klein Ø 26 cm", "groß Ø 32 cm"), ("26cm Ø", "groß 32cm Ø"), ("kl. Ø26", "gr. Ø32")]
)
@pytest.mark.parametrize("dish", ["die 14", "einmal die 14", "Tonno", "eine Tonno"])
@pytest.mark.parametrize("refused", ["groß ohne Zwiebeln", "groß, ohne Zwiebeln", "ohne Zwiebeln, groß"])
def test_the_sign_for_a_diameter_refuses_nothing_and_hides_no_refusal(
    labels: tuple[str, ...], dish: str, refused: str
) -> None:
    """What is refused behind a size with a diameter is refused: the sign is no "o." for "ohne"."""
    understood = turns(menu_of(_sized(*labels)), f"{dish} {refused}")
    assert [told(line) for line in understood.lines] == [f"1 14. Tonno {labels[1]}; none Zwiebeln"]


@pytest.mark.parametrize("size", ["S", "M", "L"])
@pytest.mark.parametrize(("said", "option"), [("ohne Zwiebeln", "none Zwiebeln"), ("mit Mais", "Mais")])
def test_a_letter_that_a_size_is_called_by_is_no_word_cut_short(size: str, said: str, option: str) -> None:
    """Where a dish comes in M, "m" is that size and not "mit"."""
    index = menu_of(_sized("S", "M", "L"))
    understood = turns(index, f"eine Tonno {size} {said}")
    assert [told(line) for line in understood.lines] == [f"1 14. Tonno {size}; {option}"]
    assert [told(line) for line in turns(index, "eine Tonno mit Mais").lines] == ["1 14. Tonno; Mais"]
