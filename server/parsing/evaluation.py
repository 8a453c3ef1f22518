"""How well orders are understood: cases with the right order beside the text, and the figures over them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from server.domain.menu import Menu
from server.domain.names import folded
from server.wire.parsing import ParseAnswer, ParsedLine, ParsedModifier
from server.wire.vocabulary import Amount

Pick = tuple[str, str, int]
"""A modifier as it is compared: folded name, amount, quantity."""

Compared = tuple[str, int, str | None, frozenset[Pick]]
"""A line as it is compared: folded name, quantity, folded variant or None, picks."""

OwnLines = frozenset[tuple[str, str]]
"""(item, option), folded, that are the same order as one line or as two."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WantedModifier(_Part):
    """A modifier of a right order; several names where the speaker left it open, `optional` where it may be missing."""

    names: Annotated[tuple[str, ...], BeforeValidator(lambda n: (n,) if isinstance(n, str) else n)] = Field(
        alias="name", min_length=1
    )
    amount: Amount = "regular"
    quantity: int = 1
    optional: bool = False


class WantedLine(_Part):
    """A line of a right order; `variant` is None where none was said. `special_requests` are not compared."""

    special_requests: str = ""
    item: str
    quantity: int = 1
    variant: str | None = None
    modifiers: tuple[WantedModifier, ...] = ()


class Must(_Part):
    """What an answer has to keep besides its lines: words of allergies and wishes, and words that are not on the menu.

    `not_complete` forbids to call it complete, unless it is a `question` that was answered; `complete` demands it.
    """

    allergy: tuple[str, ...] = ()
    wish: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_complete: bool = False
    question: bool = False
    complete: bool = False


class Turn(_Part):
    """One text and the whole order after it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    expect: tuple[WantedLine, ...]
    must: Must = Must()


class Case(_Part):
    """One order, or a dialog of several turns.

    With `compare` "resolved" the variant and modifiers are compared as they were resolved, said or not; `defaults`
    are modifiers that are then not compared as long as they are as the dish comes. Further fields are the writer's own.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    turns: tuple[Turn, ...]
    compare: Literal["stated", "resolved"] = "stated"
    defaults: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    doubtful: bool = False

    @model_validator(mode="before")
    @classmethod
    def _single_order(cls, value: Any) -> Any:
        if isinstance(value, dict) and "text" in value:
            turn = {name: value[name] for name in ("text", "expect", "must") if name in value}
            return {**value, "turns": [turn]}
        return value


class CasesError(Exception):
    """A file of cases with mistakes; `problems` names each with its line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_cases(lines: Iterable[str]) -> list[Case]:
    """Read cases, one JSON object a line, empty lines skipped. Raises CasesError naming every wrong line."""
    cases, problems = [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate(json.loads(line)))
        except (json.JSONDecodeError, RecursionError):
            problems.append(f"line {number}: is not a JSON object")
        except ValidationError as error:
            problems += [f"line {number}: {_in_words(detail)}" for detail in error.errors()]
    if problems:
        raise CasesError(problems)
    return cases


def _in_words(detail: Any) -> str:
    return f"{'.'.join(map(str, detail['loc'])) or 'the case'}: {detail['msg']}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One turn with its answer, and whether that is right."""

    turn: Turn
    answer: ParseAnswer
    is_right: bool
    lost: tuple[str, ...] = ()

    @property
    def is_strictly_right(self) -> bool:
        """Whether the lines are right and nothing that had to be kept is lost."""
        return self.is_right and not self.lost

    @property
    def keeps_promise(self) -> bool:
        """Whether the order is right as it stands: that it might have been called complete is no fault of it."""
        return self.is_right and all(fault == NOT_COMPLETE for fault in self.lost)


