"""The menu at a moment: what is served, at which price, and until when that holds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

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
from server.domain.menu_at import menu_at
from server.domain.schedule import is_within, next_change, parse_when
from server.domain.translation import Translation

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 3, 2, tzinfo=BERLIN)
REGULAR = (Variant(1, "Regular", 500, is_default=True),)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def dish(item_id: int, name: str, **more: object) -> Item:
    return Item(item_id, 1, name, **{"variants": REGULAR, **more})  # type: ignore[arg-type]  # fields of Item


def menu(*items: Item, when: str = "") -> Menu:
    return Menu("EUR", (Category(1, "Food", items=items, when=when),))


def served(whole: Menu, here: datetime) -> list[str]:
    return [item.name for item in menu_at(whole, here).menu.items() if item.is_available(here)]


def test_dishes_and_categories_are_served_at_their_hours() -> None:
    """From the minute in which the time begins to before the one in which it ends; a dish needs its category's hours too."""
    whole = menu(dish(1, "Pancakes", when="09:00-11:00"), dish(2, "Coffee"), when="mon-fri 07:00-12:00")
    hours = [(6, 59), (7, 0), (8, 59), (9, 0), (10, 59), (11, 0), (11, 59), (12, 0)]
    assert [served(whole, at(*moment)) for moment in hours] == [
        [],
        ["Coffee"],
        ["Coffee"],
        ["Pancakes", "Coffee"],
        ["Pancakes", "Coffee"],
        ["Coffee"],
        ["Coffee"],
        [],
    ]
    assert served(whole, at(9, day=5)) == []
    assert served(whole, at(9, day=4)) == ["Pancakes", "Coffee"]


def test_it_holds_until_the_next_minute_that_changes_something() -> None:
    """The end is told in UTC; a menu without times holds as long as it is not changed."""
    whole = menu(dish(1, "Pancakes", when="09:00-11:00"), dish(2, "Soup", when="10:30-14:00"))
    ends = [menu_at(whole, at(*moment)).until for moment in [(8, 0), (9, 0), (10, 30), (11, 0), (14, 0)]]
    assert ends == [
        datetime(2026, 3, 2, 8, tzinfo=UTC),
        datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        datetime(2026, 3, 2, 10, tzinfo=UTC),
        datetime(2026, 3, 2, 13, tzinfo=UTC),
        datetime(2026, 3, 3, 8, tzinfo=UTC),
    ]
    assert menu_at(menu(dish(1, "Pancakes")), at(9)).until is None


USUAL = Variant(1, "Pint", 600, is_default=True, aliases=("beer",))
HAPPY = Variant(2, "Pint", 400, when="17:00-19:00")
LATE = Variant(3, "Shot", 200, when="22:00-02:00")


@pytest.mark.parametrize(
    ("moment", "sold", "ended"),
    [
        ((16, 59), [(1, 600)], {2: EndedVariant(7, "Pint", 1), 3: EndedVariant(7, "Shot", None)}),
        ((17, 0), [(2, 400)], {1: EndedVariant(7, "Pint", 2), 3: EndedVariant(7, "Shot", None)}),
        ((18, 59), [(2, 400)], {1: EndedVariant(7, "Pint", 2), 3: EndedVariant(7, "Shot", None)}),
        ((19, 0), [(1, 600)], {2: EndedVariant(7, "Pint", 1), 3: EndedVariant(7, "Shot", None)}),
        ((22, 0), [(1, 600), (3, 200)], {2: EndedVariant(7, "Pint", 1)}),
        ((25, 59), [(1, 600), (3, 200)], {2: EndedVariant(7, "Pint", 1)}),
    ],
)
def test_a_variant_with_hours_is_the_price_of_those_hours(
    moment: tuple[int, int], sold: list[tuple[int, int]], ended: dict[int, EndedVariant]
) -> None:
    """It takes the place and the default of its namesake; what is not sold says what is sold instead."""
    now = menu_at(menu(dish(7, "Lager", variants=(USUAL, HAPPY, LATE))), at(*moment)).menu
    [lager] = now.items()
    assert [(variant.id, variant.price) for variant in lager.variants] == sold
    assert lager.variants[0].is_default
    assert now.ended_variants == ended


def test_the_id_of_the_usual_size_means_the_one_of_the_hour() -> None:
    """A cart made before happy hour gets its price, and the other way round; what has no successor is not found."""
    whole = menu(dish(7, "Lager", variants=(USUAL, HAPPY, LATE)))
    happy = menu_at(whole, at(17)).menu
    [lager] = happy.items()
    assert [happy.find_variant(lager, i) for i in (1, 2)] == [lager.variants[0]] * 2
    assert happy.find_variant(lager, 3) is None
    usual = menu_at(whole, at(12)).menu
    [lager] = usual.items()
    assert usual.find_variant(lager, 2) == USUAL


