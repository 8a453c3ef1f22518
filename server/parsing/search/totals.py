"""A number said before what it counts: "two mains please: a burger and a salad"."""

from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase


class Totals:
    """Opens lines that say only how many dishes follow."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m

    def announces(self, phrase: PendingPhrase, at: int) -> bool:
        """Whether a number of sizes says how many dishes follow: "four pints: two stouts, two ciders"."""
        if (
            phrase.quantity < 2  # noqa: PLR2004
            or phrase.number_at < 0
            or not self.m.has(at, "number", "article")
            or not self.m.spans[at].pause
        ):
            return False
        return bool(phrase.waiting or phrase.servings) and all(
            self.m.is_variant_somewhere(w.at) for w in phrase.waiting
        )

    def announce(self, last: int, h: Hypothesis) -> None:
        """So many dishes follow as sizes of them were said."""
        h.pay("total_by_name")
        self.open(h, last)

    def open(self, h: Hypothesis, at: int) -> None:
        """So many dishes are to follow: "two mains please"."""
        phrase = h.pending
        assert phrase is not None  # noqa: S101
        h.pending = None
        h.drafts.append(
            Draft(
                items=[],
                quantity=phrase.quantity,
                quantity_stated=True,
                total=True,
                words=self.m.words(phrase.first, at),
            )
        )
        h.drafts[-1].head = (phrase.first, phrase.first, at)
        h.use(at)
        h.total = (
            phrase._replace(number_at=-1, quantity=1, determiner="")
            if phrase.waiting or phrase.servings
            else None
        )
        if at + 1 < len(self.m) and not self.m.spans[at + 1].pause and not self.m.has(at + 1, "filler"):
            h.pay("total_without_pause")