@dataclass(slots=True)
class Figures:
    """The sums over all cases so far."""

    cases: int = 0
    cases_right: int = 0
    cases_strictly_right: int = 0
    promises_kept: int = 0
    lost_allergies: int = 0
    turns: int = 0
    turns_right: int = 0
    complete: int = 0
    complete_right: int = 0
    by_parser: Counter[str] = field(default_factory=Counter)

    def add(self, verdicts: Sequence[Verdict]) -> None:
        """Count the turns of one case."""
        self.cases += 1
        self.cases_right += all(v.is_right for v in verdicts)
        self.cases_strictly_right += all(v.is_strictly_right for v in verdicts)
        for verdict in verdicts:
            self.turns += 1
            self.turns_right += verdict.is_right
            self.complete += verdict.answer.complete
            self.complete_right += verdict.answer.complete and verdict.is_right
            self.promises_kept += verdict.answer.complete and verdict.keeps_promise
            self.lost_allergies += sum(fault.startswith(ALLERGY_LOST) for fault in verdict.lost)
            self.by_parser[verdict.answer.parser] += 1

    @property
    def exact_match(self) -> float:
        """Share of cases with every turn right."""
        return _share(self.cases_right, self.cases) or 0.0

    def summary(self) -> dict[str, Any]:
        """The figures as one JSON object; shares have four decimals, None where there is nothing to share."""
        return {
            "cases": self.cases,
            "exact": self.cases_right,
            "exact_match": _share(self.cases_right, self.cases),
            "turns": self.turns,
            "turn_exact_match": _share(self.turns_right, self.turns),
            "complete": self.complete,
            "coverage": _share(self.complete, self.turns),
            "exact_when_complete": _share(self.complete_right, self.complete),
            "strict": _share(self.cases_strictly_right, self.cases),
            "right_when_complete": _share(self.promises_kept, self.complete),
            "wrong_complete": self.complete - self.promises_kept,
            "lost_allergies": self.lost_allergies,
            "parsers": dict(self.by_parser),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


NOT_COMPLETE = "not complete, and nothing is open"
ALLERGY_LOST = "allergy lost"


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a menu comparing needs: options that may stand as own lines, and the size that each dish comes in."""

    own: OwnLines = frozenset()
    comes_in: Mapping[str, str] = field(default_factory=dict)


def facts_of(menu: Menu) -> Facts:
    """The facts of one menu."""
    sizes = {folded(i.name): folded(i.default_variant.label) for i in menu.items() if i.default_variant}
    return Facts(own_lines(menu), sizes)


def judge(case: Case, turn: Turn, answer: ParseAnswer, facts: Facts) -> Verdict:
    """One turn with its answer, compared in lines and in all that had to be kept.

    A size that is what the dish comes in is the same said or unsaid.
    """
    alike = _with_sizes_as_wanted(turn, answer, facts.comes_in)
    right = is_right(case, turn, answer, facts.own) or is_right(case, turn, alike, facts.own)
    return Verdict(turn, answer, right, tuple(_lost(turn.must, answer)))


def _with_sizes_as_wanted(turn: Turn, answer: ParseAnswer, comes_in: Mapping[str, str]) -> ParseAnswer:
    named = {(folded(line.item), folded(line.variant)) for line in turn.expect if line.variant}
    lines = []
    for line in answer.items:
        key = (folded(line.name), folded(line.variant.label) if line.variant else "")
        unsaid = comes_in.get(key[0]) == key[1] and key not in named
        lines.append(
            line.model_copy(update={"variant_stated": not unsaid and (line.variant_stated or key in named)})
        )
    return answer.model_copy(update={"items": lines})


def _lost(must: Must, answer: ParseAnswer) -> Iterator[str]:
    """What the answer does not keep, in words."""
    requests = [folded(line.special_requests) for line in answer.items]
    allergies = [folded(allergy.text) for allergy in answer.allergies]
    elsewhere = [folded(text) for text in answer.unmatched] + [
        folded(" ".join([question.text, *(option.name for option in question.options)]))
        for question in answer.questions
    ]
    note = folded(answer.note)
    yield from (f"{ALLERGY_LOST}: {word}" for word in must.allergy if not _stands(word, allergies))
    for word in must.wish:
        if not _stands(word, [*requests, *allergies, note]):
            yield f"wish lost: {word}"
    for word in must.unknown:
        if not _stands(word, [*elsewhere, *requests, note]):
            yield f"silently dropped: {word}"
    if must.not_complete and answer.complete and not (must.question and answer.answers):
        yield "complete, and must not be"
    if must.complete and not answer.complete:
        yield NOT_COMPLETE


def _stands(word: str, texts: Iterable[str]) -> bool:
    return any(folded(word) in text for text in texts)


def own_lines(menu: Menu) -> OwnLines:
    """Options that are the same order beside the line as inside it ("chips with a dip").

    They are the options of a group that consists of dishes of the menu and nothing else.
    """
    dishes = {folded(item.name) for item in menu.items()}
    return frozenset(
        (folded(item.name), folded(modifier.name))
        for item in menu.items()
        for group in item.modifier_groups
        if dishes.issuperset(folded(m.name) for m in group.modifiers)
        for modifier in group.modifiers
    )


def is_right(case: Case, turn: Turn, answer: ParseAnswer, own: OwnLines = frozenset()) -> bool:
    """Whether `answer` holds the order that `turn` wants: the same lines in any order."""
    asked = [{folded(option.name) for option in question.options} for question in answer.questions]
    got = Counter(line for item in answer.items for line in _got_lines(case, turn, item, own))
    orders = product(*(list(_readings(line, asked, own)) for line in turn.expect))
    return any(got == Counter(line for lines in order for line in lines) for order in orders)


def wanted_in_words(turn: Turn) -> list[str]:
    """The lines that `turn` wants, for a person."""
    return [
        _words(line.quantity, line.item, line.variant, [("/".join(m.names), m.amount, m.quantity) for m in line.modifiers])
        for line in turn.expect
    ]  # fmt: skip


def understood_in_words(answer: ParseAnswer) -> list[str]:
    """The lines of `answer`, for a person; in brackets what was filled in rather than said."""
    lines = []
    for line in answer.items:
        label = line.variant.label if line.variant else None
        picks = [(m.name if m.stated else f"[{m.name}]", m.amount, m.quantity) for m in line.modifiers]
        said = label if line.variant_stated or label is None else f"[{label}]"
        lines.append(_words(line.quantity, line.name, said, picks))
    return lines


def _words(quantity: int, name: str, variant: str | None, picks: Iterable[Pick]) -> str:
    parts = [f"{quantity} × {name}", *([variant] if variant else [])]
    for modifier, amount, count in picks:
        text = modifier if amount == "regular" else f"{amount} {modifier}"
        parts.append(text if count == 1 else f"{text} × {count}")
    return ", ".join(parts)


def _got_lines(case: Case, turn: Turn, item: ParsedLine, own: OwnLines) -> Iterator[Compared]:
    name = folded(item.name)
    picks = set()
    for modifier in item.modifiers:
        pick = (folded(modifier.name), modifier.amount, modifier.quantity)
        if not _is_compared(case, modifier, pick):
            continue
        if (name, pick[0]) in own:
            yield pick[0], item.quantity, None, frozenset()
        else:
            picks.add(pick)
    yield name, item.quantity, _got_variant(case, turn, item), frozenset(picks)


def _is_compared(case: Case, modifier: ParsedModifier, pick: Pick) -> bool:
    if case.compare == "stated":
        return modifier.stated
    as_it_comes = {(folded(default), "regular", 1) for default in case.defaults}
    return pick not in as_it_comes


def _got_variant(case: Case, turn: Turn, item: ParsedLine) -> str | None:
    if case.compare == "resolved":
        name = folded(item.name)
        compared = not any(line.variant is None and folded(line.item) == name for line in turn.expect)
    else:
        compared = item.variant_stated
    return folded(item.variant.label) if compared and item.variant else None


def _readings(line: WantedLine, asked: list[set[str]], own: OwnLines) -> Iterator[tuple[Compared, ...]]:
    """Every way in which the line is right: optional modifiers there or not, open ones picked or asked about."""
    name, variant = folded(line.item), folded(line.variant) if line.variant else None
    for wanted in _with_and_without_optional(line.modifiers):
        beside = tuple(
            (folded(m.names[0]), line.quantity, None, frozenset[Pick]())
            for m in wanted
            if _stands_beside(name, m, own)
        )
        inside = [m for m in wanted if not _stands_beside(name, m, own)]
        for picks in product(*(_picks(m, asked) for m in inside)):
            chosen = frozenset(pick for pick in picks if pick is not None)
            yield ((name, line.quantity, variant, chosen), *beside)


def _with_and_without_optional(modifiers: tuple[WantedModifier, ...]) -> Iterator[tuple[WantedModifier, ...]]:
    must = tuple(m for m in modifiers if not m.optional)
    may = [m for m in modifiers if m.optional]
    for size in range(len(may) + 1):
        for kept in combinations(may, size):
            yield must + kept


def _stands_beside(item: str, modifier: WantedModifier, own: OwnLines) -> bool:
    return len(modifier.names) == 1 and (item, folded(modifier.names[0])) in own


def _picks(modifier: WantedModifier, asked: list[set[str]]) -> list[Pick | None]:
    """The picks that satisfy `modifier`; None where a question that offers two of its names does, too."""
    names = {folded(name) for name in modifier.names}
    picks: list[Pick | None] = [(name, modifier.amount, modifier.quantity) for name in sorted(names)]
    if len(modifier.names) > 1 and any(len(options & names) > 1 for options in asked):
        picks.append(None)
    return picks
