"""Options in one breath: each is said of the dish before it where the next dish has its own article or number."""

from itertools import combinations

import pytest

from tests.parsing.kitchens import hear, told

TOPPINGS = (
    "Pepperoni",
    "Mushrooms",
    "Pineapple",
    "Anchovies",
    "Rocket",
    "Jalapenos",
    "Red onions",
    "Italian sausage",
)
BEHIND = {
    "with a garlic bread": "1 Garlic bread",
    "also two quattro stagioni": "2 Quattro stagioni",
    "and a quattro stagioni": "1 Quattro stagioni",
}


@pytest.mark.parametrize("behind", BEHIND)
def test_every_option_of_a_list_without_pauses_stays_with_its_dish(behind: str) -> None:
    """Of the lists of two, six and seven of eight options, said without a comma, none loses one to the dish behind."""
    for count in (2, 6, 7):
        for some in combinations(TOPPINGS, count):
            listed = " ".join(some[:-1]) + " and " + some[-1]
            text = f"can i have a large margherita with {listed} {behind}".lower()
            understood = hear(text, "vento")
            wanted = [f"1 Margherita Large; {'; '.join(some)}", BEHIND[behind]]
            assert [told(line) for line in understood.lines] == wanted, text
            assert (understood.questions, understood.unmatched) == ((), ()), text


def test_a_size_may_be_said_before_an_article() -> None:
    """Half a pint is a size of what follows, though the dish has its own article."""
    understood = hear("a large margherita, large a quattro stagioni", "vento")
    assert [told(line) for line in understood.lines] == ["1 Margherita Large", "1 Quattro stagioni Large"]
