"""Drafts into lines: shares and defaults settled, the rules of groups kept, and what is open made a question."""

from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from server.domain.menu import Item, Modifier, ModifierGroup, Variant
from server.domain.naming import called_in
from server.domain.pricing import breaches, wanted_modifiers
from server.parsing.asides.requests import joined
from server.parsing.model import Choice, Line, Question, QuestionKind
from server.parsing.search.draft import Draft, Unclear

MAX_LINES = 100
MAX_OPTIONS = 20
"""Options offered in one question at most."""


class Resolution:
    """The lines, questions and what is sold out that the drafts come to.

    `unavailable` are dishes that have run out, or of which a size ("Latte, Large") or an option ("Latte: Oat milk") has.
    `questions` are texts with places to fill, `names` the names that tell dishes apart, by their ids. Questions call
    things as the menu does in `language`, a tag of its translations; their options are called as on the menu. Of dishes
    that are not among those of the ids `short` everything is always to be had; None: that is not known.
    """

    def __init__(
        self,
        drafts: Sequence[Draft],
        questions: Mapping[str, str],
        now: datetime,
        names: Mapping[int, str],
        language: str = "",
        short: Container[int] | None = None,
    ) -> None:
        self.texts = questions
        self.now = now
        self.names = names
        self.language = language
        self.short = short
        self.lines: list[Line] = []
        self.questions: list[Question] = []
        self.unavailable: list[Item] = []
        self.unmatched: list[str] = []
        self.changed: set[int] = set()
        self.of_cart = 0
        fresh = [draft for draft in drafts if draft.line is None and not draft.removed]
        self.is_one_alone = len(fresh) == 1 and all(d.is_unchanged for d in drafts if d.line is not None)
        for draft in _shared_out(drafts):
            if not draft.removed:
                self._conclude(draft)

    def _conclude(self, draft: Draft) -> None:
        item = draft.item
        if item is None or draft.is_other:
            self._ask_which(draft)
        elif self._may_be_short(item) and not item.is_available(self.now):
            self._tell_sold_out(item, item.name)
        elif len(self.lines) >= MAX_LINES:
            self._ask(None, "too_many", "too_many_lines", ())
        elif not (
            (draft.repeated and self._merged(draft, 0))
            or self._is_said_twice(draft)
            or self._is_made_alike(draft)
        ):
            self._add(draft, item)

    def _may_be_short(self, item: Item) -> bool:
        return self.short is None or item.id in self.short

    def _is_said_twice(self, draft: Draft) -> bool:
        """Whether a dish is ordered again just as it is in the order: "fries, and another fries".

        One that is all that a later text orders stays a line of its own.
        """
        is_plain = not (draft.unclear or draft.plain or draft.everything or draft.variant_unclear)
        return (
            draft.line is None and is_plain and self._merged(draft, self.of_cart if self.is_one_alone else 0)
        )

    def _is_made_alike(self, draft: Draft) -> bool:
        """Whether two lines of the cart are the same since one of them was changed: "actually both toffee"."""
        if draft.line is None or draft.part_of >= 0 or draft.unclear or draft.variant_unclear:
            return False
        return self._merged(draft, 0, changed_only=draft.is_unchanged)

    def _merged(self, draft: Draft, first: int, *, changed_only: bool = False) -> bool:
        """Whether a line is just more of one that is there, of those from `first` on."""
        for at, line in enumerate(self.lines[first:], first):
            variant = draft.variant or (draft.item.default_variant if draft.item else None)
            is_alike = draft.repeated and joined(draft.requests) == line.special_requests
            same = line.item is draft.item and line.variant == variant and (not draft.requests or is_alike)
            same = same and (draft.repeated or not line.special_requests or draft.line is not None)
            same = same and not (changed_only and at not in self.changed)
            if same and {c.modifier.id: c for c in line.choices} == draft.choices:
                self.lines[at] = replace(line, quantity=line.quantity + draft.quantity)
                return True
        return False

    def _ask_which(self, draft: Draft) -> None:
        options = tuple((item.id, self.names.get(item.id, item.name)) for item in draft.items[:MAX_OPTIONS])
        self.unmatched.append(draft.words)
        if not options:
            return
        if draft.implied:
            text = "missing_item_for" if draft.words else "missing_item"
            self._ask(None, "missing_item", text, options, draft, words=draft.words)
        else:
            self._ask(None, "did_you_mean", "did_you_mean", options, draft, words=draft.words)

    def _add(self, draft: Draft, item: Item) -> None:
        at = len(self.lines)
        variant = self._variant(draft, item, at)
        choices, is_open = self._kept(draft, item, at)
        line = Line(
            item=item,
            variant=variant,
            variant_stated=draft.variant_stated and not draft.variant_unclear and variant is not None,
            quantity=draft.quantity,
            choices=tuple(choices.values()),
            special_requests=joined(draft.requests),
            source=draft.source,
        )
        self.lines.append(line)
        self.of_cart = at + 1 if draft.line is not None else self.of_cart
        if draft.line is not None and not draft.is_unchanged:
            self.changed.add(at)
        if is_open:
            self._ask_for_missing(line, at)

    def _tell_sold_out(self, item: Item, name: str) -> None:
        told = replace(item, name=name)
        if told not in self.unavailable:
            self.unavailable.append(told)

    def _variant(self, draft: Draft, item: Item, at: int) -> Variant | None:
        """The size of a line; a question where it is open, or where what is meant has run out."""
        wanted = None if draft.variant_unclear else draft.variant or item.default_variant
        if wanted is not None and wanted.is_available(self.now):
            return wanted
        if wanted is not None and (draft.variant_stated or draft.line is not None):
            self._tell_sold_out(item, f"{item.name}, {wanted.label}")
        left = [(v.id, v.label) for v in item.variants if v.is_available(self.now)]
        self._ask(at, "choose_variant", "choose_variant", left, item=self._called(item))
        usual = item.default_variant if wanted is None else None
        return usual if usual is not None and usual.is_available(self.now) else None

    def _in_stock(self, item: Item, choices: dict[int, Choice]) -> None:
        """Take out the options that have run out, and refuse those that come by themselves; each is told."""
        for modifier in wanted_modifiers(item, [c.picked for c in choices.values()]):
            if modifier.is_available(self.now):
                continue
            self._tell_sold_out(item, f"{item.name}: {modifier.name}")
            choices.pop(modifier.id, None)
            if modifier.is_default:
                group = next(g for g in item.modifier_groups if modifier in g.modifiers)
                choices[modifier.id] = Choice(modifier, group, "none", stated=False)

    def _kept(self, draft: Draft, item: Item, at: int) -> tuple[dict[int, Choice], bool]:
        """The choices that the rules of the groups allow, and whether any was broken; for the others a question."""
        choices = _without_displaced(draft.choices)
        if draft.everything and not _say_all(item, choices):
            self.unmatched.append(draft.everything)
        if draft.plain or draft.only:
            _say_no_more(draft, item, choices)
        if self._may_be_short(item) and not all(part.is_available(self.now) for part in item.parts()):
            self._in_stock(item, choices)
        self._ask_for_unclear(draft, item, choices, at)
        broken = breaches(item, [c.picked for c in choices.values()])
        if not broken:
            return choices, False
        for breach in broken:
            if breach.kind == "too_much_of_one" and breach.modifier:
                choice = choices[breach.modifier.id]
                choices[breach.modifier.id] = replace(choice, quantity=breach.modifier.max_quantity)
                options, most = [(breach.modifier.id, breach.modifier.name)], breach.modifier.max_quantity
                dish, called = self._called(item), self._called(breach.modifier)
                self._ask(at, "too_many", "too_many_of_one", options, item=dish, name=called, max=most)
        for breach in breaches(item, (c.picked for c in choices.values())):
            if breach.kind == "too_many":
                self._cut(breach.group, item, choices, at)
        return choices, True

    def _ask_for_unclear(self, draft: Draft, item: Item, choices: dict[int, Choice], at: int) -> None:
        """Ask which option was meant; of extras on parts those count whose part is wanted."""
        if not (draft.unclear or any(choice.modifier.on_part for choice in choices.values())):
            return
        parts = {m.name for m in wanted_modifiers(item, [c.picked for c in choices.values()])}
        for unclear in draft.unclear:
            if not any(modifier.id in choices for modifier, _group in unclear.options):
                left = [m for m, _group in unclear.options if m.is_available(self.now)]
                options = [(m.id, m.name) for m in _on_parts(left, parts)]
                self._ask(at, "choose_modifier", "did_you_mean", options, unclear, words=unclear.words)
        for choice in [c for c in choices.values() if c.modifier.on_part and c.modifier.on_part not in parts]:
            del choices[choice.modifier.id]
            if choice.amount != "none":
                self.unmatched.append(choice.modifier.name)

    def _cut(self, group: ModifierGroup, item: Item, choices: dict[int, Choice], at: int) -> None:
        said = [c for c in choices.values() if c.group.id == group.id and c.amount != "none"]
        room = group.max_select or 0
        for choice in said:
            if room <= 1 or choice.quantity > room:
                del choices[choice.modifier.id]
            else:
                room -= choice.quantity
        options = [(c.modifier.id, c.modifier.name) for c in said]
        dish, called, most = self._called(item), self._called(group), group.max_select or 0
        self._ask(at, "too_many", "too_many", options, item=dish, group=called, max=most)

    def _ask_for_missing(self, line: Line, at: int) -> None:
        broken = breaches(line.item, [c.picked for c in line.choices])
        asked = {id_ for q in self.questions if q.line == at for id_, _name in q.options}
        for breach in broken:
            options = [(m.id, m.name) for m in breach.group.modifiers if m.is_available(self.now)]
            if breach.kind == "too_few" and not asked & {id_ for id_, _name in options}:
                self._ask(
                    at,
                    "choose_modifier",
                    "choose_modifier",
                    options,
                    item=self._called(line.item),
                    group=self._called(breach.group),
                )

    def _called(self, thing: Item | ModifierGroup | Modifier) -> str:
        return called_in(self.language, thing)

    def _ask(
        self,
        line: int | None,
        kind: QuestionKind,
        text: str,
        options: Sequence[tuple[int, str]],
        about: Draft | Unclear | None = None,
        **values: str | int,
    ) -> None:
        asked = Question(line, kind, self.texts[text].format(**values), tuple(options[:MAX_OPTIONS]))
        if isinstance(about, Draft):
            asked = replace(asked, words=about.words, around=about.around)
        elif about is not None:
            asked = replace(asked, words=about.words, amount=about.amount, quantity=about.quantity)
        self.questions.append(asked)


