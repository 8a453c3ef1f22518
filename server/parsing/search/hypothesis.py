"""A reading of a text so far: lines, words that wait for a dish, and what the choices on the way have cost."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import NamedTuple

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.search.draft import Draft, Drafts, copied


@cache
def learned() -> Mapping[str, dict[str, float]]:
    """The learned weights: `costs` of choices, `confidence` of readings, and the threshold of `complete`."""
    return tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text("utf-8"))


COSTS: dict[str, float] = learned()["costs"]
"""By the name of a choice, what it costs; negative where it speaks for a reading."""


@dataclass
class Mode:
    """What the words so far say about those to come.

    `negation` is "no", "remove" (carries on over "and") or "instead" (what is not meant any more). `loosely` is how far
    it carries from here: "" fully, "and" over what may be listed on, "next" over what comes with the dish only.
    `listed_to` is the end of a list that it is about as a whole: "no mayo, lettuce or tomato".
    What is told of a line is `making` it another way, or `correcting` what was said; a line that is only `mentioned` takes
    what is said of it, and does not become another dish: "the paella, a lemonade".
    `lessened` is how many fewer of a line there shall be, whose place another dish may take.
    """

    negation: str = ""
    negated_at: int = -1
    loosely: str = ""
    listed_to: int = -1
    first_default_refused: bool = False
    amount: str = ""
    amount_at: int = -1
    doubled: bool = False
    more: bool = False
    wanted: bool = False
    adding: bool = False
    making: bool = False
    mentioned: bool = False
    correcting: bool = False
    changing: bool = False
    under_with: bool = False
    joined: bool = False
    only: bool = False
    stranger: bool = False
    changed: int = -1
    taken_back: int = -1
    acted: bool = False
    recounting: bool = False
    lessened: int = 0
    each: int = 0
    price: int = 0
    priced_at: int = -1
    last: tuple[int, int, Modifier, ModifierGroup] | None = None
    refused: tuple[int, int, Modifier, ModifierGroup] | None = None
    targets: tuple[int, ...] = ()

    def option_behind(self, at: int) -> tuple[int, int, Modifier, ModifierGroup] | None:
        """The option that was named at span `at`, wanted or not, with its line."""
        if self.last is not None and self.last[0] == at:
            return self.last
        return self.refused if self.refused is not None and self.refused[0] == at else None

    @property
    def option_said_last(self) -> tuple[int, int, Modifier, ModifierGroup] | None:
        """The option that was named last, wanted or not, with its line."""
        if self.last is None or self.refused is None:
            return self.last or self.refused
        return self.last if self.last[0] >= self.refused[0] else self.refused

    def refuse(self, how: str, at: int, listed_to: int = -1) -> None:
        """What follows is not wanted."""
        self.negation, self.negated_at, self.loosely, self.listed_to = how, at, "", listed_to
        self.first_default_refused = False

    def positive(self) -> None:
        """What follows is wanted."""
        self.negation, self.loosely = "", ""

    def loosen(self, how: str, at: int) -> None:
        """A negation carries less far from span `at` on, unless a list goes on to there."""
        if self.negation and at > self.listed_to:
            self.loosely = how

    def settle(self) -> None:
        """A change that was made is over when something new begins."""
        if self.acted:
            self.making = self.mentioned = self.correcting = self.acted = False

    def price_of(self, at: int) -> int:
        """The price that was said right before the dish at span `at`; 0 where none was."""
        return self.price if at == self.priced_at else 0

    def take_amount(self) -> str:
        """The amount that waits, used up."""
        amount, self.amount, self.amount_at, self.doubled = self.amount, "", -1, False
        return amount


_NOTHING_SAID = Mode()


def _nothing_said() -> Mode:
    """What holds before the first word."""
    return copied(_NOTHING_SAID)


class Waiting(NamedTuple):
    """A part of the menu that waits for its dish: span `at`, in what amount and number, refused or not.

    `loosely`: how far the refusal before it carries to it in a list, "one without onion and pickles" (see `Mode.loosen`).
    """

    at: int
    amount: str = ""
    doubled: bool = False
    times: int = 0
    negation: str = ""
    loosely: str = ""


class PendingPhrase(NamedTuple):
    """Words before a dish: its number and determiner, and what is said of it before it is named."""

    first: int
    quantity: int = 1
    determiner: str = ""
    number_at: int = -1
    unit: bool = False
    times: int = 0
    servings: tuple[int, ...] = ()
    qualified: bool = False
    everything: str = ""
    share: bool = False
    rest: bool = False
    more: bool = False
    fewer: bool = False
    joined: bool = False
    under_with: bool = False
    waiting: tuple[Waiting, ...] = ()
    wishes: tuple[tuple[int, int], ...] = ()
    spans: tuple[int, ...] = ()
    plain: bool = False
    only: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a determiner was said."""
        return not (self.waiting or self.wishes or self.plain or self.qualified or self.everything)


