"""Denials that take back nothing of what others have, or only one of several allergens."""
# ruff: noqa: RUF001  (the signs of the languages)

import pytest

from server.parsing.grammar import understand
from tests.parsing.kitchens import kitchen, turns

TOLD = {
    "harbour": ("a latte, I'm allergic to nuts and eggs", "a latte, my wife's allergic to nuts"),
    "de": ("einen Hamburger, ich bin gegen Nüsse und Eier allergisch", "einen Hamburger, meine Frau ist gegen Nüsse allergisch"),
    "es": ("una hamburguesa, soy alérgico a las nueces y al huevo", "una hamburguesa, mi mujer es alérgica a las nueces"),
    "fr": ("un hamburger, je suis allergique aux noix et aux œufs", "un hamburger, ma femme est allergique aux noix"),
    "it": ("un hamburger, sono allergico alle noci e alle uova", "un hamburger, mia moglie è allergica alle noci"),
    "pt": ("um hambúrguer, sou alérgico a nozes e a ovos", "um hambúrguer, a minha mulher é alérgica a nozes"),
    "nl": ("een hamburger, ik ben allergisch voor noten en eieren", "een hamburger, mijn vrouw is allergisch voor noten"),
}  # fmt: skip
"""What the speaker has, and what somebody else has."""
KEEPS = {
    "harbour": ("my friend has no allergies", "I don't have any allergies myself", "no other allergies", "no more allergies", "no allergies other than that", "nobody else has allergies", "my son isn't allergic to nuts"),
    "de": ("mein Sohn hat keine Allergien", "ich selbst habe keine Allergien", "sonst keine Allergien", "keine weiteren Allergien", "meine Tochter hat keine Nussallergie"),
    "es": ("mi hijo no tiene alergias", "yo no tengo alergias", "no tengo más alergias", "ninguna otra alergia", "nadie más tiene alergias"),
    "fr": ("mon fils n'a pas d'allergie", "moi je n'ai pas d'allergie", "sinon pas d'allergie", "pas d'autres allergies", "aucune autre allergie"),
    "it": ("mio figlio non ha allergie", "io non ho allergie", "nessun'altra allergia", "non ho altre allergie"),
    "pt": ("o meu filho não tem alergias", "eu não tenho alergias", "não tenho mais alergias", "nenhuma outra alergia"),
    "nl": ("mijn zoon heeft geen allergie", "ik heb zelf geen allergie", "verder geen allergieën", "geen andere allergieën"),
    "pl": ("nie mam innych alergii", "syn nie ma alergii"),
    "tr": ("başka alerjim yok",),
    "ja": ("他にアレルギーはありません",),
    "ko": ("다른 알레르기는 없어요",),
    "zh": ("没有其他过敏", "我儿子没有过敏"),
}  # fmt: skip
TOLD_ELSEWHERE = {
    "pl": "hamburger, mam alergię na orzechy",
    "tr": "bir hamburger, fındığa alerjim var",
    "ja": "ハンバーガー一つ、ナッツアレルギーです",
    "ko": "햄버거 하나, 견과류 알레르기 있어요",
    "zh": "一个汉堡，我对坚果过敏",
}
OF_SELF = {
    "harbour": "I have no allergies",
    "de": "Ich habe keine Allergien",
    "es": "no tengo alergias",
    "fr": "je n'ai pas d'allergie",
    "it": "non ho allergie",
    "pt": "não tenho alergias",
    "nl": "ik heb geen allergieën",
}
NOT_EGGS = {
    "harbour": "I'm not allergic to eggs actually",
    "de": "ich bin doch nicht allergisch gegen Eier",
    "es": "no soy alérgico al huevo",
    "fr": "je ne suis pas allergique aux œufs",
    "it": "non sono allergico alle uova",
    "pt": "não sou alérgico a ovos",
    "nl": "ik ben niet allergisch voor eieren",
}
BUT_SOMEBODY = {
    "harbour": ("a latte. I'm not allergic to nuts but my wife is", "a latte. I don't have a nut allergy but my friend does", "a latte. I don't have a nut allergy, my son has"),
    "de": ("einen Hamburger. keine Nussallergie, aber meine Frau schon", "einen Hamburger. Ich habe keine Nussallergie, aber mein Sohn hat eine", "einen Hamburger. Ich bin nicht allergisch gegen Nüsse, aber meine Tochter"),
    "es": ("una hamburguesa. No soy alérgico a las nueces pero mi mujer sí",),
    "fr": ("un hamburger. Je ne suis pas allergique aux noix mais ma femme oui", "un hamburger. Je ne suis pas allergique aux noix, mais ma fille l'est"),
    "it": ("un hamburger. Non sono allergico alle noci ma mia moglie sì",),
    "pt": ("um hambúrguer. Não sou alérgico a nozes mas a minha mulher sim",),
    "nl": ("een hamburger. Ik ben niet allergisch voor noten maar mijn vrouw wel",),
}  # fmt: skip


@pytest.mark.parametrize("menu", KEEPS)
def test_a_denial_of_somebody_else_or_of_other_things_takes_back_nothing(menu: str) -> None:
    """ "My friend has no allergies" and "no other allergies" leave all that was told, and add none."""
    first = TOLD[menu][0] if menu in TOLD else TOLD_ELSEWHERE[menu]
    told = understand(kitchen(menu), first).state.allergies
    assert told
    for text in KEEPS[menu]:
        assert turns(kitchen(menu), first, text).state.allergies == told, text


@pytest.mark.parametrize("menu", OF_SELF)
def test_whoever_has_none_takes_back_their_own(menu: str) -> None:
    """ "I have no allergies" takes back the speaker's, and leaves that of the speaker's wife."""
    own, of_wife = TOLD[menu]
    assert not turns(kitchen(menu), own, OF_SELF[menu]).state.allergies
    assert [a.allergens for a in turns(kitchen(menu), of_wife, OF_SELF[menu]).state.allergies] == [("nuts",)]


@pytest.mark.parametrize("text", ["no allergies after all", "actually no allergies", "forget the allergy"])
def test_what_plainly_takes_back_does_so_whoever_has_it(text: str) -> None:
    """ "Forget the allergy" is said of any."""
    assert not turns(kitchen("harbour"), TOLD["harbour"][1], text).state.allergies


@pytest.mark.parametrize("menu", NOT_EGGS)
def test_an_allergy_to_two_things_is_kept_with_the_one_that_is_left(menu: str) -> None:
    """ "Not to eggs" leaves the nuts that were told in one breath."""
    left = turns(kitchen(menu), TOLD[menu][0], NOT_EGGS[menu]).state.allergies
    assert [allergy.allergens for allergy in left] == [("nuts",)]


def test_a_denial_of_what_no_code_stands_for_takes_back_nothing_else() -> None:
    """ "I'm not allergic to lemons" leaves nuts, and takes back lemons."""
    told = "a latte, I'm allergic to nuts", "I'm allergic to lemons"
    left = turns(kitchen("harbour"), *told, "I'm not allergic to lemons").state.allergies
    assert [allergy.allergens for allergy in left] == [("nuts",)]


@pytest.mark.parametrize("menu", BUT_SOMEBODY)
def test_what_somebody_else_has_after_all_is_an_allergy(menu: str) -> None:
    """ "I'm not but my wife is" tells the allergy that the speaker has not."""
    for text in BUT_SOMEBODY[menu]:
        understood = understand(kitchen(menu), text)
        assert [allergy.allergens for allergy in understood.state.allergies] == [("nuts",)], text
        assert len(understood.lines) == 1, text
