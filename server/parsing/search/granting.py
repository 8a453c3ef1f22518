"""Wishes that the menu grants by an option: "toast it", where the dish can be had *Toasted*."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis
from server.parsing.search.options import Option
from server.parsing.text.tokens import words


def grant(h: Hypothesis, m: Lexicon) -> None:
    """Choose what is wished in so many words, said as a verb: that is then no wish any more.

    "Toast that", said behind a latte, is told of the one dish that can be toasted.
    """
    if not m.view.language.participles:
        return
    for i, draft in enumerate(h.drafts):
        for wish in draft.requests if draft.item is not None and not draft.removed else ():
            found = _lines_that_grant(h, m, i, wish)
            if len(found) > 1:
                h.pay("target_untold")
            elif found:
                _grant(h, i, *found[0], wish)


def _lines_that_grant(h: Hypothesis, m: Lexicon, index: int, wish: str) -> list[tuple[int, Option]]:
    """The line that a wish was told of, if an option of it grants that, else the others of which one does."""
    options = ((i, _granting(m, d, wish)) for i, d in enumerate(h.drafts) if not d.removed and d.part_of < 0)
    found = [(i, option) for i, option in options if option is not None]
    return [own for own in found if own[0] == index] or found


def _grant(h: Hypothesis, told: int, granting: int, option: Option, wish: str) -> None:
    own = h.drafts.own(told)
    own.requests = [other for other in own.requests if other != wish]
    h.drafts.own(granting).choose(*option, "regular", 1)


def _granting(m: Lexicon, draft: Draft, wish: str) -> Option | None:
    """The option whose name is the participle of a wish: "warm it up" and *Warmed up*."""
    spoken = m.view.language
    said = [word for word in words(wish) if word not in spoken.meant]
    if not said or draft.item is None:
        return None
    said = [said[0], *(word for word in said[1:] if not _tells_dish(m, word, draft.item.id))]
    forms = {(said[0] + ending, *said[1:]) for ending in spoken.participles}
    forms |= {(said[0] + said[0][-1] + ending, *said[1:]) for ending in spoken.participles}
    return next(
        (
            (modifier, group)
            for group in draft.item.modifier_groups
            for modifier in group.modifiers
            if forms.intersection(map(words, (modifier.name, *modifier.aliases)))
            and modifier.id not in draft.choices
        ),
        None,
    )


def _tells_dish(m: Lexicon, word: str, item_id: int) -> bool:
    """Whether a word only says which dish is meant: "the croissant" of "warm the croissant"."""
    spoken = m.view.language
    is_small = spoken.is_cue(word, "that", "article", "pronoun")
    return is_small or spoken.stem(word) in m.view.item_words[item_id]
