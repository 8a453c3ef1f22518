"""One of the burgers with cheese: some of a line of the cart are counted, and only they are changed, in each language."""
# ruff: noqa: RUF001  (Turkish has a dotless i)

from functools import cache

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


@cache
def menu_in(code: str) -> MenuIndex:
    added, refused, dish, other, drink = SAID[code][0]
    document = MENU.format(added=added, refused=refused, dish=dish, other=other, drink=drink)
    return MenuIndex(load_menu(document.encode(), "yaml"))


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, (_, _, texts) in SAID.items() for text in texts]
)
def test_of_two_of_a_dish_one_is_changed(code: str, text: str) -> None:
    """Two are ordered; what is then said of one of them leaves the other, and all else, as it was."""
    (added, refused, dish, _, drink), first, _ = SAID[code]
    index = menu_in(code)
    cart = understand(index, first, (), code).lines
    assert sorted(map(told, cart)) == sorted([f"2 {dish}", f"1 {drink}"])
    changed = f"1 {dish}; {added}" if added[:3].casefold() in text.casefold() else f"1 {dish}; none {refused}"
    assert sorted(map(told, understand(index, text, cart, code).lines)) == sorted(
        [f"1 {dish}", changed, f"1 {drink}"]
    )


BECOMES: dict[str, list[str]] = {
    "en": ["make one of the burgers a wrap", "change one burger to a wrap", "swap one burger for a wrap"],
    "de": [
        "einen der Burger bitte als Wrap",
        "statt einem Burger lieber einen Wrap",
        "tausch einen Burger gegen einen Wrap",
    ],
    "fr": ["remplacez un des burgers par un wrap", "changez un burger pour un wrap"],
    "it": ["cambia uno dei panini con una piadina", "al posto di un panino una piadina"],
    "es": ["cambia uno de los bocadillos por un wrap", "en vez de un bocadillo ponme un wrap"],
    "pt": ["troca uma das bifanas por uma tosta", "em vez de uma bifana uma tosta"],
    "nl": [
        "maak van een van de burgers een wrap",
        "ruil een burger voor een wrap",
        "in plaats van een burger een wrap",
    ],
    "pl": ["zamień jednego burgera na wrapa", "zamiast jednego burgera wrap"],
    "tr": [],
    "ja": ["一つはラップに変えてください"],
    "ko": [],
    "zh": [],
    "ar": ["غير واحد برجر لشاورما"],
}
ONE_LESS: dict[str, list[str]] = {
    "en": ["one burger off", "minus one burger"],
    "de": ["ein Burger weniger", "nimm einen Burger weg"],
    "fr": ["enlevez un burger", "un burger en moins", "retirez un des burgers"],
    "it": ["togli un panino", "un panino in meno", "togli uno dei panini"],
    "es": ["quita un bocadillo", "un bocadillo menos", "quítame uno de los bocadillos"],
    "pt": ["tira uma bifana", "uma bifana a menos", "tire uma das bifanas"],
    "nl": ["één burger eraf", "een burger minder", "haal een burger weg", "doe maar een burger minder"],
    "pl": ["odejmij jednego burgera", "jeden burger mniej", "usuń jednego burgera"],
    "tr": ["bir burgeri çıkarın", "bir burger eksik olsun"],
    "ja": ["バーガーを一つ減らしてください", "バーガー一つキャンセルで"],
    "ko": ["버거 하나 빼주세요", "버거 하나는 취소할게요"],
    "zh": ["少一个汉堡", "去掉一个汉堡"],
    "ar": ["شيل واحد برجر", "برجر واحد أقل"],
}
NONE: dict[str, list[str]] = {
    "en": ["cancel all the burgers", "no burgers after all"],
    "de": ["streich alle Burger", "die Burger doch nicht"],
    "fr": ["annulez tous les burgers", "finalement pas de burgers"],
    "it": ["annulla tutti i panini", "togli tutti i panini"],
    "es": ["cancela todos los bocadillos", "quita los bocadillos"],
    "pt": ["cancela todas as bifanas", "tira as bifanas"],
    "nl": ["annuleer alle burgers", "toch geen burgers"],
    "pl": ["anuluj wszystkie burgery", "jednak bez burgerów"],
    "tr": ["bütün burgerleri iptal edin", "burgerleri çıkarın"],
    "ja": ["バーガーは全部キャンセルで", "バーガーはやめます"],
    "ko": ["버거는 다 취소해주세요", "버거 전부 빼주세요"],
    "zh": ["取消所有汉堡"],
    "ar": ["الغي كل البرجر", "شيل البرجر"],
}
SAME_FOR_ANOTHER: dict[str, list[str]] = {
    "en": ["the same for my friend but without onions", "same for him, no onions though"],
    "de": [
        "dasselbe für meinen Freund, aber ohne Zwiebeln",
        "das Gleiche für meine Frau nur ohne Zwiebeln",
        "für ihn auch, aber ohne Zwiebeln",
    ],
    "es": [
        "lo mismo para mi amigo, pero sin cebolla",
        "lo mismo para ella sin cebolla",
        "igual para mi amigo pero sin cebolla",
    ],
    "fr": ["la même chose pour mon ami, mais sans oignons", "pareil pour elle sans oignons"],
    "it": ["lo stesso per il mio amico, ma senza cipolle", "uguale per lei ma senza cipolle"],
    "pt": ["o mesmo para o meu amigo, mas sem cebola", "igual para ela mas sem cebola"],
    "nl": ["hetzelfde voor mijn vriend, maar zonder ui", "voor hem ook, maar zonder ui"],
    "pl": ["to samo dla kolegi, ale bez cebuli", "dla niej to samo bez cebuli"],
    "tr": ["arkadaşıma da aynısı ama soğansız", "ona da aynısından, soğansız olsun"],
    "ja": ["友達にも同じものを玉ねぎ抜きで", "彼も同じで、玉ねぎ抜き"],
    "ko": ["친구도 같은 걸로, 양파 빼고요", "남편도 똑같이, 양파는 빼주세요"],
    "zh": ["朋友也要一样的,不要洋葱", "我老婆也一样,但不要洋葱"],
    "ar": ["ونفس الشي لمراتي بس بدون بصل"],
}
ONE_OF_EACH: dict[str, str] = {
    "en": "a burger and a cola",
    "de": "einen Burger und eine Cola",
    "fr": "un burger et un coca",
    "it": "un panino e una cola",
    "es": "un bocadillo y una cola",
    "pt": "uma bifana e uma cola",
    "nl": "een burger en een cola",
    "pl": "jeden burger i cola",
    "tr": "bir burger ve bir kola",
    "ja": "バーガー一つとコーラ一つ",
    "ko": "버거 하나랑 콜라 하나요",
    "zh": "一个汉堡一杯可乐",
    "ar": "واحد برجر وكولا",
}


