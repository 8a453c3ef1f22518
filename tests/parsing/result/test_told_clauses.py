"""Clauses that only tell why, or remark on something: the staff is told of them, and they keep no order open."""

import pytest

from tests.parsing.kitchens import dialog, hear, order

MENUS = {"harbour": "two lattes", "meals": "two hot dogs"}
REASONS = (
    "because it gives me heartburn",
    "cos the doctor grumbled",
    "he's gone home",
    "she isn't hungry",
    "my brother can't chew very well",
    "Tom's driving the boat",
)
ABROAD = (
    ("de", "zwei Burger", ", weil die Kleine so quengelig ist"),
    ("de", "zwei Burger", ", er ist schon heimgegangen"),
    ("fr", "deux burgers", " parce que ma fille est grincheuse"),
    ("es", "dos hamburguesas", " porque mi hijo está agotado"),
    ("it", "due hamburger", " perché mio figlio è esausto"),
    ("pt", "dois hambúrgueres", " porque o meu filho está esgotado"),
    ("nl", "twee burgers", ", omdat mijn zoon uitgeput is"),
    ("pl", "dwa burgery", ", bo syn jest wykończony"),
)
MATTERS = (
    "two lattes, he wants gloop",
    "two lattes because she wants gloop",
    "two lattes because he's bringing seven",
    "two lattes because he's vegan and tired",
    "two lattes, she isn't bothered by mushrooms",
    "two lattes because is it raining?",
    "two lattes, the gloop isn't hot",
)


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("menu", MENUS)
def test_a_reason_behind_an_order_leaves_it_complete(menu: str, reason: str) -> None:
    """The order is the one without the reason, which the staff is told in full."""
    plain = MENUS[menu]
    heard = hear(f"{plain}, {reason}", menu)
    assert order(f"{plain}, {reason}", menu) == order(plain, menu)
    assert (heard.complete, heard.unmatched, heard.state.note) == (True, (), reason)


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_behind_a_dish_taken_away_leaves_the_rest(reason: str) -> None:
    """The dish is gone, the other one stays, and nothing is open."""
    heard = dialog("a latte and a chowder", f"cancel the chowder, {reason}")
    assert [line.item.name for line in heard.lines] == ["Latte"]
    assert (heard.complete, heard.state.note) == (True, reason)


@pytest.mark.parametrize(("menu", "plain", "reason"), ABROAD)
def test_reasons_in_other_languages_are_told_too(menu: str, plain: str, reason: str) -> None:
    """What nobody knows in a clause that begins with a word for a reason or a person is talk there, too."""
    heard = hear(plain + reason, menu)
    assert order(plain + reason, menu) == order(plain, menu)
    assert (heard.complete, heard.unmatched) == (True, ())


@pytest.mark.parametrize("text", MATTERS)
def test_clauses_that_may_order_something_stay_open(text: str) -> None:
    """A wish, a number, a diet, a food and a question are no reason."""
    assert not hear(text, "harbour").complete
