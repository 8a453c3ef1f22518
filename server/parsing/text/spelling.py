"""Slips of spelling: which known words an unknown one may stand for.

Where few words are known each is compared: 5 microseconds a hundred. Where many are, they are looked up by what is left of
them with one or two letters deleted, so that a look-up costs as much as the word is long, however many words are known (the
idea of Wolf Garbe's SymSpell); to make such a table takes 80 times as long as to compare each word once.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import combinations, takewhile

from server.parsing.text.similarity import OSA, process
from server.parsing.text.tokens import is_unspaced

ONE_SLIP_FROM = 5
"""Letters from which a word may hold one slip; in four letters, only two swapped ones or a doubled one."""
TWO_SLIPS_FROM = 8
LONGEST = 24
CLEAR_SOUND = 3
SOUND_SLIPS, SHORT_SOUND_SLIPS = 0.6, 0.4
"""The share of its letters in which a word may differ from one that sounds alike: of three consonants on, and of fewer."""
FEW = 300
"""Known words up to which each is compared."""
PREFIX_FROM = 4
"""Letters from which the beginning of a word may stand for it: "mayo"."""


class Spelling:
    """A set of known words; `near` finds those that differ by a slip. Its tables are made when first looked into."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)

    @cached_property
    def _learned(self) -> Sequence[str]:
        words = (word for word in self.words if word.isalpha() and 4 <= len(word) <= LONGEST)  # noqa: PLR2004
        return sorted(word for word in words if not is_unspaced(word[0]))

    @cached_property
    def _by_deletion(self) -> dict[str, list[str]]:
        return _table((left, word) for word in self._learned for left in _deletions(word))

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        return _table((sound_of(word), word) for word in self._learned)

    def _within_slips(self, word: str) -> Iterable[str]:
        """All known words that are at most two slips away, and some that are farther."""
        if len(self._learned) <= FEW:
            close = process.extract(word, self._learned, scorer=OSA.distance, score_cutoff=2, limit=None)
            return [known for known, _slips, _at in close]
        return {known for left in _deletions(word) for known in self._by_deletion.get(left, ())}

    def _with_sound(self, sound: str) -> Iterable[str]:
        if len(self._learned) <= FEW:
            return [known for known in self._learned if sound_of(known) == sound]
        return self._by_sound.get(sound, ())

    def near(self, word: str) -> list[str]:
        """The known words nearest to `word`, none of them farther than a slip; empty where there are none."""
        if not (word.isalpha() and 4 <= len(word) <= LONGEST) or is_unspaced(word[0]):  # noqa: PLR2004
            return []
        ranked = sorted(
            (slips, known) for known in self._within_slips(word) if (slips := _slips(word, known)) is not None
        )
        return [known for slips, known in ranked if slips == ranked[0][0]][:4]

    def alike(self, word: str) -> list[str]:
        """Known words that sound like `word` and are written not too differently: "lasagne" for "lazanya"."""
        if not (word.isalpha() and 4 <= len(word) <= LONGEST) or is_unspaced(word[0]):  # noqa: PLR2004
            return []
        sound = sound_of(word)
        near = sorted((OSA.distance(word, known), known) for known in self._with_sound(sound))
        most = SOUND_SLIPS if len(sound) >= CLEAR_SOUND else SHORT_SOUND_SLIPS
        return [known for distance, known in near if distance <= max(len(word), len(known)) * most][:2]

    def resembles(self, word: str) -> bool:
        """Whether one slip could make a known word of an unknown one, in short words too, where none is assumed."""
        if word in self.words or not 4 <= len(word) <= LONGEST:  # noqa: PLR2004
            return False
        return any(OSA.distance(word, known, score_cutoff=1) <= 1 for known in self._within_slips(word))

    def completions(self, prefix: str) -> list[str]:
        """The known words that `prefix` shortens, where one or two forms of one word do."""
        if len(prefix) < PREFIX_FROM:
            return []
        begun = self._learned[bisect_left(self._learned, prefix) :]
        found = [word for word in takewhile(lambda word: word.startswith(prefix), begun) if word != prefix]
        shortest = min(found, key=len, default="")
        return [shortest] if found and all(word.startswith(shortest) for word in found) else []


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, word in pairs:
        found.setdefault(key, []).append(word)
    return found


@lru_cache(maxsize=4096)
def _deletions(word: str) -> frozenset[str]:
    count = 2 if len(word) >= TWO_SLIPS_FROM else 1
    positions = range(len(word))
    found = {word}
    for n in range(1, count + 1):
        for gone in combinations(positions, n):
            found.add("".join(letter for i, letter in enumerate(word) if i not in gone))
    return frozenset(found)


_SOUNDS = (
    ("sch", "S"), ("tch", "S"), ("sh", "S"), ("ch", "S"), ("ph", "f"), ("gn", "n"), ("kn", "n"), ("wr", "r"), ("gh", ""),
    ("ck", "k"), ("qu", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("z", "s"), ("x", "ks"),
    ("dg", "j"), ("w", ""), ("y", ""), ("h", ""),
)  # fmt: skip


@lru_cache(maxsize=16_384)
def sound_of(word: str) -> str:
    """A word by its consonants, alike for spellings that sound alike."""
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    first = word[:1]
    rest = "".join(c for c in word[1:] if c not in "aeiou")
    folded = ("V" if first in "aeiou" else first) + rest
    return "".join(c for i, c in enumerate(folded) if i == 0 or c != folded[i - 1])


def _slips(word: str, known: str) -> int | None:
    """How many slips apart two words are; None where that is too many for their length."""
    distance = OSA.distance(word, known, score_cutoff=2)
    shorter = min(len(word), len(known))
    if word[0] != known[0] and word[:2] != known[1::-1]:
        return None
    if distance == 1:
        return 1 if shorter >= ONE_SLIP_FROM or _small_slip(word, known) else None
    return 2 if distance == 2 and shorter >= TWO_SLIPS_FROM and word[0] == known[0] else None  # noqa: PLR2004


def _small_slip(word: str, known: str) -> bool:
    """Two neighbours swapped, or a letter doubled or not: slips that are safe in short words too."""
    if len(word) == len(known):
        return sorted(word) == sorted(known)
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    return any(
        longer[i] == longer[i - 1] and longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer))
    )