def cases(said: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(code, text) for code, texts in said.items() for text in texts]


def after(code: str, first: str, text: str) -> list[str]:
    """The cart of a menu in this language after two texts, as `told` tells its lines."""
    index = menu_in(code)
    cart = understand(index, first, (), code).lines
    return sorted(map(told, understand(index, text, cart, code).lines))


@pytest.mark.parametrize(("code", "text"), cases(BECOMES))
def test_of_two_of_a_dish_one_becomes_another(code: str, text: str) -> None:
    """The other one, and all else, is as it was."""
    (_, _, dish, other, drink), first, _ = SAID[code]
    assert after(code, first, text) == sorted([f"1 {dish}", f"1 {other}", f"1 {drink}"])


@pytest.mark.parametrize(("code", "text"), cases(ONE_LESS))
def test_of_two_of_a_dish_one_goes(code: str, text: str) -> None:
    """None is added, and one stays."""
    (_, _, dish, _, drink), first, _ = SAID[code]
    assert after(code, first, text) == sorted([f"1 {dish}", f"1 {drink}"])


@pytest.mark.parametrize(("code", "text"), cases(NONE))
def test_all_of_a_dish_go_and_no_other(code: str, text: str) -> None:
    """Words for starting over beside a dish are about that dish alone."""
    (_, _, _, _, drink), first, _ = SAID[code]
    assert after(code, first, text) == [f"1 {drink}"]


@pytest.mark.parametrize(("code", "text"), cases(SAME_FOR_ANOTHER))
def test_somebody_has_the_same_but_for_an_option(code: str, text: str) -> None:
    """All that was ordered is had again, with one difference in the line that can be changed so."""
    _, refused, dish, _, drink = SAID[code][0]
    assert after(code, ONE_OF_EACH[code], text) == sorted(
        [f"1 {dish}", f"1 {dish}; none {refused}", f"2 {drink}"]
    )
