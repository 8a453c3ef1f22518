"""Which dishes, allergens and diets a diner's question is about."""

from collections.abc import Iterable, Sequence

from server.domain.menu import Item
from server.parsing.asides.allergens import codes_in, without_elision
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.names import PART, SHORTENED
from server.parsing.text.foods import foods
from server.parsing.text.tokens import words as words_of

Place = tuple[int, int]
"""The first span of a question, and the one after it."""
LEAST_OF_SLIP = 0.4
"""What a slip of spelling costs a span more than a known phrase, at least."""
_SMALL = ("asking", "filler", "article", "preposition", "amount")
"""Kinds of words beside an allergen that is asked for alone."""


def items_asked(m: Lexicon, place: Place, about: Sequence[Item], *, is_open: bool) -> list[Item]:
    """The dishes that a question names, else those that it points back to; `about` are the dishes ordered before.

    `is_open`: whether it asks what there is, so that an allergen alone may be asked of what was ordered.
    """
    if is_open and about and _asks_for_bare_allergen(m, place):
        return _meant(m, place, about)
    return items_named(m, place) or _meant(m, place, about)


def asks_for_unknown(m: Lexicon, place: Place, *, is_meant: bool) -> bool:
    """Whether a word is asked for that is neither on the menu nor a diet or an allergen: "do you have oysters?"."""
    asks = any(not m.spans[at].known for at in range(*place))
    is_free = is_meant or asks_without(m, place)
    return asks and not (diets_asked(m, *place) or (is_free and codes_asked(m, *place)))


def items_named(m: Lexicon, place: Place) -> list[Item]:
    """The dishes that a question names, those of a heading among them."""
    ids: dict[int, None] = {}
    for at in dishes_named(m, *place):
        ids |= dict.fromkeys(m.best_items(at) or m.category_items(at))
    return [m.item(item_id) for item_id in ids]


def dishes_named(m: Lexicon, first: int, after: int) -> list[int]:
    """The spans that name dishes, but for an allergen or a diet beside one that is a part of another's name: "is the soup vegan?"."""
    named = [at for at in range(first, after) if m.spans[at].names and (m.items(at) or m.category_items(at))]
    named = [at for at in named if not _is_other_food(m, at)]
    others = [at for at in named if not (_is_allergen(m, at) or _is_diet(m, at))]
    is_of_menu = asks_without(m, (first, after))
    return others if others or is_of_menu or _points_back(m, (first, after)) else named


def _is_other_food(m: Lexicon, at: int) -> bool:
    """Whether a word that would be a slip in a name is one for a food: "batter" is no *Bitter*.

    In the menu's own language alone: elsewhere a name is known by what it means.
    """
    is_slip = bool(m.spans[at].names) and m.length(at) == 1 and m.spans[at].cost > 1 + LEAST_OF_SLIP
    is_written = any(m.is_word_of(at, item_id) for item_id in m.best_items(at))
    is_own = m.view.language.code == m.index.language
    return is_slip and is_own and not is_written and foods(m.view.language.code).knows(m.token(at))


def asks_without(m: Lexicon, place: Place) -> bool:
    """Whether a question is about what is without something: "what do you have without eggs?"."""
    said = _unelided(m, range(*place))
    return not m.view.language.free_of.isdisjoint(said)


def _is_allergen(m: Lexicon, at: int) -> bool:
    """Whether a span is an allergen that is a part of a dish's name too."""
    is_part = bool(m.items(at)) and m.items(at)[0][0] >= SHORTENED
    return is_part and _is_called_as_allergen(m, at)


def _is_diet(m: Lexicon, at: int) -> bool:
    """Whether a span is a word for a diet that is a part of a dish's name too."""
    is_part = bool(m.items(at)) and m.items(at)[0][0] >= SHORTENED
    return is_part and bool(diets_asked(m, at, at + 1))


