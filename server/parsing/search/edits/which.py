"""Which line is meant: by its dish, and by what else is said of it."""

from collections.abc import Sequence

from server.domain.menu import Modifier, ModifierGroup
from server.parsing.matching.lexicon import Lexicon
from server.parsing.search.draft import Draft
from server.parsing.search.edits.numbered import has_price
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase

FAR = 8
"""Words before the name of a dish that are looked at for what they say of it, at most."""
LONGEST_ELIDED = 6
"""Letters of an elided word with its apostrophe, at most."""
LONGEST_SAID = 3
"""Words that tell what somebody has, at most: "is having"."""
MAX_SELECTORS = 6
"""Sizes and options by which a line is told from others, at most."""


class Which:
    """Finds the line that some words are about."""

    def __init__(self, m: Lexicon) -> None:
        self.m = m

    def find(self, h: Hypothesis, at: int, *, loosely: bool = False) -> int:
        """The line that the words at `at` fit best, with what waits before them; -1 where none does."""
        best, found = 0.0, -1
        selectors = [w.at for w in h.pending.waiting[-MAX_SELECTORS:]] if h.pending is not None else []
        if loosely:
            selectors += [i for i in range(at + 1, self.end_of_selectors(at)) if self.m.spans[i].names]
        ids, price = set(self.m.best_items(at)), h.mode.price_of(at)
        is_plain = h.pending is not None and (h.pending.plain or self._says_plain(h.pending))
        for i, draft in enumerate(h.drafts):
            if draft.removed or draft.total or (price and not any(has_price(d, price) for d in draft.items)):
                continue
            score = 3.0 if any(item.id in ids for item in draft.items) else 0.0
            if not score and loosely and draft.item is not None and self.m.is_word_of(at, draft.item.id):
                score = 2.0
            if not score and loosely and i == self.only_named(h, at):
                score = 1.0
            if score:
                score = max(0.1, score + sum(self.selects(draft, s) for s in selectors))
                score += 2.0 * (is_plain and not self._has_anything(draft))
            if score > 0 and score >= best:
                best, found = score, i
        return found

    def _says_plain(self, phrase: PendingPhrase) -> bool:
        """Whether a word for the plain one waits that is an option elsewhere."""
        return any(self.m.has(w.at, "plain") for w in phrase.waiting[-MAX_SELECTORS:])

    @staticmethod
    def _has_anything(draft: Draft) -> bool:
        """Whether something was said of a line, so that it is not the plain one."""
        return any(choice.stated and choice.amount != "none" for choice in draft.choices.values())

    def only_named(self, h: Hypothesis, at: int) -> int:
        """The only line of the cart that a name may mean at all, where what it means first is not there; -1 for none."""
        nearest, ids = set(self.m.best_items(at)), {item_id for _far, item_id in self.m.items(at)}
        there = [i for i, d in enumerate(h.drafts) if d.line is not None and not d.removed]
        if any(nearest & set(h.drafts[i].ids) for i in there):
            return -1
        found = [i for i in there if ids & set(h.drafts[i].ids)]
        return found[0] if len(found) == 1 else -1

    def end_of_selectors(self, at: int) -> int:
        """The span after what tells a line from others behind its name: "the latte iced"."""
        end = at + 1
        while (
            end < len(self.m)
            and not self.m.spans[end].pause
            and (self._is_selector(end) or self.m.has(end, "that", "filler", "after_all", "pronoun"))
        ):
            end += 1
        return end

    def _is_selector(self, at: int) -> bool:
        return (
            bool(self.m.spans[at].names)
            and not self.m.items(at)
            and (self.m.is_option_somewhere(at) or self.m.is_variant_somewhere(at))
        )

    def selects(self, draft: Draft, at: int) -> float:
        having = self.m.items_having(at)
        for item in draft.items:
            if item.id not in having:
                continue
            variants = self.m.variants(at, item.id)
            if variants:
                return 2.0 if draft.variant in variants else -2.0
            options = self.m.best_modifiers(at, item.id)
            if options:
                if any(o.id in draft.choices for o, _group in options):
                    return 2.0
                return 1.0 if any(_comes_with(draft, *option) for option in options) else -2.0
        return 0.0

    def having_option(self, h: Hypothesis, first: int, after: int) -> list[int]:
        """The lines of the cart that have the one option named in the spans `first` to `after` (exclusive)."""
        named = [i for i in range(first, after) if self.m.spans[i].names and not self.m.has(i, "number")]
        if len(named) != 1 or (self.m.items(named[0]) and self.find(h, named[0]) >= 0):
            return []
        there = ((i, d) for i, d in enumerate(h.drafts) if d.line is not None and not d.removed)
        return [i for i, draft in there if self.selects(draft, named[0]) > 0]

    def tells_of_line(self, h: Hypothesis, at: int, match: int, *, orders: bool = False) -> bool:
        """Whether something is told of a line of the cart by its bare name, as languages without articles do.

        "Piwo małe", said where there is a beer, and 「ビール大」 make it a small one, a large one. `orders`: a word that
        orders may stand between, as in "jedną colę poproszę dużą".
        """
        draft = h.drafts[match]
        if self.m.view.language.has_articles or not (draft.line or self._is_named_again(h, at, draft)):
            return False
        told = at + 1
        if self.m.view.language.head_final and h.pending is None and self.m.has(told, "also"):
            told += not (self.m.spans[told].pause or self.m.spans[told].names)
        while self.m.has(told, "topic", "filler", "correction", "after_all", "adding", "counter") and (
            self._goes_on(told) or (orders and not (self.m.spans[told].pause or self.m.spans[told].names))
        ):
            told += 1
        if told >= len(self.m) or self.m.spans[told].pause:
            return False
        if (h.mode.only or h.mode.correcting) and self.m.has(told, "number"):
            return True
        if self.m.has(told, "no", "plain", "only", "just") and not self.m.spans[told].names:
            return True
        return any(
            self.m.variants(told, i) or self.m.best_modifiers(told, i) for i in draft.ids
        ) and not self.m.items(told)

    def _is_named_again(self, h: Hypothesis, at: int, draft: Draft) -> bool:
        """Whether a dish that this text counted begins a clause, uncounted: "dwa kebaby i cola, kebaby bez cebuli"."""
        is_bare = h.pending is None and not h.mode.joined and bool(self.m.spans[at].pause)
        return is_bare and draft.quantity_stated and draft.head is not None and draft.head[1] < at

    def is_changed_behind(self, h: Hypothesis, at: int) -> bool:
        """Whether what a dish is changed into is told right behind its name: "colę proszę zmienić na dużą"."""
        verb = at + 1
        while self.m.has(verb, "filler", "it", "pronoun") and not self.m.spans[verb].names:
            verb += 1
        if h.pending is not None or self.m.has(verb, "instead"):
            return False
        if self.m.has(verb, "make") and self.m.begins_as(verb, "change"):
            return True
        if not self.m.has(verb, "change"):
            return False
        return self.m.has(verb + 1, "into") and not self.m.spans[verb + 1].pause

    def is_served_first(self, h: Hypothesis, at: int) -> bool:
        """Whether what was ordered shall come first, named without an article: "najpierw piwo"; "…, samosas first"."""
        if h.pending is not None and h.pending.determiner:
            return False
        if self.m.view.language.has_articles:
            begins = (at == 0 or bool(self.m.spans[at].pause)) and h.pending is None
            return begins and self.m.has(at + 1, "first") and not self.m.spans[at + 1].pause
        told = at + 1
        while self.m.has(told, "topic", "filler") and not self.m.has(told, "first") and self._goes_on(told):
            told += 1
        is_behind = self.m.has(told, "first") and not self.m.spans[told].pause
        return is_behind or (self.m.has(at - 1, "first") and not self.m.spans[at].pause)

    def is_named_with(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether a dish of the cart is named with an option: it, or another one, in languages without articles."""
        draft, told = h.drafts[match], at + 2
        if self.m.view.language.has_articles or draft.line is None or self._has_article_prefix(at):
            return False
        if not self.m.has(at + 1, "with") or self.m.has(at + 1, "topic") or told >= len(self.m):
            return False
        apart = self.m.spans[at + 1].pause or self.m.spans[told].pause or self.is_definite(at, h)
        return not apart and any(self.m.best_modifiers(told, i) for i in draft.ids)

    def _goes_on(self, at: int) -> bool:
        return not (self.m.spans[at].pause or self.m.spans[at].names or self.m.has(at, "ordering"))

    def is_placed(self, at: int, h: Hypothesis) -> bool:
        """Whether a preposition stands right before a dish of the cart: "na batata", "do barszczu", "on burgers"."""
        if not self.m.has(at - 1, "preposition") or self.m.has(at - 1, "for") or self.m.spans[at].pause:
            return False
        ids = set(self.m.best_items(at))
        return any(d.line is not None and not d.removed and ids & set(d.ids) for d in h.drafts)

    def is_for_another(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether somebody else has the dish that was just ordered: "I'll have the soup, and she gets the soup with cream"."""
        draft = h.drafts[match]
        if (
            draft.line is not None
            or draft.head is None
            or (not self.m.has(at - 1, "that", "size") and not (h.pending is not None and h.pending.waiting))
        ):
            return False
        begin = at
        while begin > draft.head[2] + 1 and not (self.m.spans[begin].pause or self.m.has(begin, "and")):
            begin -= 1
        if begin <= draft.head[2] + 1 and not (self.m.spans[begin].pause or self.m.has(begin, "and")):
            return False
        said = [token.text for token in self.m.tokens[self.m.spans[begin].start : self.m.spans[at].start]]
        phrases = self.m.view.language.of_person
        return any(
            tuple(said[i : i + n]) in phrases for i in range(1, len(said)) for n in range(1, LONGEST_SAID + 1)
        )

    def is_definite(self, at: int, h: Hypothesis) -> bool:
        if self.is_placed(at, h):
            return h.pending is None or not h.pending.determiner
        if self._is_topic(at, h) or self._has_elided_article(at) or self._has_article_prefix(at):
            return h.pending is None or not h.pending.determiner
        i = at - 1
        while i >= max(0, at - FAR) and self.m.spans[i].names and not self.m.has(i, "that", "all"):
            i -= 1
        definite = self._ends_definite(i) and not self.m.has(at + 1, "amount")
        if not (definite or self.m.has(i, "that", "all")):
            return False
        return h.pending is None or not h.pending.determiner or self.has_preposition(at)

    def _is_topic(self, at: int, h: Hypothesis) -> bool:
        """Whether a particle behind a dish of the order says that something is told of it: "ビールは", "버거에", 汉堡加培根.

        Of a dish of the same text only a particle for topics says so: 冷奴一つ、冷奴はネギ抜きで.
        """
        kinds = ("with", "no") if self.m.view.language.script else ()
        behind = self.m.has(at + 1, "topic", "remove_after", *kinds) and not self.m.spans[at + 1].pause
        if not behind or not h.drafts:
            return False
        return h.drafts[0].line is not None or (self.m.has(at + 1, "topic") and self._was_ordered(h, at))

    def _was_ordered(self, h: Hypothesis, at: int) -> bool:
        ids = set(self.m.best_items(at))
        return any(not d.removed and ids & set(d.ids) for d in h.drafts)

    def _has_elided_article(self, at: int) -> bool:
        """Whether an article or preposition is written together with the name: "l'hamburger", "nell'hamburger"."""
        written = self.m.text[self.m.tokens[self.m.spans[at].start].start :][:LONGEST_ELIDED]
        short, apostrophe, _rest = written.replace("\u2019", "'").partition("'")
        word = self.m.view.language.trie.get((short.casefold(),)) if apostrophe else None
        return word is not None and not word.kinds.isdisjoint(("that", "preposition"))

    def _has_article_prefix(self, at: int) -> bool:
        """Whether a name is written together with the article that it has not on the menu: "البرجر"."""
        prefix, written = self.m.view.language.article_prefix, self.m.tokens[self.m.spans[at].start].text
        if not prefix or not written.startswith(prefix):
            return False
        return not any(self.m.item(i).name.startswith(prefix) for i in self.m.best_items(at))

    def _ends_definite(self, at: int) -> bool:
        """Whether small words end with a definite article: "with the"."""
        if at < 0 or self.m.length(at) < 2 or not self._begins_as_preposition(at):  # noqa: PLR2004
            return False
        return self.m.ends_as(at, "that")

    def _begins_as_preposition(self, at: int) -> bool:
        """Whether small words begin with a preposition: "with the", "for the"."""
        return self.m.has(at, "with", "preposition") or (
            self.m.has(at, "filler") and self.m.begins_as(at, "for")
        )

    def has_preposition(self, at: int) -> bool:
        i = at - 1
        while i >= at - FAR and (
            self.m.has(i, "that", "all")
            or (i >= 0 and self.m.spans[i].names and not self.m.has(i, "preposition"))
        ):
            i -= 1
        return self.m.has(i, "preposition") or self._ends_definite(i)

    def of_kind(self, h: Hypothesis, at: int) -> int:
        """The last line that stands under the heading, or has the words, of span `at`; -1 where none does."""
        ids = set(self.m.all_items(at))
        return max((i for i, d in enumerate(h.drafts) if not d.removed and ids & set(d.ids)), default=-1)

    def replaced_by(self, h: Hypothesis, ids: Sequence[int]) -> int:
        """The line that a dish takes the place of: the one spoken of, else the one of the cart that is most alike."""
        line = h.line
        if line is None or line.line is None or line.spans:
            return h.focus
        alike = [
            (max((self.likeness(d.ids[0], i) for i in ids), default=0), at)
            for at, d in enumerate(h.drafts)
            if d.items and not d.removed
        ]
        best = max(alike, default=(0, h.focus))
        return best[1] if best[0] else h.focus

    def corrects_words(self, h: Hypothesis, at: int) -> bool:
        """Whether what a correction takes back was begun by this text, and is no line: "and a dessert… no, a coffee"."""
        line = h.line
        if not h.mode.correcting or line is None or line.line is None or line.spans:
            return False
        anew = max((i for i in range(at) if self.m.has(i, "correction", "recount")), default=0)
        begin = anew - 1
        while begin > 0 and not self.m.spans[begin].pause:
            begin -= 1
        said = range(max(0, begin), anew)
        if any(self.m.has(i, "article", "number") and not self.m.has(i, "correction") for i in said):
            return True
        is_broken_off = bool(said) and bool(self.m.spans[anew].pause) and self.m.has(begin, "and", "also")
        return is_broken_off or (self.m.has(anew, "recount") and self.m.has(anew - 1, "class"))

    def likeness(self, item_id: int, other_id: int) -> int:
        """How much two dishes have in common: the heading that they stand under, and words of their names."""
        of_words = self.m.view.item_words
        same_heading = self.m.item(item_id).category_id == self.m.item(other_id).category_id
        return 2 * same_heading + len(of_words[item_id] & of_words[other_id])

    def most_alike(self, ids: Sequence[int], item_id: int) -> list[int]:
        """Of several dishes those that have most in common with another one."""
        most = max((self.likeness(i, item_id) for i in ids), default=0)
        return [i for i in ids if self.likeness(i, item_id) == most] if most else list(ids)


def _comes_with(draft: Draft, modifier: Modifier, group: ModifierGroup) -> bool:
    """Whether a line has what comes with its dish, so that nothing else of the group took its place: "the beef ones"."""
    others = (c for c in draft.choices.values() if c.group.id == group.id and c.amount != "none")
    return modifier.is_default and group.max_select == 1 and not any(others)