def _on_parts(options: Sequence[Modifier], parts: AbstractSet[str]) -> Sequence[Modifier]:
    """Of extras on parts those that are on one of `parts`; all where there is none such."""
    return [m for m in options if not m.on_part or m.on_part in parts] or options


def _without_displaced(choices: Mapping[int, Choice]) -> dict[int, Choice]:
    """Without refusals of what the diner's own pick displaces, in groups of which one is picked."""
    if not choices:
        return {}
    picked = {c.group.id for c in choices.values() if c.group.max_select == 1 and c.amount != "none"}
    return {id_: c for id_, c in choices.items() if c.amount != "none" or c.group.id not in picked}


def _say_all(item: Item, choices: dict[int, Choice]) -> bool:
    """Tell "everything on it" in choices; False where the menu leaves open what that is.

    Everything is what comes with the dish; where nothing does, or something else is excepted from it, all there is.
    """
    comes_with = any(m.is_default for g in item.modifier_groups for m in g.modifiers)
    excepted = any(c.amount == "none" and not c.modifier.is_default for c in choices.values())
    if comes_with and not excepted:
        return True
    groups = [g for g in item.modifier_groups if g.max_select is None]
    if len(groups) != 1:
        return False
    for modifier in (m for m in groups[0].modifiers if not m.is_default):
        choices.setdefault(modifier.id, Choice(modifier, groups[0]))
    return True


