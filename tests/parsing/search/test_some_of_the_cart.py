"""One of the burgers with cheese: some of a line of the cart are counted, and only they are changed, in each language."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from tests.parsing.kitchens import told

MENU = """
name: Stand
slug: stand
currency: EUR
modifier_groups:
  extras: {{name: Extras, min: 0, max: 3, options: [{{name: {added}}}, {{name: {refused}}}]}}
categories:
  - name: Food
    items:
      - {{name: {dish}, price: 3, modifier_groups: [extras]}}
      - {{name: {other}, price: 4, modifier_groups: [extras]}}
      - {{name: {drink}, price: 4}}
"""
Names = tuple[str, str, str, str, str]
SAID: dict[str, tuple[Names, str, list[str]]] = {
    "en": (
        ("Cheese", "Onions", "Burger", "Wrap", "Cola"),
        "two burgers and a cola",
        [
            "one of the burgers with cheese",
            "one of the burgers without onions",
            "one of the burgers no onions please",
            "make one of the burgers with cheese",
            "and one of those burgers with cheese",
            "can one of the burgers have cheese",
        ],
    ),
    "de": (
        ("Käse", "Zwiebeln", "Burger", "Wrap", "Cola"),
        "zwei Burger und eine Cola",
        [
            "einer der Burger mit Käse",
            "einer von den Burgern ohne Zwiebeln",
            "einen der Burger bitte mit Käse",
            "mach einen der Burger mit Käse",
            "einen von den Burgern mit Käse",
            "einer der beiden Burger mit Käse",
        ],
    ),
    "fr": (
        ("Fromage", "Oignons", "Burger", "Wrap", "Coca"),
        "deux burgers et un coca",
        [
            "un des burgers avec fromage",
            "l'un des burgers sans oignons",
            "un des burgers avec du fromage",
            "un des deux burgers avec fromage",
            "mettez du fromage dans un des burgers",
            "pour un des burgers, avec fromage",
        ],
    ),
    "it": (
        ("Formaggio", "Cipolle", "Panino", "Piadina", "Cola"),
        "due panini e una cola",
        [
            "uno dei panini con formaggio",
            "uno dei panini senza cipolle",
            "fai uno dei panini con formaggio",
            "uno dei due panini con formaggio",
            "uno dei panini con il formaggio",
            "in uno dei panini metti formaggio",
        ],
    ),
    "es": (
        ("Queso", "Cebolla", "Bocadillo", "Wrap", "Cola"),
        "dos bocadillos y una cola",
        [
            "uno de los bocadillos con queso",
            "uno de los bocadillos sin cebolla",
            "uno de los dos bocadillos con queso",
            "ponle queso a uno de los bocadillos",
            "a uno de los bocadillos ponle queso",
            "haz uno de los bocadillos con queso",
        ],
    ),
    "pt": (
        ("Queijo", "Cebola", "Bifana", "Tosta", "Cola"),
        "duas bifanas e uma cola",
        [
            "uma das bifanas com queijo",
            "uma das bifanas sem cebola",
            "uma das duas bifanas com queijo",
            "põe queijo numa das bifanas",
            "numa das bifanas põe queijo",
            "faz uma das bifanas com queijo",
        ],
    ),
    "nl": (
        ("Kaas", "Ui", "Burger", "Wrap", "Cola"),
        "twee burgers en een cola",
        [
            "een van de burgers met kaas",
            "eentje van de burgers zonder ui",
            "één van de twee burgers met kaas",
            "maak een van de burgers met kaas",
            "doe kaas op een van de burgers",
            "op een van de burgers kaas graag",
        ],
    ),
    "pl": (
        ("Ser", "Cebula", "Burger", "Wrap", "Cola"),
        "dwa burgery i cola",
        [
            "jeden z burgerów z serem",
            "jeden z burgerów bez cebuli",
            "jeden z tych burgerów z serem",
            "do jednego z burgerów ser",
        ],
    ),
    "tr": (
        ("Peynir", "Soğan", "Burger", "Dürüm", "Kola"),
        "iki burger ve bir kola",
        ["burgerlerden biri peynirli olsun", "burgerlerden birine peynir koyun"],
    ),
    "ja": (
        ("チーズ", "玉ねぎ", "バーガー", "ラップ", "コーラ"),
        "バーガー二つとコーラ一つ",
        [
            "バーガーのうち一つはチーズ入りで",
            "バーガーの一つは玉ねぎ抜きで",
            "バーガー一つだけチーズ追加で",
            "片方のバーガーはチーズ入りで",
        ],
    ),
    "ko": (
        ("치즈", "양파", "버거", "랩", "콜라"),
        "버거 두 개랑 콜라 하나요",
        ["버거 중에 하나는 치즈 추가해주세요", "버거 하나는 양파 빼주세요"],
    ),
    "zh": (
        ("芝士", "洋葱", "汉堡", "卷饼", "可乐"),
        "两个汉堡一杯可乐",
        ["其中一个汉堡加芝士", "一个汉堡不要洋葱", "汉堡其中一个加芝士"],
    ),
    "ar": (
        ("جبنة", "بصل", "برجر", "شاورما", "كولا"),
        "اتنين برجر وكولا",
        ["واحد من البرجر مع جبنة", "واحد من البرجر بدون بصل"],
    ),
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, (_, _, texts) in SAID.items() for text in texts]
)
def test_of_two_of_a_dish_one_is_changed(code: str, text: str) -> None:
    """Two are ordered; what is then said of one of them leaves the other, and all else, as it was."""
    (added, refused, dish, other, drink), first, _ = SAID[code]
    document = MENU.format(added=added, refused=refused, dish=dish, other=other, drink=drink)
    index = MenuIndex(load_menu(document.encode(), "yaml"))
    cart = understand(index, first, (), code).lines
    assert sorted(map(told, cart)) == sorted([f"2 {dish}", f"1 {drink}"])
    changed = f"1 {dish}; {added}" if added[:3].casefold() in text.casefold() else f"1 {dish}; none {refused}"
    assert sorted(map(told, understand(index, text, cart, code).lines)) == sorted(
        [f"1 {dish}", changed, f"1 {drink}"]
    )
