"""What none of several people can have, and whose allergy stays where another one says that they have none."""

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import menu_of

MENU = menu_of({"name": "Chai", "price": 3}, {"name": "Halloumi", "price": 6})
NONE_CAN = {
    "en": ("neither of us can have {}", "none of us can eat {}", {"eggs": "eggs", "sesame": "sesame"}, "two chais"),
    "de": ("keiner von uns darf {} essen", "niemand von uns verträgt {}", {"eggs": "Eier", "celery": "Sellerie"}, "zwei Chai"),
    "fr": ("aucun de nous ne peut manger de {}", "aucun d'entre nous ne peut manger de {}", {"nuts": "noix", "fish": "poisson"}, "deux chai"),
    "es": ("ninguno de nosotros puede comer {}", "ninguno puede comer {}", {"eggs": "huevo", "fish": "pescado"}, "dos chais"),
    "it": ("nessuno di noi può mangiare {}", "nessuno di noi tollera {}", {"eggs": "uova", "fish": "pesce"}, "due chai"),
    "pt": ("nenhum de nós pode comer {}", "ninguém pode comer {}", {"eggs": "ovos", "fish": "peixe"}, "dois chais"),
    "nl": ("niemand van ons mag {} eten", "geen van ons mag {} eten", {"nuts": "noten", "fish": "vis"}, "twee chai"),
}  # fmt: skip
OF_ANOTHER = {
    "en": ("my wife is allergic to fish", "I have no allergies"),
    "de": ("meine Frau ist allergisch gegen Fisch", "ich habe keine Allergien"),
    "fr": ("ma femme est allergique au poisson", "moi je n'ai pas d'allergie"),
    "es": ("mi mujer es alérgica al pescado", "yo no tengo alergias"),
    "it": ("mia moglie è allergica al pesce", "io non ho allergie"),
    "pt": ("a minha mulher é alérgica ao peixe", "eu não tenho alergias"),
    "nl": ("mijn vrouw is allergisch voor vis", "ik heb geen allergieën"),
    "pl": ("żona jest uczulona na ryby", "ja nie mam alergii"),
    "tr": ("eşimin balığa alerjisi var", "benim alerjim yok"),  # noqa: RUF001
    "ja": ("妻は魚アレルギーです", "私はアレルギーありません"),
    "ko": ("아내가 생선 알레르기 있어요", "저는 알레르기 없어요"),
    "zh": ("我太太对鱼过敏", "我没有过敏"),
    "ar": ("زوجتي عندها حساسية من السمك", "أنا ما عندي حساسية"),
}


@pytest.mark.parametrize("code", sorted(NONE_CAN))
def test_what_none_of_them_can_have_is_an_allergy(code: str) -> None:
    """It is noted with its code, and the order beside it is what it is alone."""
    *sentences, foods, order = NONE_CAN[code]
    for sentence in sentences:
        for allergen, food in foods.items():
            text = f"{sentence.format(food)}, {order}"
            understood = understand(MENU, text, language=code)
            assert [a.allergens for a in understood.state.allergies] == [(allergen,)], text
            assert [(line.item.name, line.quantity) for line in understood.lines] == [("Chai", 2)], text


@pytest.mark.parametrize("code", sorted(OF_ANOTHER))
def test_who_has_no_allergy_takes_nobody_elses_back(code: str) -> None:
    """The wife's allergy stays where the husband says that he has none."""
    told, denied = OF_ANOTHER[code]
    before = understand(MENU, told, language=code)
    after = understand(MENU, denied, language=code, state=before.state)
    assert [a.allergens for a in after.state.allergies] == [("fish",)]
