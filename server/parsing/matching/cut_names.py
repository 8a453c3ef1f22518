"""Parts of names in scripts that put words together, which stand for a name: おまかせ of おまかせ盛り, 醤油 of 琥珀醤油らーめん."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from server.parsing.matching.names import Named
from server.parsing.matching.written_names import without_measure
from server.parsing.text.language import Language
from server.parsing.text.tokens import is_unspaced, words
from server.parsing.text.translation import is_thing, kinds_of

SHORTEST_HEAD = 2
LONGEST_IN_ONE = 30
"""Letters that must be left of a name in one word without what others end in too, and that it may have at most."""
LONGEST_CUT, SHORTEST_IN_KANA = 8, 3
"""Letters of a part of a name in one word that stands for it, at most, and in kana at least."""
COMMON_ENDING = 3
"""Names that must end in a word before leaving it out counts as shortening."""


def is_in_one(name: str) -> bool:
    """Whether a name is one word of a script whose words are put together: ビーフカレー, 돼지국밥."""
    return SHORTEST_HEAD < len(name) <= LONGEST_IN_ONE and all(map(is_unspaced, name))


def cut_names(names: Mapping[str, Named], spoken: Language) -> dict[str, list[str]]:
    """The beginnings and ends of dishes' names in one word that no other name has, and the kinds of those that end alike."""
    if not spoken.script:
        return {}
    whole = {name: named for name, named in names.items() if len(name) <= LONGEST_IN_ONE}
    own = {name: named for name, named in whole.items() if named.items and named.is_own and is_in_one(name)}
    cuts = {name: _cuts_of(name) for name in own}
    having = _having(whole, frozenset().union(*cuts.values()))
    found = {
        name: [cut for cut in its if _tells_alone(cut, len(having.get(cut, ())), names, spoken)]
        for name, its in cuts.items()
    }
    for name, its in _kinds_that_end_alike(own, names, spoken).items():
        found[name] += its
    return {**found, **_kinds_in_brackets(whole, own, spoken)}


def _cuts_of(name: str) -> list[str]:
    """The beginnings and ends of a name; an end of one character only where that is a Chinese one."""
    last = len(name) if _is_chinese(name[-1]) else len(name) - 1
    return [*(name[:at] for at in range(SHORTEST_HEAD, len(name))), *(name[at:] for at in range(1, last))]


def _is_chinese(text: str) -> bool:
    return all("一" <= letter <= "鿿" for letter in text)


def _having(names: Mapping[str, Named], cuts: AbstractSet[str]) -> dict[str, set[str]]:
    """What goes by the names that have each of some parts of names within them."""
    found: dict[str, set[str]] = {}
    for name, named in names.items() if cuts else ():
        for begin in range(len(name)):
            for end in range(begin + 1, min(len(name), begin + LONGEST_CUT) + 1):
                if name[begin:end] in cuts:
                    found.setdefault(name[begin:end], set()).update(_things_of(named))
    return found


def _things_of(named: Named) -> Iterator[str]:
    """What goes by a name: a dish is one thing, however many ways the menu writes it (*唐揚げ定食(5個)*)."""
    if not named.items or named.variants or named.modifiers or named.categories:
        yield from named.things
    yield from map(str, named.items)


def _tells_alone(cut: str, others: int, names: Mapping[str, Named], spoken: Language) -> bool:
    """Whether a part of a name, which so many names have, stands for it: no small word, and no kana that may be one's end."""
    is_short = len(cut) < SHORTEST_IN_KANA and any("ぁ" <= letter <= "ヿ" for letter in cut)
    return others == 1 and not is_short and cut not in names and spoken.trie.get(words(cut)) is None


def _kinds_in_brackets(
    names: Mapping[str, Named], own: Mapping[str, Named], spoken: Language
) -> dict[str, list[str]]:
    """The foods that names with brackets end with, where no other dish has one in its name: 脆骨 of *掌中宝(鸡脆骨)*."""
    found: dict[str, list[str]] = {}
    for name, named in names.items():
        if named.items and named.is_own and before_brackets(name) != words(name):
            others = [other for other in own if own[other].items.keys().isdisjoint(named.items)]
            kinds = ("".join(kind) for kind in kinds_of(words(name), spoken))
            found[name] = [kind for kind in kinds if not any(kind in other for other in others)]
    return found


def before_brackets(name: str) -> tuple[str, ...]:
    """A name without what stands in brackets, in scripts without spaces: *チャーシュー麺(醤油)* is no 醤油."""
    phrase = words(name)
    return words(without_measure(name)) or phrase if phrase and is_unspaced(phrase[-1][0]) else phrase


def _kinds_that_end_alike(
    own: Mapping[str, Named], names: Mapping[str, Named], spoken: Language
) -> dict[str, list[str]]:
    """What tells dishes apart whose names end alike, alone and with that end: 醤油 and 醤油らーめん of *琥珀醤油らーめん*.

    A name that has another dish's whole name in it (*特製琥珀醤油らーめん*) is never the one that is called so, and a
    word that stands in a dish which ends otherwise tells nothing.
    """
    plain = [name for name in own if not any(other != name and other in name for other in own)]
    kinds: dict[str, list[tuple[str, str]]] = {}
    for name in plain:
        ending = _common_end(name, plain, own)
        kind = _kind_in(name.removesuffix(ending), ending, spoken) if ending else ""
        if kind and _may_call(kind, names, spoken):
            kinds.setdefault(kind, []).append((name, ending))
    found: dict[str, list[str]] = {}
    for kind, of_names in kinds.items():
        of_others = [name for name in own if not any(its in name for its, _ending in of_names)]
        if any(
            kind in name for name in of_others if not (_is_chinese(kind) and name.endswith(of_names[0][1]))
        ):
            continue
        for name, ending in of_names:
            found[name] = [said for said in (kind, kind + ending) if said not in own]
    for name in own:
        within = next((short for short in found if short != name and short in name), "")
        if within and name not in found:
            found[name] = [name.replace(within, said) for said in found[within]]
    return found


def _common_end(name: str, plain: Iterable[str], own: Mapping[str, Named]) -> str:
    """The longest end that at least so many dishes share; "" for none."""
    for begin in range(1, len(name) - 1):
        end = name[begin:]
        if (
            len({item for other in plain if other.endswith(end) for item in own[other].items})
            >= COMMON_ENDING
        ):
            return end
    return ""


def _kind_in(head: str, ending: str, spoken: Language) -> str:
    """The food that the beginning of a name is, or ends with; a single Chinese character is one before kana."""
    if len(head) == 1:
        return head if _is_chinese(head) and not _is_chinese(ending[0]) else ""
    ends = [head[at:] for at in range(len(head) - 1) if is_thing(words(head[at:]), spoken.code)]
    return next(iter(ends), "")


def _may_call(kind: str, names: Mapping[str, Named], spoken: Language) -> bool:
    """Whether nothing but what must be chosen of some dish is called so, and no small word."""
    named = names.get(kind)
    if spoken.trie.get(words(kind)) is not None:
        return False
    if named is None:
        return True
    groups = [group for its in named.modifiers.values() for _m, group, _far in its]
    return not (named.items or named.variants or named.categories) and all(g.min_select for g in groups)
