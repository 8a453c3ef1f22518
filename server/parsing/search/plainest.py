"""The plainest of several dishes that one word may name: "naan" of *Plain naan*, *Garlic naan* and *Naan combo*."""

from collections.abc import Callable, Sequence

from server.domain.menu import Item
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.text.foods import Foods, foods, is_adjective, is_bundle, is_helping
from server.parsing.text.tokens import words

_BESIDE = ("with", "preposition")
"""Kinds of small words of a name behind which stands what comes with the dish."""
_SMALL = ("article", "that", "and", "of", "number", "counter", "unit", "filler", *_BESIDE)
_NONE = -1


def plainest_dish(m: Lexicon, draft: Draft) -> int:
    """The id of the dish whose name says no more than was said, but for what goes without saying; -1 for none, or several.

    A dish that comes with others (a combo, a platter) is not meant where that is not said.
    """
    known = foods(m.view.language.code)
    if m.view.language.script or draft.implied or draft.head is None or _may_be_choice(m, draft) or _tells_how(m, draft, known):
        return _NONE
    said = m.stems(draft.head[1])
    single = [item for item in draft.items if not _comes_with_others(item, said, known, m)]
    if len(single) == 1 and _is_what_it_is(m, single[0], said):
        return single[0].id
    plain = [item.id for item in single if _is_plain(m, item, draft, said, known)]
    return plain[0] if len(plain) == 1 else _NONE


def _may_be_choice(m: Lexicon, draft: Draft) -> bool:
    return draft.head is not None and m.is_option_somewhere(draft.head[1])


def _tells_how(m: Lexicon, draft: Draft, known: Foods) -> bool:
    """Whether what was said tells how something is, and not what: "green"."""
    at = draft.head[1] if draft.head else 0
    return bool(m.kinds(at)) or _any_of(m.texts[m.spans[at].start : m.spans[at].end], known, is_adjective)


def _comes_with_others(item: Item, said: set[str], known: Foods, m: Lexicon) -> bool:
    """Whether a dish's name says, and the guest did not, that it is several things together."""
    unsaid = [word for word in _name_of(m, item) if m.view.language.stem(word) not in said]
    return _any_of(unsaid, known, is_bundle)


def _is_what_it_is(m: Lexicon, item: Item, said: set[str]) -> bool:
    """Whether what a name says that the dish is was said: the "tenders" of *Hand-breaded chicken tenders*."""
    name = _name_of(m, item)
    head = name[0 if m.view.language.head_first else -1] if name else ""
    return m.view.language.stem(head) in said


def _is_plain(m: Lexicon, item: Item, draft: Draft, said: set[str], known: Foods) -> bool:
    """Whether all that a name says beside goes without saying: a helping, or what the heading says already."""
    spoken = m.view.language
    name = _name_of(m, item, is_whole=True)
    unsaid = [word for word in name if spoken.stem(word) not in said]
    if len(unsaid) == len(name) or any(spoken.stem(word) not in map(spoken.stem, name) for word in said):
        return False
    others = [other for other in draft.items if other is not item]
    kind = "" if any(_is_what_it_is(m, other, said) for other in others) else _kind_of(m, item, name)
    return all(word == kind or _any_of([word], known, is_helping) for word in unsaid)


def _kind_of(m: Lexicon, item: Item, name: Sequence[str]) -> str:
    """The word of a name that says what the dish is, where its heading says so too; "" where it does not."""
    spoken = m.view.language
    heading = {spoken.stem(word) for word in words(m.index.headings.get(item.id, ""))}
    kind = name[0 if spoken.head_first else -1]
    return kind if spoken.stem(kind) in heading else ""


def _any_of(said: Sequence[str], known: Foods, is_kind: Callable[[str], bool]) -> bool:
    return any(map(is_kind, known.things_in(said)))


def _name_of(m: Lexicon, item: Item, *, is_whole: bool = False) -> list[str]:
    """The words of a name without small ones, numbers, what stands in brackets and, unless `is_whole`, what comes with the dish."""
    spoken = m.view.language
    found: list[str] = []
    for word in words(item.name.split("(")[0]):
        entry = spoken.trie.get((word,))
        if found and not is_whole and entry is not None and not entry.kinds.isdisjoint(_BESIDE):
            break
        if word.isalpha() and (entry is None or entry.kinds.isdisjoint(_SMALL)):
            found.append(word)
    return found
