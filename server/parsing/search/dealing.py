"""As many sizes, or options of which one can be had, as there are of a dish are dealt out, one each."""

from collections.abc import Sequence

from server.domain.menu import Variant
from server.parsing.matching.lexicon import Lexicon
from server.parsing.model import Choice
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis


class Dealing:
    """Deals out what was said of several."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m

    def deal_out(self, h: Hypothesis, index: int) -> None:
        """As many sizes, or options of which one can be had, as there are of the dish: one each."""
        draft = h.drafts[index]
        if draft.item is None or draft.removed or any(d.part_of == index for d in h.drafts):
            return
        dealt = _choices_to_deal(draft) if draft.choices else []
        if draft.line is not None and (not dealt or set(draft.line.choices) & set(dealt)):
            return
        if dealt:
            self._deal(h, index, self._with_said_behind(draft, dealt), ())
        elif len(draft.sizes) == draft.quantity:
            self._deal(h, index, [{}] * draft.quantity, draft.sizes)

    def _with_said_behind(self, draft: Draft, dealt: Sequence[Choice]) -> list[dict[int, Choice]]:
        """Each dealt option with what was said behind it: "two curries, beef with rice, tofu without chilli"."""
        places = {id_: at for id_ in draft.choices if (at := self._place_of(draft, id_)) >= 0}
        parts = [{choice.modifier.id: choice} for choice in dealt]
        begins = [places.get(choice.modifier.id, -1) for choice in dealt]
        if -1 in begins or begins != sorted(begins):
            return parts
        others = [id_ for id_, at in places.items() if at > begins[0] and at not in begins]
        owners = {id_: sum(places[id_] > begin for begin in begins) - 1 for id_ in others}
        apart = set(owners.values()) == {len(parts) - 1}
        for id_, owner in owners.items():
            said = range(begins[owner] + 1, places[id_] + 1)
            if not (apart and any(self.m.spans[at].pause or self.m.has(at, "all") for at in said)):
                parts[owner][id_] = draft.choices[id_]
        return parts

    def _place_of(self, draft: Draft, modifier_id: int) -> int:
        """The span that named an option of a line; -1 where none did."""
        named = (at for at in sorted(draft.spans) if self.m.spans[at].names)
        ids = draft.ids[:1]
        return next(
            (
                at
                for at in named
                for i in ids
                if modifier_id in {m.id for m, _g in self.m.best_modifiers(at, i)}
            ),
            -1,
        )

    def _deal(
        self, h: Hypothesis, index: int, choices: Sequence[dict[int, Choice]], sizes: Sequence[Variant]
    ) -> None:
        h.pay("dealt_out")
        whole = h.drafts.own(index)
        for picked in choices:
            for modifier_id in picked:
                whole.choices.pop(modifier_id, None)
        whole.variant_unclear = whole.variant_unclear and not sizes
        whole.variant_stated = whole.variant_stated and not sizes
        for i, picked in enumerate(choices):
            part = Draft(
                items=list(whole.items), quantity_stated=True, part_of=index, words=whole.words, inherits=True
            )
            part.choices = dict(picked)
            if sizes:
                part.variant, part.variant_stated = sizes[i], True
            h.drafts.append(part)


def _choices_to_deal(draft: Draft) -> list[Choice]:
    """The options of one group of which one can be had, where as many were said as there are of the dish."""
    by_group: dict[int, list[Choice]] = {}
    for choice in draft.choices.values():
        if choice.group.max_select == 1 and choice.amount != "none":
            by_group.setdefault(choice.group.id, []).append(choice)
    return next((found for found in by_group.values() if len(found) == draft.quantity), [])
