"""What is written out reads back the same."""

import json
import re
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.menu import Category, Item, Menu, Modifier, ModifierGroup, Variant
from server.domain.names import folded
from server.menu.document.loader import load_menu
from server.menu.document.writer import dump_document
from server.wire.base import UNSEEN
from server.wire.menu_yaml import to_yaml
from tests.menu.document.test_document import LUIGIS

_LINE = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"], blacklist_characters="\ue000"), max_size=12
)
NAMES = _LINE.map(str.strip).filter(lambda name: re.search(f"[^{UNSEEN}]", name) is not None)
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=40).filter(
    lambda text: not text or re.search(f"[^{UNSEEN}]", text) is not None
)
ALIASES = st.lists(NAMES, max_size=2).map(tuple)
ALLERGENS = st.lists(st.sampled_from(["milk", "hazelnut", "House spice", "秘密"]), unique=True).map(tuple)
"""Codes, and words that are none in any language: a word that is one is read as its code."""


def unique(parts: st.SearchStrategy[Any], name: str = "name", *, least: int = 0) -> st.SearchStrategy[Any]:
    by_name = st.lists(parts, unique_by=lambda part: folded(getattr(part, name)), min_size=least, max_size=3)
    return by_name.map(tuple)


MODIFIERS = st.builds(
    Modifier, id=st.just(0), name=NAMES, price_adjustment=st.integers(-999, 999), is_default=st.booleans(),
    max_quantity=st.integers(1, 100), aliases=ALIASES,
)  # fmt: skip
GROUPS = st.builds(
    ModifierGroup, id=st.just(0), name=NAMES, min_select=st.integers(0, 3),
    max_select=st.one_of(st.none(), st.integers(5, 9)), modifiers=unique(MODIFIERS),
)  # fmt: skip
VARIANTS = st.one_of(
    st.just((Variant(0, "Regular", 5, is_default=True),)),
    unique(
        st.builds(Variant, id=st.just(0), label=NAMES, price=st.integers(0, 999_999_999), aliases=ALIASES),
        "label",
        least=1,
    ),
)


@st.composite
def menus(draw: st.DrawFn) -> Menu:
    """Menus that break no rule; some groups stand in several items."""
    groups = draw(st.lists(GROUPS, min_size=1, max_size=3))
    items = st.builds(
        Item, id=st.just(0), category_id=st.just(0), name=NAMES, description=TEXTS, aliases=ALIASES,
        tags=ALIASES, allergens=ALLERGENS, is_active=st.booleans(), variants=VARIANTS,
        image_url=st.sampled_from(["", "https://example.com/a.jpg"]), station=st.sampled_from(["", "grill"]),
        modifier_groups=unique(st.sampled_from(groups)),
    )  # fmt: skip
    categories = st.builds(Category, id=st.just(0), name=NAMES, is_active=st.booleans(), items=unique(items))
    currency = draw(st.sampled_from(["EUR", "JPY", "KWD"]))
    return Menu(currency=currency, categories=draw(unique(categories)))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(menus())
def test_every_menu_reads_back(menu: Menu) -> None:
    """Whatever is in a menu, its document in YAML and in JSON means the same menu, in the same order."""
    values = dump_document(menu, "Luigi's", "luigis")
    from_yaml = load_menu(to_yaml(values))
    assert from_yaml == load_menu(json.dumps(values), "json")
    assert dump_document(from_yaml, "Luigi's", "luigis") == values
    names = [(item.name, item.description, item.variants[0].price) for item in menu.items()]
    assert names == [(item.name, item.description, item.variants[0].price) for item in from_yaml.items()]


def test_the_documented_example_reads_back() -> None:
    """The contract's example survives being written and read."""
    menu = load_menu(LUIGIS)
    assert load_menu(to_yaml(dump_document(menu, "Luigi's", "luigis"))) == menu


def test_equal_groups_are_written_once() -> None:
    """A group that several items share is named; one of a single item is written inside it."""
    values = dump_document(load_menu(LUIGIS))
    assert list(values["modifier_groups"]) == ["toppings"]
    margherita, calzone = values["categories"][0]["items"]
    assert margherita["modifier_groups"] == ["toppings"]
    assert calzone["modifier_groups"][0] == "toppings"
    assert calzone["modifier_groups"][1]["name"] == "Cut"


def test_different_groups_of_one_name_get_different_keys() -> None:
    """Two shared groups with the same name but other options are kept apart."""
    ids = count(1)
    groups = [ModifierGroup(next(ids), "Size", modifiers=(Modifier(next(ids), name),)) for name in "ab"]
    items = tuple(
        Item(
            next(ids),
            1,
            f"I{n}",
            variants=(Variant(next(ids), "Regular", 1),),
            modifier_groups=(groups[n % 2],),
        )
        for n in range(4)
    )
    values = dump_document(Menu("EUR", (Category(1, "C", items=items),)))
    assert list(values["modifier_groups"]) == ["size", "size_2"]


def test_prices_are_numbers_in_yaml_and_text_in_json() -> None:
    """YAML shows `5.50` without quotes, with all its decimals; plain values hold the contract's string."""
    values = dump_document(load_menu(LUIGIS))
    assert values["categories"][1]["items"][0]["price"] == "5.50"
    assert "price: 5.50\n" in to_yaml(values)
