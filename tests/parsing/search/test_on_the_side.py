"""How an option is had on the side, in every language: in a bowl of its own, with a verb before it, as a question."""

import pytest

from tests.parsing.kitchens import hear, menu_of, ordered, told, turns

SAID = {
    "harbour": ("a dock burger", "cheddar", "Dock burger", "Mature cheddar", ["{o} on the side in a little bowl", "the {o} in a separate dish"]),
    "es": ("una hamburguesa", "cebolla", "Hamburguesa", "Cebolla", ["la {o} me la sirven aparte", "con {o} en un cuenco aparte"]),
    "fr": ("un hamburger", "oignons", "Hamburger", "Oignons", ["{o} à part dans un ramequin", "{o} dans un petit pot à part"]),
    "de": ("ein Hamburger", "Zwiebeln", "Hamburger", "Zwiebeln", ["{o} separat serviert", "{o} in einem extra Schälchen"]),
    "it": ("un hamburger", "cipolla", "Hamburger", "Cipolla", ["la {o} me la metti a parte", "{o} in una ciotolina a parte"]),
    "pt": ("um hambúrguer", "cebola", "Hambúrguer", "Cebola", ["{o} num potinho à parte", "{o} servida à parte"]),
    "nl": ("een hamburger", "uien", "Hamburger", "Uien", ["{o} in een apart bakje", "{o} apart in een schaaltje"]),
    "pl": ("hamburger", "cebula", "Hamburger", "Cebula", ["{o} osobno w miseczce", "{o} w osobnej miseczce"]),
    "tr": ("bir hamburger", "soğan", "Hamburger", "Soğan", ["{o} ayrı bir kasede", "{o} küçük kasede ayrı"]),  # noqa: RUF001
    "ja": ("ハンバーガー一つ", "玉ねぎ", "ハンバーガー", "玉ねぎ", ["{o}は別の器で", "{o}を別皿でください", "{o}は別で"]),
    "ko": ("햄버거 하나", "양파", "햄버거", "양파", ["{o} 따로 주세요", "{o}는 따로", "{o}는 종지에 따로 담아 주실 수 있죠?"]),
    "zh": ("一个汉堡", "洋葱", "汉堡", "洋葱", ["{o}另外装个小碟子", "{o}单独放小碗里"]),
    "ar": ("برجر", "بصل", "برجر", "بصل", ["بصل في صحن منفصل", "بصل على جنب في طبق"]),
}  # fmt: skip
"""By the menu: the words for a dish and for its option, what they are called, and how it is had on the side."""


@pytest.mark.parametrize("menu", sorted(SAID))
def test_an_option_in_a_bowl_of_its_own_is_on_the_side(menu: str) -> None:
    """The bowl, the verb and the question around it are no wish besides."""
    dish, option, item, name, ways = SAID[menu]
    for way in ways:
        text = f"{dish}, {way.format(o=option)}"
        assert [told(line) for line in hear(text, menu).lines] == [f"1 {item}; side {name}"], text


def test_what_could_be_how_a_chosen_option_is_had_is_not_complete() -> None:
    """A verb that nobody knows takes "aparte" into a wish; the option itself came regular."""
    understood = hear("una hamburguesa con cebolla, tráemela aparte", "es")
    assert not understood.complete or "side Cebolla" in told(understood.lines[0])


@pytest.mark.parametrize(("how", "dish"), [("over hard", "chili"), ("poached", "hash")])
def test_a_dish_with_another_is_on_the_side_itself(how: str, dish: str) -> None:
    """How the egg is made is no option in a bowl of its own."""
    group = {
        "name": "Eggs your way",
        "min": 1,
        "max": 1,
        "options": [{"name": "Over hard"}, {"name": "Poached"}],
    }
    egg = {"name": "One egg", "price": 2, "modifier_groups": [group]}
    menu = menu_of({"name": "Chili", "price": 7}, {"name": "Hash", "price": 8}, egg)
    understood = turns(menu, f"a {dish} with one egg {how} on the side")
    assert ordered(understood) == [f"1 {dish}", f"1 one egg; {how}"]
