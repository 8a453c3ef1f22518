"""Allergies: where a text speaks of one, what the order's allergies are after it, and which lines go against them.

An allergy is kept from the first word, with or without a dish. When in doubt, more of the text is taken for one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from server.domain.menu import Item
from server.parsing.language import Language, available, language
from server.parsing.lexicon import Lexicon
from server.parsing.model import ALLERGY_PREFIX, Allergy, Conflict, Line
from server.parsing.requests import joined
from server.parsing.tokens import words

WORDS_BEFORE = 8
LONGEST_UNSPACED = 12
"""Spans before the word for an allergy that may name what it is about; characters, where words are not spaced."""
MAX_ALLERGIES = 20
MAX_TEXT = 300
_BEFORE = (
    "of",
    "class",
    "other",
    "with",
    "asking",
    "preposition",
    "filler",
    "article",
    "that",
    "request",
    "pronoun",
    "amount",
    "ordering",
    "number",
)
_AFTER = ("of", "article", "that", "filler", "pronoun", "preposition", "all", "amount", "request")


def codes_in(stems: Sequence[str], spoken: Language) -> frozenset[str]:
    """The codes of the allergens that are named in some words without their endings."""
    return frozenset(code for _first, _after, codes in _named(stems, spoken) for code in codes)


def _named(stems: Sequence[str], spoken: Language) -> Iterable[tuple[int, int, frozenset[str]]]:
    at = 0
    while at < len(stems):
        node, found = spoken.allergens.root, None
        for end in range(at, len(stems)):
            following = node.next.get(stems[end])
            if following is None:
                break
            node = following
            found = (at, end + 1, node.value) if node.value else found
        if found and found[2]:
            yield found[0], found[1], found[2]
        at = found[1] if found else at + 1


@dataclass(slots=True)
class Said:
    """What one text says of allergies: those it names, the codes that it takes back ("*": all), and where."""

    allergies: list[Allergy] = field(default_factory=list)
    taken_back: list[frozenset[str]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)


ALL = frozenset({"*"})


def find_allergies(m: Lexicon) -> Said:
    """Everything that the text says of allergies."""
    return _Finder(m).run()


class _Finder:
    def __init__(self, m: Lexicon) -> None:
        self.m = m
        self.spoken = m.view.language
        self.named = self._allergen_spans()
        self.said = Said()

    def _allergen_spans(self) -> set[int]:
        stems = [self.spoken.stem(token.text) for token in self.m.tokens]
        covered = {i for first, after, _codes in _named(stems, self.spoken) for i in range(first, after)}
        return {at for at, span in enumerate(self.m.spans) if covered.issuperset(range(span.start, span.end))}

    def run(self) -> Said:
        at, free = 0, 0
        while at < len(self.m):
            if self.m.has(at, "no_allergy"):
                at = free = self._take_back(at)
            elif self._is_trigger(at):
                first, after = self._clause(at, free)
                if self._names_allergen(first, after) or not self.m.has(at, "beside_allergen"):
                    self._keep(first, after)
                    at = free = after
                    continue
                at += 1
            else:
                at += 1
        return self.said

    def _is_trigger(self, at: int) -> bool:
        span = self.m.spans[at]
        if span.has("allergy", "beside_allergen"):
            return True
        return not span.known and self.m.token(at).endswith(self.spoken.allergy_endings)

    def _names_allergen(self, first: int, after: int) -> bool:
        return any(at in self.named for at in range(first, after))

    def _take_back(self, at: int) -> int:
        after = self._end_of_list(at + 1)
        codes = self._codes(at + 1, after)
        self.said.taken_back.append(codes or ALL)
        self.said.places.append((at, after))
        return after

    def _keep(self, first: int, after: int) -> None:
        codes = self._codes(first, after)
        if not codes:
            first = self._start_of_clause_before(first)
            codes = self._codes(first, after) or self._refused_nearby(first)
        if len(self.said.allergies) < MAX_ALLERGIES:
            self.said.allergies.append(
                Allergy(self.m.words(first, after - 1)[:MAX_TEXT], tuple(sorted(codes)))
            )
        self.said.places.append((first, after))

    def _start_of_clause_before(self, first: int) -> int:
        """Where a refusal begins that is explained by an allergy: "no dairy for me, I'm allergic"."""
        i = first - 1
        while (
            i >= 0
            and first - i < WORDS_BEFORE
            and self.m.spans[i].pause != "."
            and not (self.m.spans[i].names and i not in self.named)
        ):
            if self.m.has(i, "no", "remove") and any(n in self.named for n in range(i, first)):
                return i
            i -= 1
        named = [n for n in range(i + 1, first) if n in self.named]
        return named[0] if named else first

    def _codes(self, first: int, after: int) -> frozenset[str]:
        return codes_in([stem for at in range(first, after) for stem in self._stems(at)], self.spoken)

    def _stems(self, at: int) -> list[str]:
        span = self.m.spans[at]
        texts = [token.text for token in self.m.tokens[span.start : span.end]]
        cut = [t.removesuffix(e) for t in texts for e in self.spoken.allergy_endings if t.endswith(e)]
        return [self.spoken.stem(text) for text in [*texts, *cut] if text]

    def _refused_nearby(self, first: int) -> frozenset[str]:
        """What is refused in the same clause: "no egg because of an allergy"."""
        begin = first
        while begin > 0 and not self.m.spans[begin].pause:
            begin -= 1
        refusals = [at for at in range(begin, first) if self.m.has(at, "no", "remove")]
        return self._codes(refusals[0], first) if refusals else frozenset()

    # How far the words about an allergy go

    def _clause(self, at: int, free: int) -> tuple[int, int]:
        if self.spoken.head_final:
            return max(free, self._start_unspaced(at)), at + 1
        first = max(free, self._start(at))
        has_named = self._names_allergen(first, at + 1) or not self.m.spans[at].known
        leads_on = self.m.words(at).lower().split()[-1] in self.spoken.allergy_leads
        end = at + 1 if has_named and not leads_on else self._end_of_list(at + 1)
        return first, self._with_talk(end)

    def _start(self, at: int) -> int:
        first = i = at
        while i > 0 and not self.m.spans[i].pause and at - i < WORDS_BEFORE:
            before = self.m.spans[i - 1]
            if i - 1 in self.named:
                first = i - 1
            elif before.names or (not before.known and not self._is_beside(i - 1, at)):
                break
            elif before.has("and", "or"):
                if not (i - 2 in self.named or (i - 2 >= 0 and not self.m.spans[i - 2].known and i < at)):
                    break
            elif before.known and not before.has(*_BEFORE):
                break
            elif not before.has("ordering", "with", "preposition", "of"):
                first = i - 1
            i -= 1
        return first

    def _is_beside(self, i: int, at: int) -> bool:
        """Whether an unknown word is near enough to the word for an allergy to say which: "a quite severe … allergy"."""
        return at - i <= 3 and not any(self.m.spans[n].names and n not in self.named for n in range(i, at))  # noqa: PLR2004

    def _start_unspaced(self, at: int) -> int:
        first = at
        while first > 0 and not self.m.spans[first].pause and at - first < LONGEST_UNSPACED:
            before = self.m.spans[first - 1]
            if first - 1 not in self.named and (
                before.names or (before.known and before.end - before.start > 1)
            ):
                break
            first -= 1
        return first

    def _end_of_list(self, at: int) -> int:
        """The span after a list of allergens: "nuts, dairy and shellfish"."""
        end, i = at, self._element(at, is_first=True)
        while i > end:
            end = i
            following = i
            while self.m.has(following, "and", "or", "also") and not self.m.spans[following].names:
                following += 1
            joined_on = following > i or (i < len(self.m) and self.m.spans[i].pause == ",")
            i = self._element(following, is_first=False) if joined_on else end
        return end

    def _element(self, at: int, *, is_first: bool) -> int:  # noqa: C901, PLR0911  (one case after the other, in the order in which they count)
        """The span after one thing that the diner is allergic to; `at` where there is none."""
        if is_first and at < len(self.m) and self.m.spans[at].pause:
            return at
        i = at
        while (
            i < len(self.m) and i not in self.named and self.m.has(i, *_AFTER) and not self.m.spans[i].names
        ):
            if not is_first and self.m.has(i, "article", "number", "ordering"):
                return at
            if self.m.spans[i].pause and i > at:
                return at
            i += 1
        if i >= len(self.m) or (is_first and self.m.spans[i].pause == "."):
            return at
        if i in self.named:
            i += 1
            while (
                i < len(self.m) and i in self.named and not (self.m.spans[i].pause or self.m.spans[i].names)
            ):
                i += 1
            return i
        if is_first and self.m.spans[i].names and not self.m.spans[i].pause:
            return i + 1
        if self.m.spans[i].known or (self.m.spans[i].pause and is_first):
            return at
        while i < len(self.m) and not self.m.spans[i].known and (i == at or not self.m.spans[i].pause):
            i += 1
        return i

    def _with_talk(self, end: int) -> int:
        """What is said on about it up to the end of the clause, where it orders nothing: "… really badly, so be careful"."""
        i = end
        while i < len(self.m) and not self.m.spans[i].pause:
            span = self.m.spans[i]
            if span.names or span.has(
                "article", "number", "no", "remove", "with", "add", "make", "ordering", "and", "but", "asking"
            ):
                return end
            i += 1
        return i


def after_text(before: Sequence[Allergy], said: Said) -> tuple[Allergy, ...]:
    """The order's allergies after a text: those before, without what was taken back, and the new ones, each once."""
    kept = [
        a for a in before if not any(codes == ALL or codes & set(a.allergens) for codes in said.taken_back)
    ]
    known = {(a.text.casefold(), a.allergens) for a in kept}
    new = [a for a in said.allergies if (a.text.casefold(), a.allergens) not in known]
    return tuple([*kept, *new][:MAX_ALLERGIES])


