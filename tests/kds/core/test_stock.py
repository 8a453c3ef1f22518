"""What is sold out, what is counted, and how it is chosen."""

import pytest

from kds_tui.core.actions import ACTIONS, Action
from kds_tui.core.board import Board, apply_all
from kds_tui.core.choices import Choice
from kds_tui.core.events import BoardEvent, Queued, Settled
from kds_tui.core.kitchen_menu import Menu, MenuItem, MenuPart, kitchen_menu
from kds_tui.core.status_lines import sold_out_text
from kds_tui.core.stock import StockState
from kds_tui.core.stock_actions import Portions, part_stock, stock
from kds_tui.core.stock_choices import find_thing, portions_of, sold_out_choices, stock_choices
from kds_tui.net.kitchen_requests import kitchen_request
from server.wire.availability import Unavailable
from server.wire.kitchen_messages import AvailabilityMessage
from server.wire.public_menu import PublicMenu
from tests.kds.sample_orders import NOON, snapshot

SALMON = MenuItem(7, "Salmon", "Fish", "grill")
CAKE = MenuItem(8, "Cake", "Sweets", "cold")
OAT = MenuPart("option", "Oat milk", 3)
LARGE = MenuPart("variant", "Large", 1)
MENU = Menu("Luigi's", (SALMON, CAKE), (OAT, LARGE))


def counted(menu_item_id: int, name: str, portions: int) -> Unavailable:
    return Unavailable(menu_item_id=menu_item_id, name=name, until=None, portions=portions)


def board_of(*events: BoardEvent) -> Board:
    return apply_all(Board(), events, NOON)


def test_an_option_is_86_at_once_in_any_writing_and_back_by_its_reverse() -> None:
    """Drawn before the server answers; its message in other capitals is about the same thing."""
    off = part_stock("option", "Oat milk", available=False)
    board = board_of(snapshot(), Queued(off))
    assert [thing.name for thing in board.stock_now().out.values()] == ["Oat milk"]
    told = AvailabilityMessage(kind="option", menu_item_id=None, name="OAT MILK", available=False, until=None)
    board = apply_all(board, [told, Settled(off)], NOON)
    assert list(board.stock_now().out) == [("option", "oat milk")]
    assert board_of(snapshot(), Queued(off), Queued(off.reverse())).stock_now().out == {}
    assert not board.pending


def test_a_size_of_the_same_name_is_another_thing() -> None:
    """86 of the option leaves the size."""
    off = part_stock("option", "Large", available=False)
    board = board_of(snapshot(), Queued(off), Queued(part_stock("variant", "Large", available=False)))
    board = apply_all(board, [Settled(off, None, "no such option")], NOON)
    assert list(board.stock_now().out) == [("variant", "large")]


def test_portions_follow_what_is_sold_and_end_with_the_last() -> None:
    """The snapshot counts, messages count down, the last portion is 86, and what is put back is not counted."""
    board = board_of(snapshot(counted=[counted(7, "Salmon", 12)]))
    assert [one.portions for one in board.stock_now().counted.values()] == [12]
    sold = AvailabilityMessage(menu_item_id=7, name="Salmon", available=True, until=None, portions=11)
    last = AvailabilityMessage(menu_item_id=7, name="Salmon", available=False, until=None, portions=0)
    board = apply_all(board, [sold], NOON)
    assert [one.portions for one in board.stock_now().counted.values()] == [11]
    board = apply_all(board, [last], NOON)
    assert (list(board.stock_now().out), board.stock_now().counted) == ([7], {})
    board = apply_all(board, [Queued(stock(7, "Salmon", available=True))], NOON)
    assert (board.stock_now().out, board.stock_now().counted) == ({}, {})


def test_a_number_of_portions_is_taken_back_to_the_one_before() -> None:
    """Undo counts as before, or not at all."""
    twelve = Portions(menu_item_id=7, name="Salmon", left=12, before=3)
    back = twelve.reverse()
    assert (back.left, back.before, back.key != twelve.key) == (3, 12, True)
    assert Portions(menu_item_id=7, name="Salmon", left=12).reverse().left is None
    assert twelve.words == "Salmon: 12 left"
    assert Portions(menu_item_id=7, name="Salmon", left=None).words == "Salmon: portions are not counted"


