"""One of several made otherwise, another round of all, and a dish in a size that comes instead, in each language."""
# ruff: noqa: RUF001  (Turkish has a dotless i)

import pytest

from tests.parsing.kitchens import dialog, ordered

MADE_OTHERWISE = (
    ("harbour", "two small lattes", ("one make it large", "make one large"), "Latte", "Small", "Large"),
    ("es", "dos colas pequeñas", ("una hazla grande",), "Cola", "Pequeño", "Grande"),
    ("pt", "duas colas pequenas", ("uma faz grande",), "Cola", "Pequena", "Grande"),
    ("fr", "deux petits colas", ("un faites-le grand",), "Cola", "Petit", "Grand"),
    ("it", "due cola piccole", ("una falla grande",), "Cola", "Piccola", "Grande"),
    ("de", "zwei kleine Cola", ("eine machen Sie groß", "eine mach bitte groß"), "Cola", "Klein", "Groß"),
    ("nl", "twee kleine cola's", ("een maak groot",), "Cola", "Klein", "Groot"),
    ("pl", "dwie małe cole", ("jedną zrób dużą",), "Cola", "Mała", "Duża"),
    ("tr", "iki küçük kola", ("birini büyük yapın",), "Kola", "Küçük", "Büyük"),
    ("ko", "콜라 스몰 두 개", ("하나는 라지로 바꿔 주세요",), "콜라", "스몰", "라지"),
    ("ja", "コーラのスモール二つ", ("一つはラージに変更してください",), "コーラ", "S", "L"),
    ("zh", "两杯小可乐", ("一杯改成大的",), "可乐", "小杯", "大杯"),
)


@pytest.mark.parametrize(("menu", "first", "said", "dish", "small", "large"), MADE_OTHERWISE)
def test_one_of_two_is_made_large(
    menu: str, first: str, said: tuple[str, ...], dish: str, small: str, large: str
) -> None:
    """The number before "make" tells how many, and the others stay as they are."""
    for text in said:
        understood = dialog(first, text, menu=menu)
        assert ordered(understood) == sorted([f"1 {dish} {small}".casefold(), f"1 {dish} {large}".casefold()])


ROUNDS = (
    ("harbour", "two lattes and a lemonade", ("another round", "another round of the same")),
    ("es", "dos cervezas y una cola grande", ("otra ronda", "otra ronda de lo mismo")),
    ("pt", "duas cervejas e uma cola grande", ("outra rodada", "mais uma rodada do mesmo")),
    ("fr", "deux bières et un grand cola", ("une autre tournée", "remettez-nous la même tournée")),
    ("it", "due birre e una cola grande", ("un altro giro", "un altro giro uguale")),
    (
        "de",
        "zwei Bier und eine große Cola",
        ("noch eine Runde", "noch eine Runde davon", "noch mal eine Runde"),
    ),
    ("nl", "twee bier en een grote cola", ("nog een rondje", "nog een rondje van hetzelfde")),
    ("pl", "dwa piwa i duża cola", ("jeszcze jedna kolejka", "jeszcze raz to samo dla wszystkich")),
    ("tr", "iki bira ve bir büyük kola", ("bir tur daha", "aynılarından", "arkadaşıma da aynılarından")),
    ("ko", "맥주 두 잔이랑 콜라 라지 하나", ("한 번 더 똑같이", "전부 한 번 더 주세요")),
    ("ja", "ビール二つとコーラのラージ一つ", ("同じものをもう一巡", "全部もう一度お願いします")),
    ("zh", "两杯啤酒和一杯大可乐", ("再来一轮", "再来一轮一样的")),
    ("ar", "بيرة عدد 2 وكولا كبيرة", ("جولة أخرى", "دور ثاني")),
)


@pytest.mark.parametrize(("menu", "first", "said"), ROUNDS)
def test_another_round_doubles_the_order(menu: str, first: str, said: tuple[str, ...]) -> None:
    """As many again of every line."""
    before = dialog(first, menu=menu).lines
    for text in said:
        after = dialog(first, text, menu=menu).lines
        assert [(line.item.id, line.quantity) for line in after] == [
            (line.item.id, 2 * line.quantity) for line in before
        ], text
        assert sum(line.quantity for line in before) > 1


SIZED_INSTEAD = (
    ("tr", "bir bira", "bira yerine büyük kola", "1 Kola Büyük"),
    ("de", "ein Bier", "statt Bier große Cola", "1 Cola Groß"),
    ("es", "una cerveza", "en vez de cerveza cola grande", "1 Cola Grande"),
    ("ko", "맥주 하나", "맥주 대신 콜라 라지요", "1 콜라 라지"),
    ("pl", "jedno piwo", "zamiast piwa duża cola", "1 Cola Duża"),
    ("nl", "een bier", "in plaats van bier grote cola", "1 Cola Groot"),
)


@pytest.mark.parametrize(("menu", "first", "said", "line"), SIZED_INSTEAD)
def test_the_size_of_what_comes_instead_is_its_own(menu: str, first: str, said: str, line: str) -> None:
    """A size between the dish that goes and the one that comes is of the one that comes."""
    assert ordered(dialog(first, said, menu=menu)) == [line.casefold()]