def _say_no_more(draft: Draft, item: Item, choices: dict[int, Choice]) -> None:
    """Refuse what comes with the dish: all of it for "plain", that of the groups that were spoken of for "only".

    What is one of several kinds, such as the crust of a plain pizza, is not left off.
    """
    spoken_of = {c.group.id for c in choices.values()}
    for group in item.modifier_groups:
        is_kind = group.max_select == 1 and len(group.modifiers) > 1
        if group.min_select == 0 and ((draft.plain and not is_kind) or group.id in spoken_of):
            for modifier in (m for m in group.modifiers if m.is_default):
                choices.setdefault(modifier.id, Choice(modifier, group, "none"))


def _shared_out(drafts: Sequence[Draft]) -> list[Draft]:
    """Let parts take the place of the whole: "two pizzas, one with ham and one with olives"."""
    if all(draft.part_of < 0 for draft in drafts):
        return list(drafts)
    for i, whole in enumerate(drafts):
        parts = [d for d in drafts if d.part_of == i and not d.removed]
        if whole.item is None:
            for part in parts:
                part.removed = {item.id for item in part.items} <= {
                    item.id for item in whole.items
                } and part.item is None
        parts = [part for part in parts if not part.removed]
        if parts and not whole.removed:
            _share(whole, parts)
    return list(drafts)