def with_cart(allergies: Sequence[Allergy], cart: Sequence[Line]) -> tuple[Allergy, ...]:
    """`allergies` and those that only stand marked at lines of the cart."""
    known = {a.text.casefold() for a in allergies}
    marked = dict.fromkeys(
        part.removeprefix(ALLERGY_PREFIX)
        for line in cart
        for part in line.special_requests.split("; ")
        if part.startswith(ALLERGY_PREFIX)
    )
    return (*allergies, *(Allergy(text, codes_of(text)) for text in marked if text.casefold() not in known))


def codes_of(text: str) -> tuple[str, ...]:
    """The codes of the allergens that a text names in any of our languages."""
    spoken = map(language, available())
    return tuple(sorted({code for one in spoken for code in codes_in([*map(one.stem, words(text))], one)}))


def unmarked(cart: Sequence[Line]) -> list[Line]:
    """The lines of a cart without the allergies that are marked at them."""
    return [replace(line, special_requests=_without_marks(line.special_requests)) for line in cart]


def _without_marks(request: str) -> str:
    return "; ".join(part for part in request.split("; ") if part and not part.startswith(ALLERGY_PREFIX))


def marked(lines: Sequence[Line], allergies: Sequence[Allergy]) -> tuple[Line, ...]:
    """The lines with every allergy marked at each, so that every station sees it."""
    marks = [f"{ALLERGY_PREFIX}{allergy.text}" for allergy in allergies]
    return tuple(replace(line, special_requests=joined([*marks, line.special_requests])) for line in lines)


def conflicts(lines: Sequence[Line], allergies: Sequence[Allergy], spoken: Language) -> tuple[Conflict, ...]:
    """The lines whose dish or chosen option states an allergen that the diner is allergic to."""
    codes = {code for allergy in allergies for code in allergy.allergens}
    return tuple(
        Conflict(at, code)
        for at, line in enumerate(lines)
        for code in sorted(codes & stated_by(line, spoken))
    )


def stated_by(line: Line, spoken: Language) -> frozenset[str]:
    """The allergens that a line's dish states, and those that its chosen options name."""
    chosen = [choice.modifier.name for choice in line.choices if choice.amount != "none"]
    return stated_by_item(line.item) | {code for name in chosen for code in _codes_of_name(name, spoken)}


def stated_by_item(item: Item) -> frozenset[str]:
    """The allergens that a dish states."""
    return frozenset(code.casefold() for code in item.allergens)


def _codes_of_name(name: str, spoken: Language) -> frozenset[str]:
    return codes_in([*map(spoken.stem, words(name))], spoken)