def test_what_is_done_to_one_dish_is_sent_in_its_order() -> None:
    """86 and portions of a dish have one subject; options have theirs, whatever the capitals."""
    assert Portions(menu_item_id=7, name="Salmon", left=1).subject == "item 7"
    assert stock(7, "Salmon", available=True).subject == "item 7"
    assert part_stock("option", "Oat MILK", available=True).subject == "option oat milk"
    assert part_stock("variant", "Large", available=True).words == "Large is back in every dish"
    assert part_stock("variant", "Large", available=False).words == "Large is 86 in every dish"


def test_each_is_its_request() -> None:
    """The fields of the contract, and no others."""
    assert kitchen_request(part_stock("option", "Oat milk", available=False, until=NOON), "luigis") == (
        "POST",
        "/api/kitchen/availability/",
        {
            "restaurant_slug": "luigis",
            "kind": "option",
            "name": "Oat milk",
            "available": False,
            "until": "2026-05-04T12:00:00Z",
        },
    )
    assert kitchen_request(Portions(menu_item_id=7, name="Salmon", left=12), "luigis") == (
        "PATCH",
        "/api/kitchen/items/7/",
        {"portions": 12},
    )
    uncounted = kitchen_request(Portions(menu_item_id=7, name="Salmon", left=None), "luigis")
    assert uncounted.body == {"portions": None}
    assert kitchen_request(stock(7, "Salmon", available=True), "luigis").body == {"available": True}


def test_the_list_has_what_is_out_first_then_what_is_counted() -> None:
    """With where it is, and how many are left."""
    state = StockState(
        {("option", "oat milk"): Unavailable(kind="option", menu_item_id=None, name="Oat milk", until=None)},
        {8: counted(8, "Cake", 5)},
    )
    assert stock_choices(state, MENU, "") == [
        Choice("option Oat milk", "86  Oat milk   (option of 3 dishes)"),
        Choice("item 8", "    Cake   (Sweets) · 5 left"),
        Choice("item 7", "    Salmon   (Fish)"),
        Choice("variant Large", "    Large   (size of 1 dish)"),
    ]
    assert [one.key for one in stock_choices(state, MENU, "LAR size")] == ["variant Large"]
    assert stock_choices(state, MENU, "nothing") == []


def test_a_list_knows_its_things_by_their_keys() -> None:
    """An item by its number, a part by kind and name."""
    assert (find_thing(MENU, "item 8"), find_thing(MENU, "option Oat milk")) == (CAKE, OAT)
    assert find_thing(MENU, "variant Oat milk") is None


def test_a_dish_can_be_counted_and_a_part_cannot() -> None:
    """Counting ends where a dish is counted."""
    counts = StockState({}, {8: counted(8, "Cake", 5)})
    assert [one.key for one in sold_out_choices(counts, OAT)] == ["0", "30", "60", "120", "240", "1440"]
    assert [one.key for one in sold_out_choices(counts, SALMON)][-2:] == ["1440", "count"]
    assert [one.key for one in sold_out_choices(counts, CAKE)][-2:] == ["count", "uncount"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("12", 12),
        (" 1 ", 1),
        ("10000", 10_000),
        ("10001", None),
        ("0", None),
        ("", None),
        ("²", None),
        ("-3", None),
    ],
)
def test_a_number_of_portions_is_one_to_ten_thousand(typed: str, left: int | None) -> None:
    """As the server takes it; anything else is no number."""
    assert portions_of(typed) == left


