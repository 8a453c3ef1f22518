"""A number of a table, a room or a time counts no dish, whatever stands before it and whatever size is called so."""

import pytest

from tests.parsing.kitchens import hear, menu_of, ordered, told, turns

PLACES = (
    ("de", "ein Bier {place}", "1 Bier", ("am Tisch 6", "an den Tisch 4", "zum Tisch 8", "auf Zimmer 7")),
    ("nl", "een bier {place}", "1 Bier", ("aan tafel 5", "voor tafel 8", "naar tafel 3")),
    ("it", "una birra {place}", "1 Birra", ("al tavolo 4", "al tavolo numero 4", "in camera 12")),
    ("es", "una cerveza {place}", "1 Cerveza", ("en la mesa 4", "para la mesa 6", "en la habitación 12")),
    ("pt", "uma cerveja {place}", "1 Cerveja", ("na mesa 4", "para a mesa 6")),
    ("fr", "une bière {place}", "1 Bière", ("à la table 6", "à table 6", "à la chambre 6")),
    ("pl", "jedno piwo {place}", "1 Piwo", ("do stolika 4", "przy stoliku 4")),
)

LAGER = {
    "name": "Crab claws",
    "variants": [{"label": "6", "price": 9}, {"label": "12", "price": 15}],
}
SOUP = {"name": "Fish soup", "price": 8}
TIMES = (
    "pickup at 6",
    "for pickup at 12",
    "ready by 6",
    "for 7 thirty",
    "picking up at 7 15",
    "at table 6",
    "in booth 12",
    "we've been out since 6",
    "we have a reservation for 12",
    "our table is booked for half seven",
)


@pytest.mark.parametrize(("menu", "order", "line", "places"), PLACES)
def test_a_table_behind_any_small_words_counts_nothing(
    menu: str, order: str, line: str, places: tuple[str, ...]
) -> None:
    """One is ordered, not as many as the table has for a number, which the staff is told."""
    for place in places:
        understood = hear(order.format(place=place), menu)
        assert ordered(understood) == [line.casefold()], place
        number = "".join(filter(str.isdecimal, place))
        assert number in understood.state.note, place


@pytest.mark.parametrize("time", TIMES)
def test_a_time_is_one_though_a_size_elsewhere_is_called_so(time: str) -> None:
    """A number behind "at" is a time where the dish that was ordered comes in no size of that number."""
    understood = turns(menu_of(LAGER, SOUP), f"a fish soup, {time}")
    assert [told(line) for line in understood.lines] == ["1 Fish soup"]
    assert understood.complete


def test_the_minutes_behind_the_hour_count_nothing() -> None:
    """Minutes that are said behind the word for the hour belong to the time: "7 Uhr 30"."""
    for text, menu in (("ein Bier um 7 Uhr 30", "de"), ("une bière pour 19 heures 30", "fr")):
        understood = hear(text, menu)
        assert [line.quantity for line in understood.lines] == [1]
        assert "30" in understood.state.note