def test_a_dish_whose_sizes_all_have_ended_is_not_served() -> None:
    """It stays on the menu, so that words for it are understood, and cannot be ordered."""
    whole = menu(dish(1, "Brunch", variants=(Variant(1, "Regular", 1900, when="sun 10:00-14:00"),)))
    [brunch] = menu_at(whole, at(12)).menu.items()
    assert (brunch.is_served, brunch.is_available(at(12))) == (False, False)
    assert served(whole, at(12, day=6)) == ["Brunch"]


def test_an_option_that_is_a_dish_runs_out_with_it() -> None:
    """Where the dish is 86'd, hidden, not served or gone, the option is not to be had; a required group sells out the meal."""
    meal = dish(
        1,
        "Meal",
        modifier_groups=(
            ModifierGroup(1, "Drink", 1, 1, (Modifier(1, "Coke", menu_item_id=2), Modifier(2, "Tea", menu_item_id=3))),
        ),
    )  # fmt: skip
    coke, tea = dish(2, "Coke"), dish(3, "Tea", when="07:00-11:00")

    def drinks(*others: Item, hour: int) -> list[str]:
        found = next(menu_at(menu(meal, *others), at(hour)).menu.items())
        options = [m.name for m in found.modifier_groups[0].modifiers if m.is_available(at(hour))]
        return options if found.is_available(at(hour)) else ["sold out"]

    assert drinks(coke, tea, hour=8) == ["Coke", "Tea"]
    assert drinks(coke, tea, hour=12) == ["Coke"]
    assert drinks(dish(2, "Coke", sold_out=True), tea, hour=8) == ["Tea"]
    assert drinks(dish(2, "Coke", is_active=False), tea, hour=8) == ["Tea"]
    assert drinks(dish(2, "Coke", portions=0), tea, hour=8) == ["Tea"]
    assert drinks(tea, hour=8) == ["Tea"]
    assert drinks(tea, hour=12) == ["sold out"]


def test_an_extra_on_a_part_runs_out_with_it_and_is_called_after_it() -> None:
    """One for each option of another group; what stands on no part, or is written nowhere, is left as it is."""
    olives = Modifier(9, "Olives", translations=(Translation("de", "Oliven"),))
    halves = ModifierGroup(
        1,
        "Halves",
        modifiers=(
            Modifier(1, "Margherita", translations=(Translation("de", "Margarete"),)),
            Modifier(2, "Salami", menu_item_id=2),
        ),
    )
    extras = ModifierGroup(
        2,
        "Extras",
        modifiers=(
            Modifier(3, "Margherita: Olives", on_part="Margherita"),
            Modifier(4, "Salami: Olives", on_part="Salami", sold_out_until=at(13)),
            Modifier(5, "Salami: Rocket", on_part="Salami"),
            Modifier(6, "Napkins"),
        ),
        source=OptionSource(for_each="Halves", written=(olives,)),
    )
    pizza = dish(1, "Pizza", modifier_groups=(halves, extras))

    def shown(salami: Item) -> list[tuple[str, bool, list[str]]]:
        found = next(menu_at(menu(pizza, salami), at(12)).menu.items())
        return [
            (m.name, m.is_available(at(12)), [one.name for one in m.translations])
            for m in found.modifier_groups[1].modifiers
        ]

    assert shown(dish(2, "Salami")) == [
        ("Margherita: Olives", True, ["Margarete: Oliven"]),
        ("Salami: Olives", True, ["Salami: Oliven"]),
        ("Salami: Rocket", True, []),
        ("Napkins", True, []),
    ]
    assert [is_left for _, is_left, _ in shown(dish(2, "Salami", sold_out=True))] == [True, False, True, True]
    gone = next(menu_at(menu(pizza, dish(2, "Salami", sold_out=True)), at(12)).menu.items())
    assert gone.modifier_groups[1].modifiers[1].sold_out_until is None


def test_a_part_in_a_size_runs_out_with_that_size() -> None:
    """The other size of the dish is still to be had, and so is an option without a size."""
    sizes = (Variant(1, "Small", 200), Variant(2, "Large", 300, sold_out=True))
    options = (
        Modifier(1, "Small Coke", menu_item_id=2, size="Small"),
        Modifier(2, "Large Coke", menu_item_id=2, size="Large"),
        Modifier(3, "Huge Coke", menu_item_id=2, size="Huge"),
        Modifier(4, "Coke", menu_item_id=2),
    )
    meal = dish(1, "Meal", modifier_groups=(ModifierGroup(1, "Drink", modifiers=options),))
    found = next(menu_at(menu(meal, dish(2, "Coke", variants=sizes)), at(12)).menu.items())
    assert [m.is_available(at(12)) for m in found.modifier_groups[0].modifiers] == [True, False, False, True]