def test_the_row_says_what_is_out_and_what_is_left() -> None:
    """The fewest left first, until when what is out comes back."""
    out = [
        Unavailable(menu_item_id=7, name="Salmon", until=None),
        Unavailable(kind="option", menu_item_id=None, name="Oat milk", until=None),
    ]
    left = [counted(8, "Cake", 5), counted(9, "Soup", 2)]
    assert sold_out_text(board_of(snapshot())) == ""
    assert sold_out_text(board_of(snapshot(unavailable=out))) == " 86  Oat milk  ·  Salmon"
    assert sold_out_text(board_of(snapshot(unavailable=out, counted=left))) == (
        " 86  Oat milk  ·  Salmon  LEFT  2 Soup  ·  5 Cake"
    )
    assert sold_out_text(board_of(snapshot(counted=left))) == " LEFT  2 Soup  ·  5 Cake"


def test_what_a_display_kept_is_sent_after_it_was_started_anew() -> None:
    """Each kind comes back from the disk as it was."""
    kept: list[Action] = [
        part_stock("option", "Oat milk", available=False),
        Portions(menu_item_id=7, name="S", left=1),
    ]
    read = ACTIONS.validate_json(ACTIONS.dump_json(kept))
    assert read == kept
    assert [one.kind for one in read] == ["part", "portions"]


def test_the_menu_names_options_and_sizes_once() -> None:
    """However many dishes have them; the only size of a dish and dishes that are parts are none."""

    def size(label: str) -> dict[str, object]:
        return {
            "id": 1, "label": label, "price": "1.00", "is_default": False, "aliases": [], "available": True,
            "when": "", "translations": {},
        }  # fmt: skip

    def option(name: str, item: int | None = None) -> dict[str, object]:
        return {
            "id": 1, "name": name, "price_adjustment": "0.00", "is_default": False, "max_quantity": 1, "aliases": [],
            "available": True, "menu_item_id": item, "translations": {},
        }  # fmt: skip

    def dish(number: int, *sizes: str, options: list[dict[str, object]]) -> dict[str, object]:
        group = {
            "id": 1, "name": "Milk", "min_select": 0, "max_select": None, "modifiers": options, "translations": {},
            "pricing": "sum",
        }  # fmt: skip
        return {
            "id": number, "category_id": 1, "name": f"Dish {number}", "description": "", "image_url": "", "aliases": [],
            "tags": [], "allergens": [], "station": "bar", "is_active": True, "available": True, "sort_order": 0,
            "variants": [size(label) for label in sizes], "modifier_groups": [group, group], "number": "",
            "portions": None, "meal_item_id": None, "when": "", "photo_url": "", "translations": {},
        }  # fmt: skip

    items = [
        dish(1, "Regular", options=[option("Oat milk"), option("Fries", 9)]),
        dish(2, "Large", "Small", options=[option("oat milk")]),
    ]
    menu = PublicMenu.model_validate(
        {
            "restaurant": {
                "name": "Luigi's", "slug": "luigis", "currency": "EUR", "locale": "en", "is_open": True, "languages": [],
            },
            "version": 1,
            "categories": [{"id": 1, "name": "Drinks", "sort_order": 0, "items": items}],
        }
    )  # fmt: skip
    assert kitchen_menu(menu) == Menu(
        "Luigi's",
        (MenuItem(1, "Dish 1", "Drinks", "bar"), MenuItem(2, "Dish 2", "Drinks", "bar")),
        (MenuPart("option", "Oat milk", 2), MenuPart("variant", "Large", 1), MenuPart("variant", "Small", 1)),
        "en",
    )


def test_an_option_that_is_put_back_is_another_action_without_an_end() -> None:
    """It has a key of its own, or the server would take it for the first one again."""
    off = part_stock("option", "Oat milk", available=False).model_copy(update={"until": NOON})
    back = off.reverse()
    assert (back.part, back.name, back.available, back.until) == ("option", "Oat milk", True, None)
    assert back.key != off.key


def test_a_number_of_portions_is_news_of_a_dish_that_can_be_had() -> None:
    """Drawn as the server is going to tell it, before it does."""
    counting = Portions(menu_item_id=7, name="Salmon", left=4, before=None)
    assert counting.news() == AvailabilityMessage(
        menu_item_id=7, name="Salmon", available=True, until=None, portions=4
    )
    assert board_of(snapshot(), Queued(counting)).stock_now().counted == {7: counted(7, "Salmon", 4)}
