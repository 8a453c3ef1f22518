"""What of a menu can be ordered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from server.domain.menu import (
    Category,
    EndedVariant,
    Item,
    Menu,
    Modifier,
    ModifierGroup,
    OptionSource,
    Variant,
)
from server.domain.translation import Translation

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("sold_out", "until", "is_available"),
    [
        (False, None, True),
        (True, None, False),
        (True, NOW + SECOND, False),
        (True, NOW, True),
        (True, NOW - SECOND, True),
        (False, NOW + SECOND, True),
    ],
)
def test_an_86_holds_until_its_end(sold_out: bool, until: datetime | None, *, is_available: bool) -> None:  # noqa: FBT001  # a row of the table
    """Without an end it holds for good; at its end the dish is back."""
    item = Item(1, 1, "Soup", sold_out=sold_out, sold_out_until=until, variants=(Variant(1, "Regular", 300),))
    assert item.is_available(NOW) is is_available


SMALL, LARGE = Variant(1, "Small", 300), Variant(2, "Large", 500)
USUAL = Variant(3, "Medium", 400, is_default=True)


@pytest.mark.parametrize(
    ("variants", "meant"),
    [
        ((), None),
        ((SMALL,), SMALL),
        ((USUAL,), USUAL),
        ((SMALL, LARGE), None),
        ((SMALL, USUAL), USUAL),
        ((USUAL, SMALL, LARGE), USUAL),
    ],
)
def test_what_is_meant_where_no_size_is_said(variants: tuple[Variant, ...], meant: Variant | None) -> None:
    """The only one, else the default, else it must be asked."""
    assert Item(1, 1, "Soup", variants=variants).default_variant is meant


def test_a_diner_sees_what_is_active() -> None:
    """Active items of active categories, sold out or not, in the order shown; the menu itself holds all."""
    soup = Item(1, 1, "Soup")
    hidden = Item(2, 1, "Hidden", is_active=False)
    gone = Item(3, 1, "Gone", sold_out=True)
    winter = Item(4, 2, "Stew")
    cola = Item(5, 3, "Cola")
    menu = Menu(
        "EUR",
        (
            Category(1, "Starters", items=(soup, hidden, gone)),
            Category(2, "Winter", is_active=False, items=(winter,)),
            Category(3, "Drinks", items=(cola,)),
        ),
    )
    assert list(menu.items()) == [soup, hidden, gone, winter, cola]
    assert list(menu.orderable_items()) == [soup, gone, cola]
    assert menu.orderable_by_id == {1: soup, 3: gone, 5: cola}


def test_what_a_menu_leaves_unsaid() -> None:
    """A new item is shown, sold, and without choices, an option free and possible once, a group a choice; a menu that was never changed has version 0."""
    assert Item(1, 1, "Soup") == Item(
        1,
        1,
        "Soup",
        "",
        "",
        (),
        (),
        (),
        "",
        True,
        False,
        None,
        0,
        (),
        (),  # in the order of the fields
    )
    assert Category(1, "Starters") == Category(1, "Starters", 0, True, ())  # in the order of the fields
    assert Menu("EUR") == Menu("EUR", (), 0)
    assert Modifier(1, "Olives") == Modifier(1, "Olives", 0, False, 1, ())
    assert ModifierGroup(1, "Toppings") == ModifierGroup(1, "Toppings", 0, None, ())


def test_a_dish_that_is_withdrawn_stands_by_itself() -> None:
    """Hidden, its number free, its options as they are now: from nowhere else, and of no other dish's size or part."""
    drinks = ModifierGroup(
        1,
        "Drink",
        modifiers=(
            Modifier(1, "Coke", menu_item_id=7, size="Large"),
            Modifier(2, "Cheese", on_part="Patty"),
        ),
        source=OptionSource(category="Drinks"),
    )
    sized = ModifierGroup(2, "Side", modifiers=(Modifier(3, "Chips", menu_item_id=8, size="Small"),))
    plain = ModifierGroup(3, "Sauce", modifiers=(Modifier(4, "Ketchup", on_part="Chips"),))
    gone = Item(1, 1, "Burger", number="23", modifier_groups=(drinks, sized, plain)).withdrawn()
    assert (gone.is_active, gone.number, gone.name) == (False, "", "Burger")
    assert [group.source for group in gone.modifier_groups] == [None, None, None]
    assert [
        (m.name, m.menu_item_id, m.size, m.on_part) for group in gone.modifier_groups for m in group.modifiers
    ] == [
        ("Coke", 7, "", ""),
        ("Cheese", None, "", ""),
        ("Chips", 8, "", ""),
        ("Ketchup", None, "", "Chips"),
    ]
    assert gone.modifier_groups[2] is plain


def test_a_change_of_groups_reaches_every_item() -> None:
    """In every category, hidden or not; all else of the items stays."""
    sauces = ModifierGroup(1, "Sauces")
    menu = Menu(
        "EUR",
        (
            Category(1, "Mains", items=(Item(1, 1, "Burger", modifier_groups=(sauces,)), Item(2, 1, "Soup"))),
            Category(
                2, "Old", is_active=False, items=(Item(3, 2, "Stew", modifier_groups=(sauces, sauces)),)
            ),
        ),
    )
    changed = menu.with_groups(lambda group: ModifierGroup(group.id + 1, "Dips"))
    assert [(item.name, [g.name for g in item.modifier_groups]) for item in changed.items()] == [
        ("Burger", ["Dips"]),
        ("Soup", []),
        ("Stew", ["Dips", "Dips"]),
    ]
    assert [category.is_active for category in changed.categories] == [True, False]


