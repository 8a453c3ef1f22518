"""The plain one of several drinks that are called by one word: "dos aguas" where there is *Agua mineral* and *Agua con gas*."""

from collections.abc import Sequence

from server.domain.menu import Item
from server.parsing.matching.drinks import is_drink, tells_kind_of_drink
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.text.tokens import words

_WITHOUT = ("without", "no")


def plain_drink(m: Lexicon, draft: Draft) -> int:
    """The id of the only drink that a line may be of which the name tells nothing special; -1 where there is none, or several."""
    if draft.head is None or not all(is_drink(m.index, item) for item in draft.items):
        return -1
    said = m.stems(draft.head[1])
    plain = [item for item in draft.items if not _is_special(m, item, said)]
    return plain[0].id if len(plain) == 1 and _begin_alike(m, draft.items, said) else -1


def _is_special(m: Lexicon, item: Item, said: frozenset[str] | set[str]) -> bool:
    """Whether a drink's name tells what it is without, or of which kind it is: "con gas", "0,0", "light"."""
    spoken = m.view.language
    behind = [word for word in words(item.name) if spoken.stem(word) not in said]
    return any(spoken.is_cue(word, *_WITHOUT) or tells_kind_of_drink(word) for word in behind)


def _begin_alike(m: Lexicon, items: Sequence[Item], said: frozenset[str] | set[str]) -> bool:
    """Whether the names of all begin or end with what was said."""
    names = [[m.view.language.stem(word) for word in words(item.name)] for item in items]
    return all(name and (name[0] in said or name[-1] in said) for name in names)