def _share(whole: Draft, parts: list[Draft]) -> None:
    """Deal a whole out; a plain part lacks what the others were told to have, or else what the dish comes with."""
    left = whole.quantity - sum(part.quantity for part in parts if not part.is_rest or part.quantity_stated)
    for part in parts:
        if part.is_rest and not part.quantity_stated:
            part.quantity = max(1, left - sum(p.is_rest for p in parts) + 1)
    for part in parts:
        told_apart = whole.choices or any(other.choices for other in parts if other is not part)
        is_plain = part.plain and not told_apart
        _inherit(part, whole)
        part.plain = is_plain
    whole.quantity -= sum(part.quantity for part in parts)
    whole.removed = whole.quantity <= 0
    whole.quantity = max(1, whole.quantity)


def _inherit(part: Draft, whole: Draft) -> None:
    """What was said of the whole is the part's too, unless the part says otherwise."""
    if not part.variant_stated and whole.variant_stated and whole.variant is not None:
        label = whole.variant.label.casefold()
        part.variant = next(
            (v for item in part.items for v in item.variants if v.label.casefold() == label), None
        )
        part.variant_stated = part.variant is not None
    elif not part.variant_stated and part.items == whole.items:
        part.variant = whole.variant
        part.variant_unclear = part.variant_unclear or whole.variant_unclear
    own = {c.group.id for c in part.choices.values() if c.group.max_select == 1 and c.amount != "none"}
    there = {
        m.name.casefold(): (m, g) for item in part.items for g in item.modifier_groups for m in g.modifiers
    }
    kept = {}
    told = {c.group.id for c in part.choices.values()} if part.only else set()
    for choice in whole.choices.values() if not part.plain else ():
        if choice.group.id in told:
            continue
        is_displaced = choice.modifier.id in part.displaced
        if choice.modifier.name.casefold() in there and choice.group.id not in own and not is_displaced:
            modifier, group = there[choice.modifier.name.casefold()]
            kept[modifier.id] = replace(choice, modifier=modifier, group=group)
    part.choices = {**kept, **part.choices}
    part.requests = [*whole.requests, *part.requests]
