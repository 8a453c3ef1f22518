"""What a diner asked about is taken back by a pronoun, in several languages."""

import asyncio

import pytest

from server.parsing.cascade import Understanders
from server.parsing.dialog import DialogReader
from tests.parsing.kitchens import kitchen
from tests.parsing.test_answers_in_words import lines

TAKEN = [
    ("harbour", "garlic bread and nachos", "is the garlic bread vegan?", "1 Nachos", ("take that off", "leave it out", "cancel that then", "skip it", "ok not that then")),
    ("de", "ein Hamburger und ein Bier", "ist im Hamburger Ei drin?", "1 Bier", ("dann nehmen Sie den weg", "den dann doch nicht", "streich ihn bitte")),
    ("es", "una hamburguesa y una cerveza", "¿la hamburguesa lleva huevo?", "1 Cerveza", ("entonces quítala", "esa no entonces")),
    ("it", "un hamburger e una birra", "l'hamburger contiene uova?", "1 Birra", ("allora lo tolga", "toglilo")),
    ("ko", "햄버거 하나 맥주 하나", "햄버거에 계란 들어가요?", "1 맥주", ("그럼 그건 빼주세요",)),
    ("ja", "ハンバーガー一つとビール一つ", "ハンバーガーに卵は入っていますか", "1 ビール", ("じゃあそれはやめます",)),
    ("zh", "一个汉堡一杯啤酒", "汉堡里有鸡蛋吗", "1 啤酒", ("那不要那个了", "那就去掉它")),
]  # fmt: skip
KEPT = ("no thanks", "ok", "without onions then", "ok great, and a cola")


def said(menu: str, *turns: str) -> tuple[list[str], bool]:
    reader = DialogReader(kitchen(menu).menu, Understanders("grammar"), "en" if menu == "harbour" else menu)
    answer = asyncio.run(reader.dialog(turns))[-1]
    return lines(answer), answer.complete


@pytest.mark.parametrize(("menu", "ordered", "asked", "left", "texts"), TAKEN)
def test_the_dish_that_was_asked_about_goes(
    menu: str, ordered: str, asked: str, left: str, texts: tuple[str, ...]
) -> None:
    """Not the last of the cart; and the diner is asked to look, since an ingredient may have been meant."""
    for text in texts:
        assert (text, *said(menu, ordered, asked, text)) == (text, [left], False)


@pytest.mark.parametrize("text", KEPT)
def test_other_words_behind_a_question_take_nothing_away(text: str) -> None:
    """A polite no, an option and a further dish leave what was asked about in the cart."""
    kept, _complete = said("harbour", "garlic bread and nachos", "is the garlic bread vegan?", text)
    assert [line.split(";")[0] for line in kept][:2] == ["1 Garlic bread", "1 Nachos"]


def test_what_is_ordered_behind_it_comes() -> None:
    """A further dish in the same text is understood with the cart that is left."""
    after = said(
        "harbour", "garlic bread and nachos", "is the garlic bread vegan?", "leave it out and bring two colas"
    )
    assert after[0] == ["1 Nachos", "2 Cola"] or after[0] == ["1 Nachos", "2 Cola Medium"]


@pytest.mark.parametrize("lead", ["", "then ", "ok, then ", "and ", "can you "])
@pytest.mark.parametrize(("first", "second"), [("nachos", "garlic bread"), ("garlic bread", "nachos")])
def test_the_dish_that_was_asked_about_gives_way_to_another(lead: str, first: str, second: str) -> None:
    """Not the last of the cart, nor the one that is most like the new one; an allergy beside it changes nothing."""
    for text in (
        "swap it for a lemonade",
        "change that to a lemonade",
        "swap it for a lemonade, I'm allergic to nuts",
    ):
        after, _complete = said("harbour", f"{first} and {second}", f"are the {first} vegan?", lead + text)
        assert [line.split(";")[0].split(" ")[1] for line in after] == [
            "Lemonade",
            second.split(maxsplit=1)[0].capitalize(),
        ]
