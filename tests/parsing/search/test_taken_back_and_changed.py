"""What is taken back or changed in words that stand before or between both dishes, and small words tied to others."""

import pytest

from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import menu_of, told, turns


def menu(*names: str) -> MenuIndex:
    """A menu of dishes of these names."""
    return menu_of(*[{"name": name, "price": 5} for name in names])


@pytest.mark.parametrize(
    ("names", "before", "text"),
    [
        (("牛丼", "親子丼"), "牛丼1つ", "牛丼はやめて親子丼に変えて"),
        (("牛丼", "親子丼"), "牛丼1つ", "牛丼をキャンセルして親子丼に変更してください"),
        (("ビール", "ウーロン茶"), "ビール一つ", "取り消してウーロン茶にして"),
        (("ビール", "ウーロン茶"), "ビール一つ", "キャンセルしてウーロン茶で"),
        (("떡볶이", "순대"), "떡볶이 하나", "취소하고 순대 주세요"),
        (("Çay", "Ayran"), "bir çay", "vazgeçtim, ayran"),
        (("Çay", "Ayran"), "bir çay", "iptal, ayran olsun"),
        (("Coca-Cola", "Cola Zero"), "een coca-cola", "maak van die coca-cola maar een cola zero"),
    ],
)
def test_what_is_taken_back_gives_way_to_what_follows(names: tuple[str, str], before: str, text: str) -> None:
    """One dish goes and the other comes in its place."""
    assert [line.item.name for line in turns(menu(*names), before, text).lines] == [names[1]]


@pytest.mark.parametrize("food", ["aglio", "olio", "origano"])
def test_an_elided_without_refuses(food: str) -> None:
    """ "Senz'aglio" is "senza aglio", be the food on the menu or not."""
    index = menu("Marinara", "Insalata con le olive", "Lasagna al forno", "Patate fritte della casa")
    [line] = turns(index, f"una marinara senz'{food}").lines
    assert line.special_requests == f"senz'{food}"


def test_an_elided_without_takes_an_option_off() -> None:
    """What a dish comes with is left off, and never added."""
    options = [{"name": name, "default": True} for name in ("Olive", "Uovo")]
    group = {"name": "Ingredienti", "options": options}
    document = menu_of(
        {"name": "Capricciosa", "price": 9, "modifier_groups": [group]},
        {"name": "Insalata con le patate", "price": 9},
    )
    for said, name in (("senz'olive", "Olive"), ("senz'uovo", "Uovo")):
        [line] = turns(document, f"una capricciosa {said}").lines
        assert told(line) == f"1 Capricciosa; none {name}"


@pytest.mark.parametrize(
    ("size", "text", "when"),
    [
        ("Demi", "en attendant deux demis", "en attendant"),
        ("Maß", "schon mal zwei Maß", "schon mal"),
        ("Vaasje", "alvast twee vaasjes", "alvast"),
        ("Vaasje", "intussen twee vaasjes", "intussen"),
        ("Maß", "einstweilen zwei Maß", "einstweilen"),
    ],
)
def test_when_something_comes_takes_no_number_with_it(size: str, text: str, when: str) -> None:
    """The number behind "in the meantime" counts what follows, be that a size alone."""
    other = {
        "Demi": "Tarte au sucre",
        "Maß": "Käsespätzle mit Zwiebeln",
        "Vaasje": "Erwtensoep met roggebrood",
    }[size]
    sizes = [{"label": size, "price": 4}, {"label": "1/4 l", "price": 2}]
    index = menu_of({"name": "Heineken", "variants": sizes}, {"name": other, "price": 9})
    [line] = turns(index, text).lines
    assert (line.quantity, line.variant and line.variant.label, line.special_requests) == (2, size, when)
