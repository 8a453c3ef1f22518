"""An allergen that is asked about and cannot be had, where only a pronoun stands for it."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen

ASKED = {
    "en": ("is there celery in the soup? {}", "celery", ("I can't eat it", "I'm not supposed to have it", "it makes me sick", "I'm not allowed it")),
    "de": ("ist da Milch drin? {}", "milk", ("die darf ich nicht", "die vertrage ich nicht")),
    "es": ("¿la tortilla lleva leche? {}", "milk", ("no puedo tomarla", "no puedo comer eso")),
    "fr": ("il y a du lait dedans ? {}", "milk", ("je ne peux pas en manger", "je n'ai pas le droit d'en manger")),
    "it": ("c'è latte nella torta? {}", "milk", ("non posso mangiarla", "mi fa male")),
    "pt": ("tem leite no bolo? {}", "milk", ("não posso comer", "me faz mal")),
    "nl": ("zit er melk in de taart? {}", "milk", ("dat mag ik niet hebben", "ik word er ziek van")),
    "pl": ("czy w zupie jest seler? {}", "celery", ("nie mogę go jeść",)),
    "tr": ("çorbada kereviz var mı? {}", "celery", ("yiyemem",)),
    "ko": ("여기 새우 들어가요? {}", "crustaceans", ("저 못 먹어요",)),
    "ja": ("えび入ってますか？{}", "crustaceans", ("食べられないんです",)),
    "zh": ("里面有花生吗？{}", "peanuts", ("我不能吃",)),
    "ar": ("هل فيه فول سوداني؟ {}", "peanuts", ("لا أستطيع أكله",)),
}  # fmt: skip


@pytest.mark.parametrize("code", ASKED)
def test_what_is_asked_about_and_cannot_be_had_is_an_allergy(code: str) -> None:
    """The allergen is that of the question, and nothing is ordered."""
    question, allergen, reasons = ASKED[code]
    menu = kitchen("harbour" if code == "en" else code)
    for why in reasons:
        heard = understand(menu, question.format(why), (), code)
        assert [a.allergens for a in heard.state.allergies] == [(allergen,)], why
        assert heard.lines == (), why


def test_a_dish_that_is_asked_about_is_not_ordered() -> None:
    """It is answered, and the allergy is to what was asked about."""
    heard = understand(kitchen("de"), "Sind im Hamburger Nüsse? Die vertrage ich nicht", (), "de")
    assert heard.lines == ()
    assert [answer.source for answer in heard.answers] == ["Sind im Hamburger Nüsse"]
    assert [a.allergens for a in heard.state.allergies] == [("nuts",)]


@pytest.mark.parametrize("who", ["I'm", "we are", "my wife is", "she's"])
def test_somebody_is_free_of_an_allergen(who: str) -> None:
    """ "I'm gluten free" is said of a person, and an allergy; of a dish it is asked."""
    heard = understand(kitchen("harbour"), f"{who} gluten free, two colas")
    assert [a.allergens for a in heard.state.allergies] == [("gluten",)]
    assert [(line.quantity, line.item.name) for line in heard.lines] == [(2, "Cola")]
    assert not understand(kitchen("harbour"), "is the beef burger gluten free?").state.allergies
