"""The order in progress as a value: every edit keeps what was not edited."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Invalid
from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.pricing import breaches
from server.pages.diner import cart as carts
from server.pages.diner import heard
from server.pages.diner.cart import Asked, Cart, Option
from server.pages.diner.item_form import Form, read_line, states
from server.pages.diner.revalidation import revalidate
from server.wire.parsing import CartLine, CartModifier, CartVariant, ParseAnswer

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MILK = ModifierGroup(1, "Milk", 1, 1, (Modifier(11, "Whole", is_default=True), Modifier(12, "Oat", 50)))
EXTRAS = ModifierGroup(
    2, "Extras", 0, None, (Modifier(21, "Sugar", is_default=True), Modifier(22, "Shot", 80, max_quantity=3))
)
LATTE = Item(
    1,
    1,
    "Latte",
    variants=(Variant(1, "Small", 300), Variant(2, "Large", 400)),
    modifier_groups=(MILK, EXTRAS),
)
WATER = Item(2, 1, "Water", variants=(Variant(3, "Regular", 200),))
GONE = Item(3, 1, "Cake", sold_out=True, variants=(Variant(4, "Regular", 500),))
MENU = Menu("EUR", (Category(1, "All", items=(LATTE, WATER, GONE)),), 1)


def cart(*items: int) -> Cart:
    return Cart(lines=[CartLine(menu_item_id=item, name=f"item {item}") for item in items])


def test_the_same_dish_twice_is_one_line() -> None:
    """Adding what is ordered already raises its quantity, up to the most that a line may have."""
    line = CartLine(menu_item_id=2, quantity=3)
    assert [x.quantity for x in carts.add(carts.add(Cart(), line, 50), line, 5).lines] == [5]


def test_a_dish_made_otherwise_is_its_own_line() -> None:
    """A note or another choice makes another line."""
    other = CartLine(menu_item_id=2, special_requests="no ice")
    assert len(carts.add(cart(2), other, 50).lines) == 2


def test_removing_a_line_keeps_the_questions_of_the_others() -> None:
    """Questions follow their lines when one before them goes, and go with their own."""
    asked = [Asked(line=n, kind="did_you_mean", text=str(n)) for n in (0, 1, 2)]
    left = carts.remove(cart(1, 2, 1).model_copy(update={"asked": asked}), 1)
    assert [(a.line, a.text) for a in left.asked] == [(0, "0"), (1, "2")]


def test_none_of_it_takes_the_line_off() -> None:
    """A quantity of nothing removes the line."""
    assert carts.set_quantity(cart(1, 2), 0, 0, 50).lines == cart(2).lines


def test_settling_says_what_is_gone() -> None:
    """What left the menu or has run out is taken off and named; the rest stays in its order."""
    settled = revalidate(cart(2, 3, 99, 1), MENU, 50, NOW)
    assert [line.menu_item_id for line in settled.lines] == [2, 1]
    assert (settled.sold_out, settled.unmatched) == (["Cake"], ["item 99"])


def test_settling_believes_no_number() -> None:
    """Quantities, choices and sizes that the menu does not know are cut to what it does."""
    wild = CartLine(
        menu_item_id=1,
        quantity=10**6,
        variant=CartVariant(id=77),
        modifiers=[CartModifier(modifier_id=22, quantity=99), CartModifier(modifier_id=5)],
    )
    (line,) = revalidate(Cart(lines=[wild]), MENU, 50, NOW).lines
    assert (line.quantity, line.variant, [(m.modifier_id, m.quantity) for m in line.modifiers]) == (
        50,
        None,
        [(22, 3)],
    )


def test_picking_in_a_group_of_one_takes_the_place_of_the_default() -> None:
    """Oat instead of whole milk keeps the rule of exactly one, and picking again changes it back."""
    oat = carts.pick(CartLine(menu_item_id=1), LATTE, CartModifier(modifier_id=12))
    whole = carts.pick(oat, LATTE, CartModifier(modifier_id=11))
    for line, wanted in ((oat, {11: "none", 12: "regular"}), (whole, {11: "regular"})):
        assert {m.modifier_id: m.amount for m in line.modifiers} == wanted
        picked = [
            (m, p.amount, p.quantity)
            for g in LATTE.modifier_groups
            for m in g.modifiers
            for p in line.modifiers
            if p.modifier_id == m.id
        ]
        assert breaches(LATTE, picked) == []


def test_an_answer_adds_the_dish_that_was_meant() -> None:
    """Choosing what was meant adds that dish and closes the question; there is no third option."""
    asked = Asked(
        kind="did_you_mean", text="?", options=[Option(id=2, name="Water"), Option(id=1, name="Latte")]
    )
    answered = heard.answer(Cart(asked=[asked]), 0, asked.options[0], MENU)
    assert ([line.menu_item_id for line in answered.lines], answered.asked) == ([2], [])
    with pytest.raises(Invalid):
        heard.find_option(Cart(asked=[asked]), 0, 2)


def test_an_answer_about_a_line_is_its_choice() -> None:
    """Choosing an option of a line's own groups picks it there, as much of it as was said."""
    option = Option(id=22, name="Shot", amount="extra", quantity=2)
    asked = Asked(line=0, kind="did_you_mean", text="?", options=[option])
    (line,) = heard.answer(cart(1).model_copy(update={"asked": [asked]}), 0, option, MENU).lines
    assert line.modifiers == [CartModifier(modifier_id=22, amount="extra", quantity=2)]


