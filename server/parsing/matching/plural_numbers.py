"""Plurals of names that end in a number: "two 99s", "three Route 66's", or begin with one: "two 7ups", and of numbers of dishes: "two number ones"."""

from collections.abc import Sequence

from server.parsing.matching.menu_words import MenuWords
from server.parsing.text.tokens import Token

_PLURAL = "s"


def without_plural_of_numbers(tokens: Sequence[Token], view: MenuWords) -> list[Token]:
    """The tokens, a number of the menu and the ending right behind it as the number."""
    if (_PLURAL, "") not in view.language.endings:
        return list(tokens)
    found: list[Token] = []
    for token in tokens:
        if found and _is_ending(found[-1], token, view):
            found[-1] = found[-1]._replace(end=token.end)
        elif found and (
            _is_several_ones(found[-1], token, view) or _is_written_together(found[-1], token, view)
        ):
            found.append(token._replace(text=token.text.removesuffix(_PLURAL)))
        else:
            found.append(token)
    return found


def _is_ending(before: Token, token: Token, view: MenuWords) -> bool:
    """Whether a word is only the ending of the number before it, with an apostrophe at most between them."""
    is_number = before.text.isdecimal() and before.text in view.words
    return is_number and token.text == _PLURAL and not token.pause and token.start - before.end <= 1


def _is_several_ones(before: Token, token: Token, view: MenuWords) -> bool:
    """Whether a word that stands for dishes elsewhere is the number behind a sign: the "ones" of "number ones"."""
    spoken, one = view.language, token.text.removesuffix(_PLURAL)
    is_counted = one != token.text and spoken.is_cue(one, "number") and spoken.is_cue(token.text, "stand_in")
    return is_counted and not token.pause and spoken.is_cue(before.text, "sign")


def _is_written_together(before: Token, token: Token, view: MenuWords) -> bool:
    """Whether a word of the menu in the plural is written behind its number without a blank: the "ups" of "7ups"."""
    one = token.text.removesuffix(_PLURAL)
    is_together = before.text.isdecimal() and before.end == token.start and one != token.text
    return is_together and before.text in view.words and one in view.words
