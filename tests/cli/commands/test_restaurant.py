"""The restaurant: settings, hours, pauses."""

from uuid import uuid4

import pytest

from tests.cli.conftest import Shell


@pytest.mark.usefixtures("person")
def test_create_asks_a_person_what_it_needs(owner: Shell) -> None:
    """Name, currency, time zone and language, each with a default."""
    result = owner.run("restaurant", "create", input="Luigi's Beach\neur\nEurope/Rome\nit\n")
    assert "/r/luigis-beach" in result.stderr
    made = owner.json("restaurant", "show")
    assert (made["name"], made["currency"], made["timezone"], made["locale"]) == (
        "Luigi's Beach", "EUR", "Europe/Rome", "it",
    )  # fmt: skip


def test_settings_are_edited_and_mistakes_are_named(owner: Shell) -> None:
    """What is given changes; a slug that is reserved or a zone that does not exist is refused by its field."""
    owner.run(
        "restaurant", "edit", "--name", "Luigi's Trattoria", "--require-table-code", "--max-quantity", "20"
    )
    shown = owner.json("restaurant", "show")
    assert (shown["name"], shown["require_table_code"], shown["max_quantity_per_line"]) == (
        "Luigi's Trattoria",
        True,
        20,
    )
    assert "slug" in owner.fails(5, "restaurant", "edit", "--slug", "orders")
    assert "timezone" in owner.fails(5, "restaurant", "edit", "--timezone", "Mars/Olympus")
    assert "Nothing to change" in owner.fails(2, "restaurant", "edit")


def test_what_is_held_and_when_the_owner_is_told_are_settings(owner: Shell) -> None:
    """Amounts, minutes and switches; `off` takes a setting away; a value that is none is named by its field."""
    owner.run(
        "restaurant", "edit", "--hold-above", "150", "--hold-unproven", "--alert-after", "5", "--day-starts", "05:00",
        "--max-items", "40", "--auto-ready", "--pause-unseen", "--dishes-per-hour", "30",
        "--default-station", "Pass",
    )  # fmt: skip
    shown = owner.out("restaurant", "show")
    for words in ("orders above 150.00 EUR, orders without a table's code", "5 minutes unseen", "05:00",
                  "40 dishes in an order", "orders pause", "30 dishes an hour", "by the last line done",
                  "is made at pass"):  # fmt: skip
        assert words in shown
    owner.run("restaurant", "edit", "--hold-above", "off", "--alert-after", "off", "--dishes-per-hour", "OFF")
    owner.run("restaurant", "edit", "--default-station", "")
    assert owner.json("restaurant", "show")["default_station"] == ""
    made = owner.json("restaurant", "show")
    assert (made["hold_above"], made["alert_after"], made["dishes_per_hour"]) == (None, None, None)
    assert "alert_after" in owner.fails(5, "restaurant", "edit", "--alert-after", "soon")
    assert "day_starts" in owner.fails(5, "restaurant", "edit", "--day-starts", "25:00")


def test_a_new_slug_stays_the_picked_restaurant(owner: Shell) -> None:
    """After a rename the next command is still about it."""
    slug = f"new-{uuid4().hex[:8]}"
    owner.run("restaurant", "edit", "--slug", slug)
    assert owner.json("restaurant", "show")["slug"] == slug


def test_closing_and_opening(owner: Shell) -> None:
    """While closed the menu is there and orders are not taken."""
    owner.run("restaurant", "close")
    assert not owner.json("restaurant", "show")["is_open"]
    assert "closed" in owner.out("restaurant", "show")
    owner.run("restaurant", "open")
    assert owner.json("restaurant", "show")["service"]["accepting"]


def test_hours_are_written_as_people_write_them(owner: Shell) -> None:
    """Ranges of days, several times a day, nights past midnight; --always takes them away."""
    answer = owner.json("restaurant", "hours", "mon-wed 11:30-14:30,17:30-22:00", "sat 18.00-02:00")
    assert len(answer["hours"]) == 7
    assert answer["hours"][0] == {"day": "mon", "opens": "11:30", "closes": "14:30"}
    assert answer["hours"][-1] == {"day": "sat", "opens": "18:00", "closes": "02:00"}
    shown = owner.out("restaurant", "hours")
    assert "mon–wed  11:30–14:30, 17:30–22:00" in shown  # dashes between times
    assert "sun  closed" in shown
    assert owner.json("restaurant", "hours", "--always")["hours"] == []
    assert "not understood" in owner.fails(2, "restaurant", "hours", "mon 9 to 5")
    assert "days as mon" in owner.fails(2, "restaurant", "hours", "someday 11:00-12:00")
    assert "hours[0]" in owner.fails(5, "restaurant", "hours", "mon 11:00-11:00")


def test_days_that_are_not_as_the_week_says(owner: Shell) -> None:
    """Holidays and other hours of a day are added to those there are, and taken back by `usual`."""
    owner.run("hours", "closed", "2096-12-24..2096-12-26")
    answer = owner.json("hours", "special", "2096-12-25", "11:00-15:00")
    assert [(d["date"], [p["opens"] for p in d["periods"]]) for d in answer["exceptions"]] == [
        ("2096-12-24", []),
        ("2096-12-25", ["11:00"]),
        ("2096-12-26", []),
    ]
    shown = owner.out("hours", "week")
    assert "2096-12-24  closed" in shown
    assert "2096-12-25  11:00–15:00" in shown  # a dash between times
    assert owner.json("hours", "usual", "2096-12-24..2096-12-31")["exceptions"] == []
    assert "not understood" in owner.fails(2, "hours", "closed", "tomorrow")
    assert "the earlier day first" in owner.fails(2, "hours", "closed", "2096-12-26..2096-12-24")
    assert "at most 400 days" in owner.fails(2, "hours", "closed", "2096-01-01..2097-02-04")


def test_pause_resume_and_throttle(owner: Shell) -> None:
    """A pause has an end and a reason; a throttle a number and a span."""
    paused = owner.json("restaurant", "pause", "--for", "20m", "--reason", "The oven is cold")
    assert (paused["accepting"], paused["pause_reason"]) == (False, "The oven is cold")
    said = owner.out("restaurant", "hours").splitlines()[0]
    assert said.count("until") == 1
    assert "not taken: the restaurant takes no orders until" in said
    assert "The oven is cold" in said
    assert owner.json("restaurant", "resume")["accepting"]
    assert owner.json("restaurant", "throttle", "20", "10m")["throttle"] == {"orders": 20, "minutes": 10}
    assert "20 orders in 10 minutes" in owner.out("restaurant", "hours")
    assert owner.json("restaurant", "throttle", "--off")["throttle"] is None
    assert "whole minutes" in owner.fails(2, "restaurant", "throttle", "5", "30s")
    owner.fails(2, "restaurant", "pause")


def test_delete_needs_a_yes(owner: Shell) -> None:
    """A restaurant is not deleted by a slip."""
    owner.fails(2, "restaurant", "delete")
    owner.run("restaurant", "delete", "--yes")
    assert owner.json("restaurant", "list") == []
