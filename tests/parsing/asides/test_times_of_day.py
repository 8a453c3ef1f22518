"""A time at which something is fetched counts no dish and is handed on, however a language says it."""

import pytest

from tests.parsing.kitchens import hear, ordered

SAID = (
    ("de", "zwei Bier, Abholung {time}", "2 Bier", ("halb zwölf", "um halb zwölf", "gegen 12.30", "viertel nach sieben")),
    ("nl", "twee bier, {time}", "2 Bier", ("om half acht", "om 19.30", "rond half acht")),
    ("it", "due birre, {time}", "2 Birra", ("per le 13 e 15", "alle otto e mezza", "alle 13.15", "verso le otto")),
    ("es", "dos cervezas, {time}", "2 Cerveza", ("a las dos y media", "sobre las tres y cuarto", "a las 14.30")),
    ("pt", "duas cervejas, {time}", "2 Cerveja", ("às sete e meia", "por volta das sete")),
    ("fr", "deux bières, {time}", "2 Bière", ("à huit heures et demie", "à 19.30")),
    ("pl", "dwa piwa, {time}", "2 Piwo", ("o 19.30", "około 19")),
    ("tr", "{time} iki bira", "2 Bira", ("saat 12.30 gibi", "saat 12.30'da")),
    ("ko", "맥주 두 잔 {time}", "2 맥주", ("일곱 시 반에 갈게요", "일곱 시에 찾으러 갈게요")),
    ("ja", "ビール二つ、{time}", "2 ビール", ("七時半に取りに行きます",)),
    ("zh", "两杯啤酒,{time}", "2 啤酒", ("七点半来取", "七点半")),
)  # fmt: skip


@pytest.mark.parametrize(("menu", "order", "line", "times"), SAID)
def test_a_time_of_day_stands_in_the_note(menu: str, order: str, line: str, times: tuple[str, ...]) -> None:
    """The order is the two beers, and the hour is told to the staff with its minutes."""
    for time in times:
        understood = hear(order.format(time=time), menu)
        assert ordered(understood) == [line.casefold()], time
        note = understood.state.note
        assert time in note or (note in time and any(map(str.isdecimal, note))), time


def test_a_half_behind_a_number_that_is_no_time_is_never_passed_over() -> None:
    """Where nothing leads to a time, its minutes are not lost: the order is not complete."""
    assert not hear("dos cervezas y media", "es").complete