def test_words_stay_beside_the_lines_they_came_from() -> None:
    """A second text keeps the words of the first beside its lines."""
    first = cart(2).lines[0].model_copy(update={"source": "a water"})
    answer = ParseAnswer.model_validate(
        {
            "items": [
                {
                    "menu_item_id": n,
                    "name": "x",
                    "variant": None,
                    "variant_stated": False,
                    "quantity": 1,
                    "modifiers": [],
                    "special_requests": "",
                    "unit_price": "1.00",
                    "line_total": "1.00",
                    "source": source,
                }
                for n, source in ((2, ""), (1, "a latte"))
            ],
            "questions": [],
            "unmatched": ["carpet"],
            "unavailable": [],
            "total_price": "2.00",
            "currency": "EUR",
            "language": "en",
            "complete": False,
            "parser": "grammar",
        }
    )
    after = heard.with_answer(Cart(lines=[first], said="a water"), "a latte", answer)
    assert [line.source for line in after.lines] == ["a water", "a latte"]
    assert (after.said, after.unmatched) == ("a water / a latte", ["carpet"])


def test_what_is_shown_as_chosen_is_what_comes_back() -> None:
    """The form of a line, sent back as it is shown, gives the same line: with and without its defaults."""
    for line in (
        CartLine(menu_item_id=1, variant=CartVariant(id=2), name="Latte", variant_stated=True),
        CartLine(
            menu_item_id=1,
            name="Latte",
            variant=CartVariant(id=1),
            variant_stated=True,
            modifiers=[
                CartModifier(modifier_id=12),
                CartModifier(modifier_id=21, amount="none"),
                CartModifier(modifier_id=22, amount="extra", quantity=2),
            ],
            special_requests="ALLERGY: nuts",
        ),
    ):
        assert read_line(LATTE, _as_sent(line), 50) == line


def _as_sent(line: CartLine) -> Form:
    fields: dict[str, list[str]] = {"quantity": [str(line.quantity)]}
    if line.variant:
        fields["variant"] = [str(line.variant.id)]
    if line.special_requests:
        fields |= {"note": [line.special_requests.removeprefix("ALLERGY: ")], "allergy": ["yes"]}
    for group in LATTE.modifier_groups:
        shown = states(group, line)
        fields[f"g{group.id}"] = [str(s.modifier.id) for s in shown if s.chosen]
        for state in shown:
            fields[f"a{state.modifier.id}"] = [state.amount]
            fields[f"n{state.modifier.id}"] = [str(state.quantity)]
    return Form(fields)


@given(
    st.dictionaries(
        st.sampled_from(["variant", "g1", "g2", "a22", "n22", "quantity", "note"]),
        st.lists(st.text(max_size=8) | st.integers(-5, 30).map(str), min_size=1, max_size=3),
    )
)
def test_any_form_gives_a_line(fields: dict[str, list[str]]) -> None:
    """Whatever a form holds, the line read from it names choices of its dish, within their bounds."""
    line = read_line(LATTE, Form(fields), 50)
    assert 1 <= line.quantity <= 50
    assert {m.modifier_id for m in line.modifiers} <= {11, 12, 21, 22}
    assert all(m.quantity <= 3 for m in line.modifiers)


@given(st.binary(max_size=60).map(lambda raw: raw.decode("utf-8", "replace")))
def test_a_cart_is_read_or_refused(text: str) -> None:
    """Any text in the form's state is a cart or is refused as invalid."""
    try:
        read = Cart.read(text)
    except Invalid:
        return
    assert Cart.read(read.write()) == read