def _meant(m: Lexicon, place: Place, about: Sequence[Item]) -> list[Item]:
    """The dish that "it" is: one named before in the text, else what was ordered last.

    Where nothing but an allergen is asked for, "are there nuts?", all that was ordered.
    """
    is_bare = _asks_for_bare_allergen(m, place)
    if not (is_bare or _points_back(m, place)):
        return []
    before = [at for at in range(place[0]) if m.spans[at].names and m.items(at) and m.items(at)[0][0] < PART]
    if before:
        return [m.item(m.best_items(before[-1])[0])]
    return list({item.id: item for item in about}.values()) if is_bare else list(about[-1:])


def _points_back(m: Lexicon, place: Place) -> bool:
    """Whether a question is about a dish that was named before: "is there egg in it?", "… in the bun?"."""
    said = f" {' '.join(texts_of(m, place[0], place[1] - 1))} "
    meant = any(f" {' '.join(words_of(phrase))} " in said for phrase in m.view.language.meant)
    return meant or _is_of_part(m, place[1] - 1)


def _is_of_part(m: Lexicon, last: int) -> bool:
    """Whether a question ends with a part of a dish that the menu does not name: "in the bun"."""
    is_named = last < 2 or (m.spans[last].known and not _is_other_food(m, last))  # noqa: PLR2004 - "in", "the"
    if is_named or not m.has(last - 1, "article", "that"):
        return False
    return m.has(last - 2, "preposition") or m.begins_as(last - 1, "preposition")


def _asks_for_bare_allergen(m: Lexicon, place: Place) -> bool:
    """Whether nothing but an allergen is asked for: "are there nuts?"."""
    others = [at for at in range(*place) if not _names_allergen(m, at)]
    asking = [at for at in others if m.has(at, "asking")]
    is_small = all(m.has(at, *_SMALL) and not m.spans[at].names for at in others)
    return len(asking) == 1 and is_small and len(others) < place[1] - place[0]


def _names_allergen(m: Lexicon, at: int) -> bool:
    """Whether a span names an allergen and no dish by its whole name."""
    is_dish = bool(m.items(at)) and m.items(at)[0][0] < SHORTENED
    return not is_dish and _is_called_as_allergen(m, at)


def _is_called_as_allergen(m: Lexicon, at: int) -> bool:
    return bool(codes_in([*map(m.view.language.stem, _unelided(m, [at]))], m.view.language))


def diets_asked(m: Lexicon, first: int, after: int) -> list[str]:
    """The diets and the like that a question is about: "vegan", "spicy"."""
    trie, stem = m.view.language.diets, m.view.language.stem
    whole = (trie.get(tuple(map(stem, texts_of(m, at, at)))) for at in range(first, after))
    singles = (trie.get((stem(text),)) for at in range(first, after) for text in texts_of(m, at, at))
    return [*dict.fromkeys(diet for diet in (*whole, *singles) if diet)]


def codes_asked(m: Lexicon, first: int, after: int) -> list[str]:
    """The codes of the allergens that a question is about; the words of a dish's own name are not."""
    stems = map(m.view.language.stem, own_texts(m, first, after))
    return sorted(codes_in([*stems], m.view.language))


def own_texts(m: Lexicon, first: int, after: int) -> list[str]:
    """The words of a question that do not name its dishes, without elisions."""
    dishes = {at for at in dishes_named(m, first, after) if m.items(at) and _is_whole(m, at)}
    return _unelided(m, (at for at in range(first, after) if at not in dishes))


def _unelided(m: Lexicon, spans: Iterable[int]) -> list[str]:
    return [without_elision(text, m.view.language) for at in spans for text in texts_of(m, at, at)]


def _is_whole(m: Lexicon, at: int) -> bool:
    return m.items(at)[0][0] < PART or m.length(at) > 1


def texts_of(m: Lexicon, first: int, last: int) -> list[str]:
    """The folded words of the spans `first` to `last` (inclusive)."""
    return [
        token.text for at in range(first, last + 1) for token in m.tokens[m.spans[at].start : m.spans[at].end]
    ]