def test_an_option_that_is_a_dish_is_called_like_it() -> None:
    """Unless it is translated itself; one that is out with its dish is not back before it."""
    cola = dish(2, "Coke", sold_out=True, translations=(Translation("de", "Cola"),))
    options = (
        Modifier(1, "Coke", menu_item_id=2, sold_out=True, sold_out_until=at(13)),
        Modifier(2, "Coke", menu_item_id=2, translations=(Translation("de", "Brause"),)),
    )
    meal = dish(1, "Meal", modifier_groups=(ModifierGroup(1, "Drink", modifiers=options),))
    found = next(menu_at(menu(meal, cola), at(12)).menu.items())
    assert [
        ([said.name for said in m.translations], m.sold_out, m.sold_out_until)
        for m in found.modifier_groups[0].modifiers
    ] == [(["Cola"], True, None), (["Brause"], True, None)]


def test_a_menu_holds_until_a_price_of_an_hour_begins() -> None:
    """The hours of a size are times of the menu like those of a dish."""
    happy = (Variant(1, "Regular", 500), Variant(2, "Regular", 300, when="17:00-19:00"))
    whole = menu(dish(1, "Beer", variants=happy))
    assert [menu_at(whole, at(hour)).until for hour in (12, 17)] == [at(17), at(19)]


def test_a_menu_holds_until_what_has_run_out_is_back() -> None:
    """The first of these moments that is still to come; one that is over ends nothing."""
    back = [
        dish(1, "Soup", sold_out=True, sold_out_until=at(11)),
        dish(2, "Stew", sold_out=True, sold_out_until=at(12)),
        dish(3, "Cake", sold_out=True, sold_out_until=at(15)),
        dish(4, "Tea", sold_out_until=at(13)),
    ]
    meal = dish(
        5,
        "Meal",
        modifier_groups=(ModifierGroup(1, "Drink", modifiers=(Modifier(1, "Cake", menu_item_id=3),)),),
    )
    assert menu_at(menu(*back, meal), at(12)).until == at(15)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("25:00-26:00", "is not a time of day: «25:00-26:00»"),
        ("24:00-02:00", "is not a time of day: «24:00-02:00»"),
        ("09:00-09:00", "begins and ends at the same time: «09:00-09:00»"),
        ("9-11", "is not a time such as «mon-fri 07:00-11:00»: «9-11»"),
        ("mo 09:00-11:00", "is not a time such as «mon-fri 07:00-11:00»: «mo 09:00-11:00»"),
        ("mon-day 09:00-11:00", "names a day that is none (mon, tue, wed, thu, fri, sat, sun): «mon-day 09:00-11:00»"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_named(text: str, message: str) -> None:
    """The message holds the part that is wrong, not the whole text."""
    with pytest.raises(ValueError, match=r".") as caught:
        parse_when(f"08:00-09:00, {text}")
    assert str(caught.value) == message


def test_days_may_wrap_around_the_week() -> None:
    """`fri-mon` is four days; without days every day is meant, as with `daily`."""
    assert sorted(p.day for p in parse_when("Fri-Mon 9.30-11:00")) == [0, 4, 5, 6]
    assert parse_when("daily 09:00-11:00") == parse_when("09:00-11:00")
    assert len(parse_when("09:00-24:00")) == 7
    assert parse_when("") == ()


def walk(when: str, begin: datetime, hours: int) -> tuple[list[bool], list[bool]]:
    """Whether it is served at each minute, asked anew, and as `next_change` lets one believe."""
    periods, start = parse_when(when), begin.astimezone(UTC)
    fresh, believed = [], []
    until = start
    for minute in range(hours * 60):
        moment = start + timedelta(minutes=minute)
        here = moment.astimezone(BERLIN)
        fresh.append(is_within(periods, here))
        if moment >= until:
            current = fresh[-1]
            until = next_change(periods, here) or start
        believed.append(current)
    return fresh, believed


@pytest.mark.parametrize(
    "when", ["02:30-03:15", "22:00-02:00", "01:00-02:30", "sun 02:00-03:00", "00:00-24:00"]
)
@pytest.mark.parametrize(
    "begin", [datetime(2026, 3, 28, 20, tzinfo=BERLIN), datetime(2026, 10, 24, 20, tzinfo=BERLIN)]
)
def test_nothing_is_missed_where_the_clock_changes(when: str, begin: datetime) -> None:
    """Minute by minute over both changes of the clock, what holds until the next change is what is true."""
    fresh, believed = walk(when, begin, 14)
    assert believed == fresh
