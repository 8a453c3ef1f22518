"""A menu to begin with: a commented example in the restaurant's currency and language."""

from decimal import Decimal
from typing import NamedTuple

from server.wire.currencies import DECIMALS


class Words(NamedTuple):
    """The dishes of the example in one language."""

    starters: str
    soup: str
    pizza: str
    tomato: str
    medium: str
    large: str
    toppings: str
    olives: str
    cheese: str
    drinks: str
    water: str
    coffee: str


WORDS = {
    "en": Words("Starters", "Tomato soup", "Pizza", "Tomato, mozzarella, basil", "Medium", "Large", "Toppings",
                "Olives", "Extra cheese", "Drinks", "Water", "Coffee"),
    "de": Words("Vorspeisen", "Tomatensuppe", "Pizza", "Tomate, Mozzarella, Basilikum", "Mittel", "Groß", "Beläge",
                "Oliven", "Extra Käse", "Getränke", "Wasser", "Kaffee"),
    "es": Words("Entrantes", "Sopa de tomate", "Pizzas", "Tomate, mozzarella, albahaca", "Mediana", "Grande",
                "Ingredientes", "Aceitunas", "Extra de queso", "Bebidas", "Agua", "Café"),
    "fr": Words("Entrées", "Soupe à la tomate", "Pizzas", "Tomate, mozzarella, basilic", "Moyenne", "Grande",
                "Suppléments", "Olives", "Supplément fromage", "Boissons", "Eau", "Café"),
    "it": Words("Antipasti", "Zuppa di pomodoro", "Pizze", "Pomodoro, mozzarella, basilico", "Media", "Grande",
                "Aggiunte", "Olive", "Doppia mozzarella", "Bevande", "Acqua", "Caffè"),
    "pt": Words("Entradas", "Sopa de tomate", "Pizzas", "Tomate, mozarela, manjericão", "Média", "Grande",
                "Ingredientes", "Azeitonas", "Queijo extra", "Bebidas", "Água", "Café"),
    "ko": Words("전채", "토마토 수프", "피자", "토마토, 모차렐라, 바질", "중", "대", "토핑", "올리브", "치즈 추가",
                "음료", "물", "커피"),
    "ja": Words("前菜", "トマトスープ", "ピザ", "トマト、モッツァレラ、バジル", "M", "L", "トッピング", "オリーブ",
                "チーズ増量", "ドリンク", "水", "コーヒー"),
}  # fmt: skip
_SCALE = {
    "JPY": 130,
    "KRW": 1300,
    "INR": 40,
    "THB": 30,
    "CNY": 6,
    "TWD": 30,
    "HUF": 380,
    "CZK": 22,
    "SEK": 11,
}
"""What a price in euros is about multiplied with, so that the example looks like a menu of the place."""


_EUROS = {
    "olives_price": "0.50",
    "cheese_price": "1.00",
    "soup_price": "5.50",
    "medium_price": "9.50",
    "large_price": "12.00",
    "water_price": "2.50",
    "coffee_price": "2.80",
}
_EXAMPLE = """\
# Your menu. Change it, then:  aiqr menu lint menu.yaml   and   aiqr menu apply menu.yaml
# The order here is the order that diners see. Lines that begin with # say nothing to anybody but you.
currency: {currency}

modifier_groups:          # what diners choose; dishes name a group by its key
  toppings:
    name: {toppings}
    min: 0                # 1 where one must be chosen
    max: 5
    options:
      - {{name: {olives}, price_adjustment: {olives_price}}}
      - {{name: {cheese}, price_adjustment: {cheese_price}, max_quantity: 2}}

categories:
  - name: {starters}
    items:
      - {{name: {soup}, price: {soup_price}, tags: [vegan]}}

  - name: {pizza}
    items:
      - name: Margherita
        description: {tomato}
        allergens: [gluten, milk]     # as codes, or in your own words
        station: oven                 # which kitchen display shows it
        modifier_groups: [toppings]
        variants:                     # sizes; a dish with one price has "price" instead
          - {{label: {medium}, price: {medium_price}, default: true}}
          - {{label: {large}, price: {large_price}}}

  - name: {drinks}
    items:
      - {{name: {water}, price: {water_price}, station: bar}}
      - name: {coffee}
        price: {coffee_price}
        station: bar
        aliases: [espresso]           # other words that diners use
        # number: "23"                # its number on the menu
        # when: "mon-fri 07:00-11:00" # when it is served
        # photo: coffee.jpg           # a picture beside this file
        # translations: {{ko: 커피}}    # or a file of its own beside this one: menu.ko.yaml
"""


def first_menu(currency: str, language: str) -> str:
    """The example as YAML with comments; in English where the language has none."""
    words = WORDS.get(language.lower()[:2], WORDS["en"])
    prices = {name: _price(euros, currency) for name, euros in _EUROS.items()}
    return _EXAMPLE.format(currency=currency, **words._asdict(), **prices)


def _price(euros: str, currency: str) -> str:
    amount = Decimal(euros) * _SCALE.get(currency, 1)
    if currency in _SCALE:
        amount = amount.quantize(Decimal(10)) // 10 * 10 or Decimal(10)
    return str(amount.quantize(Decimal(1).scaleb(-DECIMALS[currency])))
