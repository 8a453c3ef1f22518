"""What guests of other languages say beside a name: how it is made, what it is, what is in it, measures, small words."""

import pytest

from server.menu.document.loader import load_menu
from server.parsing.grammar import understand
from server.parsing.matching.index import MenuIndex
from server.parsing.model import OrderState
from tests.parsing.kitchens import hear, told

TRATTORIA = MenuIndex(
    load_menu("""\
currency: EUR
modifier_groups:
  sugo: {name: Condimento, min: 1, max: 1, options: [{name: Burro e salvia}, {name: Sugo di pomodoro}]}
categories:
- name: Piatti
  items:
  - {name: Carciofo alla giudia, price: 6}
  - {name: Patate arrosto, price: 4}
  - {name: Burrata con acciughe, price: 11, modifier_groups: [{name: Sopra, options: [{name: Acciughe, default: true}]}]}
  - {name: Cacio e pepe, price: 11}
  - {name: Ravioli, price: 12, modifier_groups: [sugo]}
  - {name: Omelette, price: 8, modifier_groups: [{name: Dentro, options: [{name: Formaggio}]}]}
  - {name: Zuppa di cipolle, price: 8, modifier_groups: [{name: Sopra, options: [{name: Pecorino, default: true}]}]}
  - {name: Polpo alla gallega, price: 14}
- name: Da bere
  items:
  - {name: Acqua, variants: [{label: 50 cl, price: 2}, {label: 1 l, price: 3}]}
  - {name: Vino bianco, variants: [{label: Calice, price: 4, default: true}, {label: Bottiglia, price: 20}]}
  - {name: Cappuccino, price: 2}
""")
)
INN = MenuIndex(
    load_menu("""\
currency: GBP
modifier_groups:
  side: {name: Side, min: 1, max: 1, options: [{name: Chips}, {name: Mashed potatoes, aliases: [mash]}]}
categories:
- name: Food
  items:
  - {name: Cullen skink, price: 8, description: Smoked haddock and potato soup}
  - {name: Scotch broth, price: 6, description: Lamb and barley soup}
  - {name: Venison stew, price: 18, modifier_groups: [side]}
  - {name: Highland beef burger, price: 15}
  - {name: Corn on the cob, price: 4}
- name: Drinks
  items:
  - {name: Cola, price: 3, modifier_groups: [{name: In the glass, options: [{name: Ice, default: true}]}]}
  - {name: Tea, price: 3, modifier_groups: [{name: In the cup, options: [{name: Milk}]}]}
  - {name: Lager, variants: [{label: Half pint, price: 3}, {label: Pint, price: 5, default: true}]}
  - {name: Cider, variants: [{label: Half pint, price: 3}, {label: Pint, price: 5, default: true}]}
  - {name: Whisky, variants: [{label: Single, price: 5, default: true}, {label: Double, price: 10}]}
""")
)

SAID = [
    (TRATTORIA, "zwei frittierte Artischocken", ["2 Carciofo alla giudia"]),
    (TRATTORIA, "布拉塔奶酪不要凤尾鱼", ["1 Burrata con acciughe; none Acciughe"]),
    (TRATTORIA, "라비올리 하나 버터 세이지 소스로", ["1 Ravioli; Burro e salvia"]),
    (TRATTORIA, "an onion soup without cheese and an omelette with cheese", ["1 Zuppa di cipolle; none Pecorino", "1 Omelette; Formaggio"]),
    (TRATTORIA, "Oktopus auf galizische Art", ["1 Polpo alla gallega"]),
    (TRATTORIA, "a litre of water", ["1 Acqua 1 l"]),
    (TRATTORIA, "einen halben Liter Wasser", ["1 Acqua 50 cl"]),
    (TRATTORIA, "카푸치노 한 잔이랑 화이트 와인 두 잔", ["1 Cappuccino", "2 Vino bianco Calice"]),
    (INN, "une soupe Cullen skink", ["1 Cullen skink"]),
    (INN, "deux thés au lait", ["2 Tea; Milk"]),
    (INN, "une demi-pinte de cidre", ["1 Cider Half pint"]),
    (INN, "콜라는 얼음 빼주세요", ["1 Cola; none Ice"]),
    (INN, "스카치 브로스 하나", ["1 Scotch broth"]),
    (INN, "ハイランドビーフバーガー一つ", ["1 Highland beef burger"]),
    (INN, "鹿肉のシチューを一つ、付け合わせはマッシュポテトで", ["1 Venison stew; Mashed potatoes"]),
    (INN, "위스키 두 잔, 한 잔은 더블", ["1 Whisky", "1 Whisky Double"]),
]  # fmt: skip

FIRST = (
    "first two lattes",
    "primero dos lattes",
    "d'abord deux lattes",
    "zuerst zwei Lattes",
    "prima due latte",
    "eerst twee lattes",
    "najpierw dwa latte",
    "önce iki latte",
    "먼저 라떼 두 개",
)


@pytest.mark.parametrize(("index", "text", "lines"), SAID)
def test_what_is_said_beside_a_name_is_understood(index: MenuIndex, text: str, lines: list[str]) -> None:
    """The lines, and that the order is complete."""
    understood = understand(index, text)
    assert [told(line) for line in understood.lines] == lines
    assert understood.complete


@pytest.mark.parametrize("text", FIRST)
def test_a_number_behind_a_wish_counts_the_dish(text: str) -> None:
    """It belongs to the dish behind it, not to the wish that it comes first."""
    assert [(line.quantity, line.item.name) for line in hear(text).lines] == [(2, "Latte")]


def test_an_answer_of_two_words_is_in_the_language_that_was_asked_in() -> None:
    """ "Puré" is a dish in Spanish, and a small word in Italian."""
    asked = understand(INN, "un estofado de venado, por favor")
    after = understand(
        INN,
        "con puré de patata",
        asked.lines,
        state=OrderState(asked_after="un estofado de venado, por favor"),
    )
    assert [told(line) for line in after.lines] == ["1 Venison stew; Mashed potatoes"]


def test_a_size_is_the_large_one_only_where_all_its_dishes_agree() -> None:
    """Half a chicken is its large size, and a "demi" the small one of a beer."""
    index = MenuIndex(
        load_menu("""\
currency: EUR
categories:
- name: Plats
  items:
  - {name: Poulet rôti, variants: [{label: Quart, price: 8}, {label: Demi, price: 14}]}
  - {name: Bière pression, variants: [{label: Demi, price: 4, default: true}, {label: Pinte, price: 7.50}]}
""")
    )
    understood = understand(index, "ein großes Bier vom Fass")
    assert [told(line) for line in understood.lines] == ["1 Bière pression Pinte"]