@dataclass(slots=True)
class Hypothesis:
    """One reading so far.

    `used` has a bit for each span that had an effect, `owed` for each refusal that has had none yet; `choices` counts
    what was chosen.
    """

    drafts: Drafts
    focus: int = -1
    pending: PendingPhrase | None = None
    elided: tuple[PendingPhrase, ...] = ()
    total: PendingPhrase | None = None
    mode: Mode = field(default_factory=_nothing_said)
    used: int = 0
    owed: int = 0
    cost: float = 0.0
    choices: dict[str, float] = field(default_factory=dict)
    strange: tuple[tuple[int, int, int], ...] = ()

    @property
    def awaits_dishes(self) -> bool:
        """Whether dishes were announced ("two mains please") of which none was named yet."""
        return bool(self.drafts) and self.drafts[-1].total

    def pay(self, name: str, times: float = 1.0) -> None:
        """Note a choice, and its cost."""
        self.cost += COSTS[name] * times
        self.choices[name] = self.choices.get(name, 0.0) + times

    def clone(self) -> "Hypothesis":
        """The same reading, to go on another way."""
        return Hypothesis(
            self.drafts.shared(),
            self.focus,
            self.pending,
            self.elided,
            self.total,
            copied(self.mode),
            self.used,
            self.owed,
            self.cost,
            dict(self.choices),
            self.strange,
        )

    def use(self, first: int, after: int | None = None) -> None:
        """The spans `first` to `after` (exclusive) had an effect."""
        if after is None:
            self.used |= 1 << first
        elif after > first:
            self.used |= (1 << after) - (1 << first)

    def leave(self, first: int, after: int) -> None:
        """The spans had none after all."""
        if after > first:
            self.used &= ~((1 << after) - (1 << first))

    def discharge(self) -> None:
        """The refusal that holds now had its effect."""
        if self.mode.negated_at >= 0:
            self.owed &= ~(1 << self.mode.negated_at)

    def has_used(self, at: int) -> bool:
        """Whether span `at` had an effect."""
        return bool(self.used >> at & 1)

    @property
    def line(self) -> Draft | None:
        """The line that is being spoken of, to be looked at."""
        return self.drafts[self.focus] if self.focus >= 0 else None

    @property
    def own_line(self) -> Draft:
        """The line that is being spoken of, to be changed; there must be one."""
        return self.drafts.own(self.focus)

    def refocus(self) -> None:
        """Speak of the last line that is still there."""
        self.focus = max((i for i, d in enumerate(self.drafts) if not d.removed), default=-1)

    def outcome(self) -> dict[tuple[object, ...], int]:
        """What the reading comes to, to be compared with others: how many of what, shares as lines of their own."""
        found: dict[tuple[object, ...], int] = {}
        shares = [d for d in self.drafts if d.part_of >= 0 and not d.removed]
        for i, draft in enumerate(self.drafts):
            if draft.removed or draft.total:
                continue
            parts = sum(d.quantity for d in shares if d.part_of == i) if shares else 0
            if (left := draft.quantity - parts) or not parts:
                key = self._ordered(draft)
                found[key] = found.get(key, 0) + left
        return found

    def _ordered(self, draft: Draft) -> tuple[object, ...]:
        """What is ordered with a line; a share has what was said of all of it, too."""
        variant, choices, ids = draft.variant, draft.choices, draft.ids
        if draft.part_of >= 0:
            whole = self.drafts[draft.part_of]
            groups = {c.group.id for c in choices.values() if c.group.max_select == 1 and c.amount != "none"}
            choices = {id_: c for id_, c in whole.choices.items() if c.group.id not in groups} | choices
            variant, ids = variant or whole.variant, ids or whole.ids
        return (
            tuple(ids[:3]),
            variant.id if variant and _has_sizes(draft) else 0,
            tuple(sorted([(c.modifier.id, c.amount, c.quantity) for c in choices.values()]))
            if choices
            else (),
            len(draft.requests),
        )

    def outline(self) -> tuple[object, ...]:
        """A part of the signature that is told at once: readings that differ in it are not alike."""
        return len(self.drafts), self.focus, self.used, self.pending

    def signature(self) -> tuple[object, ...]:
        """What decides how the reading can go on, and what it comes to."""
        mode = self.mode
        lines = [_line_signature(draft) for draft in self.drafts[-LINES_COMPARED:]]
        return (
            len(self.drafts), lines, self.focus, self.pending, self.elided, self.total, self.used, mode.negation, mode.loosely, mode.amount,
            mode.making, mode.correcting, mode.changing, mode.targets, mode.adding, mode.under_with,
            mode.stranger, mode.only, mode.changed, mode.taken_back, mode.each, mode.acted, mode.lessened,
        )  # fmt: skip


def _has_sizes(draft: Draft) -> bool:
    """Whether there is a size to choose: a dish that comes in one alone is the same with it and without."""
    return len(draft.items) != 1 or len(draft.items[0].variants) > 1


LINES_COMPARED = 6
"""Lines, from the last one back, in which readings are compared while a text is read."""


def _line_signature(d: Draft) -> tuple[object, ...]:
    choices = [(id_, c.amount, c.quantity) for id_, c in d.choices.items()] if d.choices else ()
    variant = d.variant.id if d.variant else 0
    return (
        len(d.items),
        d.items[0].id if d.items else 0,
        d.quantity,
        variant,
        d.removed,
        d.part_of,
        choices,
        len(d.requests),
    )


def named_for_each(h: Hypothesis, each: int, begin: int) -> list[int]:
    """The new lines behind "each"; those from `begin` on where it stands right behind one of them: "a pie and a tea each"."""
    new = [
        (i, d.head[1], each - 1 in (d.head[2], *d.spans))
        for i, d in enumerate(h.drafts)
        if d.head is not None and d.line is None and not d.removed and d.part_of < 0
    ]
    if any(is_before and head < each for _i, head, is_before in new):
        return [i for i, head, _is_before in new if begin <= head < each]
    return [i for i, head, _is_before in new if head > each] or [i for i, _head, _is_before in new[-1:]]
