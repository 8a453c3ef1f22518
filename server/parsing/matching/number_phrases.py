"""What a phrase for a number is not: a size that is called so too, or one with the first character of the next word; and talk that is a number and a name."""

from collections.abc import Mapping, Sequence

from server.parsing.matching.heard_phrases import Heard
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.names import ALIAS
from server.parsing.text.cue_phrases import Word
from server.parsing.text.tokens import Token, is_unspaced

_TALK = frozenset({"filler"})


def is_one_of_several(word: Word, names: Mapping[str, float]) -> bool:
    """Whether an inflected "one" is of several, and no size that is called "one": birini, where there is "Bir"."""
    return {"pronoun", "number"} <= word.kinds and bool(names) and min(names.values()) > 0


def cuts_word(tokens: Sequence[Token], end: int, heard: Heard, menu: MenuWords) -> bool:
    """Whether a number takes the first character of an unknown word to itself: the 하나 유 of 하나 유당 빼고."""
    if heard.width < 2 or "number" not in heard.word.kinds or heard.names or end >= len(tokens):  # noqa: PLR2004
        return False
    before, last, behind = tokens[end - 2 : end + 1]
    goes_on = last.start > before.end and behind.start == last.end and not behind.pause
    return goes_on and is_unspaced(last.text[0]) and menu.small_words.get((behind.text,)) is None


def counts_a_name(first: str, heard: Heard, behind: Heard | None, menu: MenuWords) -> bool:
    """Whether a phrase of talk is an article and what the menu calls something in full: the "um garoto" of *Garoto*."""
    if behind is None or heard.names or heard.word.kinds != _TALK or behind.width != heard.width - 1:
        return False
    is_named = bool(behind.names) and min(behind.names.values()) <= ALIAS
    return is_named and menu.written.head_first and menu.language.is_cue(first, "article", "number")
