"""An order as its diner and as the kitchen get it, field by field."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import orjson

from server.domain.courses import HeldCourse
from server.domain.order import Allergy, Order, OrderLine, OrderModifier
from server.domain.tax import TaxedShare, TaxRate
from server.orders.serialize import diner_bytes, for_diner, for_kitchen, kitchen_bytes, outline_for_kitchen
from tests.orders.samples import MOMENT, order

ID = UUID(int=7)
MEAL = OrderLine(
    id=1,
    menu_item_id=3,
    name="Meal",
    variant_id=31,
    variant_label="Large",
    quantity=2,
    modifiers=(
        OrderModifier(33, "Olives", "extra", 2, 150),
        OrderModifier(41, "Cola", "regular", 1, 0, 2, "bar"),
    ),
    special_requests="no ice",
    unit_price=1800,
    line_total=3600,
    station="grill",
    done=True,
    number="14a",
    done_stations=("bar",),
)
FULL: Order = order(
    id=ID,
    number=12,
    status="preparing",
    table_identifier="5",
    table_proven=True,
    customer_name="Anna",
    raw_input="two large meals",
    language="en",
    allergies=(Allergy("nuts", ("peanuts", "nuts")),),
    note="by the window",
    order_type="eat_in",
    total=3600,
    reason="late",
    revision=4,
    rushed=True,
    updated_at=MOMENT + timedelta(minutes=1),
    estimated_ready_at=MOMENT + timedelta(minutes=15),
    lines=(MEAL,),
)
DINER = {
    "id": "00000000-0000-0000-0000-000000000007",
    "number": 12,
    "status": "preparing",
    "restaurant_slug": "luigis",
    "table_identifier": "5",
    "customer_name": "Anna",
    "total_price": "36.00",
    "currency": "EUR",
    "created_at": "2026-03-02T12:00:00Z",
    "updated_at": "2026-03-02T12:01:00Z",
    "revision": 4,
    "estimated_ready_at": "2026-03-02T12:15:00Z",
    "reason": "late",
    "allergies": [{"text": "nuts", "allergens": ["peanuts", "nuts"]}],
    "note": "by the window",
    "order_type": "eat_in",
    "items": [
        {
            "id": 1,
            "number": "14a",
            "name": "Meal",
            "variant_label": "Large",
            "quantity": 2,
            "modifiers": [
                {"name": "Olives", "amount": "extra", "quantity": 2, "price_adjustment": "1.50"},
                {
                    "name": "Cola",
                    "amount": "regular",
                    "quantity": 1,
                    "price_adjustment": "0.00",
                    "menu_item_id": 2,
                    "station": "bar",
                },
            ],
            "special_requests": "no ice",
            "unit_price": "18.00",
            "line_total": "36.00",
            "station": "grill",
            "done": True,
            "done_stations": ["bar"],
        }
    ],
}
KITCHEN = {
    **DINER,
    "raw_input": "two large meals",
    "language": "en",
    "rushed": True,
    "table_proven": True,
}


def test_a_diner_reads_the_order_without_what_is_the_kitchens() -> None:
    """Every field of the contract, money and times as texts."""
    assert for_diner(FULL) == DINER
    assert orjson.loads(diner_bytes(FULL)) == DINER


def test_the_kitchen_reads_the_diners_words_too() -> None:
    """What was said and in which language, whether it is in a hurry, and whether the table was proven."""
    assert for_kitchen(FULL) == KITCHEN
    assert orjson.loads(kitchen_bytes(FULL)) == KITCHEN


def test_the_kitchen_alone_reads_whose_a_line_is() -> None:
    """By number, and by name where guests go by name; neither stands where nobody said."""
    owned = replace(FULL, lines=(replace(MEAL, guest=2, guest_name="Ines"),))
    (line,) = for_kitchen(owned)["items"]
    assert (line["guest"], line["guest_name"]) == (2, "Ines")
    assert for_diner(owned) == DINER
    (numbered,) = for_kitchen(replace(FULL, lines=(replace(MEAL, guest=2),)))["items"]
    assert "guest_name" not in numbered


def test_an_order_without_an_estimate_has_none() -> None:
    """It is null, as no time is known."""
    assert for_diner(replace(FULL, estimated_ready_at=None))["estimated_ready_at"] is None


def test_an_outline_names_an_order_and_tells_nothing_of_its_diner() -> None:
    """A display that has it already keeps it; another reads it by itself."""
    empty = {"customer_name": "", "raw_input": "", "note": "", "reason": "", "allergies": [], "items": []}
    assert outline_for_kitchen(FULL) == {**KITCHEN, **empty, "omitted": True}


def test_courses_are_told_to_the_kitchen_alone() -> None:
    """When each is fired where that is known; a line says of which course it is. Without held courses there is no list."""
    courses = (HeldCourse("main"), HeldCourse("dessert", MOMENT + timedelta(minutes=5)))
    one = replace(FULL, courses=courses, lines=(replace(MEAL, course="main"),))
    told = for_kitchen(one)
    assert told["courses"] == [
        {"course": "main", "fires_at": None},
        {"course": "dessert", "fires_at": "2026-03-02T12:05:00Z"},
    ]
    assert (told["items"][0]["course"], told["raw_input"]) == ("main", "two large meals")
    assert "courses" not in for_diner(one)


def test_what_a_line_goes_against_is_told_to_the_kitchen_alone() -> None:
    """The codes of the allergens, where there are any."""
    one = replace(FULL, lines=(replace(MEAL, conflicts=("nuts",)),))
    assert for_kitchen(one)["items"] == [{**DINER["items"][0], "conflicts": ["nuts"]}]  # type: ignore[index]
    assert "conflicts" not in for_diner(one)["items"][0]


def test_taxes_are_written_where_a_line_is_taxed() -> None:
    """Of the lines that are made, with the total that is to be paid; a line that is taken off is taxed no more."""
    rate = TaxRate("city", 8_875, included=False)
    taxed = replace(MEAL, line_total=2000, taxed=(TaxedShare(2000, (rate,)),))
    gone = replace(taxed, id=2, state="cancelled")
    written = for_diner(replace(FULL, total=2000, lines=(taxed, gone)))
    assert written["taxes"] == [
        {
            "name": "city",
            "percent": "8.875",
            "included": False,
            "net": "20.00",
            "tax": "1.78",
            "gross": "21.78",
        }
    ]
    assert (written["total_price"], written["total_with_tax"]) == ("20.00", "21.78")
    assert "taxes" not in for_diner(FULL)
