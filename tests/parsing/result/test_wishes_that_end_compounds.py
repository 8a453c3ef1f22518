"""A wish for what an option is in one word is in doubt: "mit Eis", where there is *Vanilleeis*."""

import pytest

from tests.parsing.kitchens import menu_of, turns

OPTIONS = {
    "de": ("Strudel", "ein Strudel mit Eis", "Vanilleeis"),
    "nl": ("Taart", "een taart met ijs", "Vanilleijs"),
}


@pytest.mark.parametrize("code", OPTIONS)
@pytest.mark.parametrize("has_option", [True, False])
def test_a_wish_that_ends_an_option_leaves_the_order_open(code: str, *, has_option: bool) -> None:
    """Without such an option it is told the kitchen."""
    dish, text, option = OPTIONS[code]
    group = {"name": "Extra", "options": [{"name": option if has_option else "Slagroom"}]}
    other = {"de": "Rinderbraten mit Soße", "nl": "Gebraden kip met saus"}[code]
    understood = turns(
        menu_of({"name": dish, "price": 4, "modifier_groups": [group]}, {"name": other, "price": 9}), text
    )
    assert [line.item.name for line in understood.lines] == [dish]
    assert understood.complete is not has_option