def test_of_a_dish_only_what_is_left_is_to_be_had() -> None:
    """Sizes and options that have run out are left out; a dish of which all is left is the same."""
    sizes = (Variant(1, "Small", 300), Variant(2, "Large", 500, sold_out=True))
    sauces = ModifierGroup(1, "Sauces", modifiers=(Modifier(1, "Hot"), Modifier(2, "Mild", sold_out=True)))
    left = Item(1, 1, "Soup", variants=sizes, modifier_groups=(sauces,)).to_be_had(NOW)
    assert [variant.label for variant in left.variants] == ["Small"]
    assert [[m.name for m in group.modifiers] for group in left.modifier_groups] == [["Hot"]]
    whole = Item(2, 1, "Stew", variants=sizes[:1])
    assert whole.to_be_had(NOW) is whole


def test_languages_are_those_in_which_diners_see_something() -> None:
    """Of categories, dishes, sizes, groups and options that are shown; a draft says nothing yet, nor does what is hidden."""

    def said(language: str) -> tuple[Translation, ...]:
        return (Translation(language, "…"),)

    group = ModifierGroup(
        1, "Sauces", modifiers=(Modifier(1, "Hot", translations=said("nl")),), translations=said("it")
    )
    dish = Item(
        1,
        1,
        "Soup",
        variants=(Variant(1, "Small", 300, translations=said("fr")),),
        modifier_groups=(group,),
        translations=(*said("pt-BR"), Translation("ja", draft_name="…")),
    )
    hidden = Item(2, 1, "Stew", is_active=False, translations=said("ko"))
    menu = Menu(
        "EUR",
        (
            Category(1, "Starters", items=(dish, hidden), translations=said("de")),
            Category(2, "Old", is_active=False, translations=said("tr")),
        ),
    )
    assert menu.languages == ("de", "fr", "it", "nl", "pt-BR")
    wanted = ("de", "DE-at", "de_AT", "pt-br", "pt_BR", "pt", "ja", "ko", "")
    assert [menu.find_language(tag) for tag in wanted] == ["de", "de", "de", "pt-BR", "pt-BR", "", "", "", ""]


def test_what_is_counted_and_what_is_of_a_course() -> None:
    """By the ids of dishes and of categories; none left is counted as well."""
    items = (
        Item(1, 1, "Soup", portions=0),
        Item(2, 1, "Stew"),
        Item(3, 1, "Tart", is_active=False, portions=4),
    )
    menu = Menu("EUR", (Category(1, "Starters", items=items, course="starter"), Category(2, "Drinks")))
    assert menu.counted_dishes == {1, 3}
    assert menu.course_by_category == {1: "starter"}


def test_a_part_of_a_menu_knows_of_its_items_what_is_known_of_all() -> None:
    """It has the categories that it is made of; what runs out, comes with parts or is of a course is told without the rest."""
    sizes = (Variant(1, "Small", 300), Variant(2, "Large", 500, sold_out=True))
    soup, stew = Item(1, 1, "Soup", variants=sizes[:1]), Item(2, 1, "Stew", variants=sizes)
    whole = Menu("EUR", (Category(1, "Starters", items=(soup, stew), course="starter"),), version=7)
    part = whole.part((replace(whole.categories[0], items=(soup,)),))
    assert (part.currency, part.version, [item.name for item in part.items()]) == ("EUR", 7, ["Soup"])
    assert part.orderable_by_id == {1: soup}
    assert part.short_at_times == {2}
    assert part.part(()).course_by_category == {1: "starter"}


def test_a_size_is_found_by_its_id_or_by_one_whose_hours_it_has_taken() -> None:
    """An id of another dish, or of a size that nothing has taken the place of, finds none."""
    usual = Variant(1, "Large", 500)
    dish = Item(1, 1, "Beer", variants=(usual,))
    ended = {2: EndedVariant(1, "Large", 1), 3: EndedVariant(1, "Small", None)}
    menu = Menu("EUR", (Category(1, "Drinks", items=(dish,)),), ended_variants=ended)
    assert [menu.find_variant(dish, number) for number in (1, 2, 3, 4)] == [usual, usual, None, None]


@pytest.mark.parametrize(
    ("options", "is_available"),
    [
        ((Modifier(1, "Hot"), Modifier(2, "Mild")), True),
        ((Modifier(1, "Hot", max_quantity=2),), True),
        ((Modifier(1, "Hot"),), False),
        ((Modifier(1, "Hot"), Modifier(2, "Mild", sold_out=True)), False),
    ],
)
def test_a_dish_runs_out_with_what_must_be_chosen(
    options: tuple[Modifier, ...], *, is_available: bool
) -> None:
    """Two must be: two of one count as well; what has run out does not."""
    group = ModifierGroup(1, "Sauces", 2, None, options)
    dish = Item(1, 1, "Soup", variants=(SMALL,), modifier_groups=(group,))
    assert dish.is_available(NOW) is is_available
    assert group.pricing == "sum"


@pytest.mark.parametrize(("portions", "is_available"), [(None, True), (1, True), (0, False)])
def test_a_dish_runs_out_with_its_last_portion(portions: int | None, *, is_available: bool) -> None:
    """One that is not counted does not."""
    assert Item(1, 1, "Soup", variants=(SMALL,), portions=portions).is_available(NOW) is is_available
