"""Some of a line, of which something else is said: "one of the lattes", "make one of them a stout"."""

from server.parsing.matching.names import PART, SHORTENED
from server.parsing.matching.numbers import number_at
from server.parsing.search.draft import Draft
from server.parsing.search.edits.change import Changes
from server.parsing.search.edits.counted_behind import CountedBehind
from server.parsing.search.edits.moves import move_changes, move_said, said_before
from server.parsing.search.hypothesis import Hypothesis, PendingPhrase
from server.parsing.search.tools import Tools

_BETWEEN = ("topic", "filler", "counter", "ordering", "preposition")
"""Kinds of words that may stand between some of a line and what they become."""
_BECOMES = ("into", "change", "make", "becomes")


class Shares:
    """Divides lines."""

    def __init__(self, tools: Tools, changes: Changes) -> None:
        self.m = tools.m
        self.ahead = tools.ahead
        self.antecedents = tools.antecedents
        self.changes = changes
        self.which = changes.which
        self.counted_behind = CountedBehind(tools)

    def is_share_of(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether some of a line are spoken of: "one of the lattes"."""
        phrase, draft = h.pending, h.drafts[match]
        if phrase is None or draft.quantity <= phrase.quantity:
            return False
        if self._is_placed_on_some(h, at, match) or self._is_told_before(phrase, draft, at):
            return True
        if phrase.number_at < 0:
            is_made = h.mode.making and phrase.determiner == "article" and phrase.is_bare and not phrase.more
            return is_made and self._is_made_otherwise(h, at, match)
        if self._is_out_of(phrase, at) or self._sets_apart(h, phrase, at, match):
            return True
        return phrase.is_bare and self._tells_of_some(h, at, match)

    def _is_placed_on_some(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether something is put on, or left off, so many of a line: "bei einem Burger die Zwiebeln weg"."""
        phrase, draft = h.pending, h.drafts[match]
        if phrase is None or not (phrase.is_bare and phrase.determiner) or phrase.more or draft.line is None:
            return False
        led = phrase.first if self.m.has(phrase.first, "preposition") else phrase.first - 1
        if not self.m.has(led, "preposition") or self.m.has(led, "for") or self.m.spans[phrase.first].pause:
            return False
        if self.ahead.closes(at + 1) and self._was_named(led - 1, draft):
            return True
        told = at + 1
        while told < len(self.m) and not (self.m.spans[told].names or self.m.spans[told].pause):
            told += 1
        return (
            told < len(self.m)
            and not self.m.spans[told].pause
            and any(self.m.fits(told, item_id) for item_id in draft.ids)
        )

    def _is_told_before(self, phrase: PendingPhrase, draft: Draft, at: int) -> bool:
        """Whether what waits is put on, or left off, so many of a line of the cart: "skip the tomato on one burger"."""
        led = phrase.number_at - 1
        if (
            draft.line is None
            or phrase.more
            or not (phrase.waiting and phrase.number_at > phrase.waiting[-1].at)
        ):
            return False
        is_led = self.m.has(led, "preposition") and not self.m.has(led, "for") and self.ahead.closes(at + 1)
        return is_led and all(any(self.m.modifiers(w.at, i) for i in draft.ids) for w in phrase.waiting)

    def _was_named(self, at: int, draft: Draft) -> bool:
        """Whether an option of the line stands right before: the tomato of "no tomato on one burger"."""
        is_named = at >= 0 and bool(self.m.spans[at].names) and not self.m.spans[at + 1].pause
        return is_named and any(self.m.modifiers(at, item_id) for item_id in draft.ids)

    def _is_out_of(self, phrase: PendingPhrase, at: int) -> bool:
        """Whether the number counts some of those that are there: "one of the", "uno dei", 其中一个."""
        led = at - 1
        while led > phrase.number_at and self._says_how_many(led):
            led -= 1
        stands = (
            led,
            phrase.first - 1,
            *((self.counted_behind.behind_particle(at + 1),) if self.m.view.language.head_final else ()),
        )
        if self.m.has(led, "of") or any(self.m.has(i, "among") for i in stands):
            return True
        if self.m.has(led, "pronoun") and phrase.share and phrase.is_bare:
            return True
        return self.m.has(led, "that") and self.m.has(led - 1, "of", "among")

    def _says_how_many(self, at: int) -> bool:
        """Whether a word behind "of the" only tells how many, or whose, there are: "one of my two burgers"."""
        is_small = self.m.has(at, "number", "filler") and not self.m.spans[at].names
        return is_small and not self.m.has(at, "of", "among", "that")

    def _sets_apart(self, h: Hypothesis, phrase: PendingPhrase, at: int, match: int) -> bool:
        """Whether some of what this text ordered are told of where nothing has an article: "ale jeden burger bez sera"."""
        if self.m.view.language.has_articles or not phrase.is_bare or phrase.more:
            return False
        draft, told = h.drafts[match], at + 1
        is_led = self.m.has(phrase.first - 1, "but") or (
            self.m.has(told, "topic") and bool(self.m.spans[phrase.first].pause)
        )
        while self.m.has(told, *_BETWEEN, "with", "no") and not (
            self.m.spans[told].names or self.m.spans[told].pause
        ):
            told += 1
        if not is_led or draft.line is not None or told >= len(self.m) or self.m.spans[told].pause:
            return False
        return any(self.m.fits(told, item_id) for item_id in draft.ids)

    def _tells_of_some(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether something is told of so many of a line, where nothing says that they are others: "jeden rosół bez makaronu"."""
        phrase = h.pending
        if phrase is None or phrase.more or phrase.joined or self._are_more(phrase.number_at, at + 1):
            return False
        if h.mode.making:
            return self._is_made_otherwise(h, at, match)
        return self.which.tells_of_line(h, at, match, orders=True)

    def _are_more(self, number: int, at: int) -> bool:
        """Whether so many more are wanted, told behind the dish and its sizes: "생맥주 500 두 잔 더", カツ丼並を一つ追加で."""
        if self.m.has(number, "same") or self.m.has(number - 1, "adding"):
            return True
        while at < len(self.m) and not self.m.spans[at].pause:
            if self.m.has(at, "more", "adding") and not self.m.spans[at].names:
                return self.ahead.closes(at + 1)
            if not (self.m.is_variant_somewhere(at) or self.m.has(at, *_BETWEEN)):
                return False
            at += 1
        return False

    def _is_made_otherwise(self, h: Hypothesis, at: int, match: int) -> bool:
        """Whether a size or an option follows that so many of a line shall have: "mach den einen Kaffee groß"."""
        draft, told = h.drafts[match], at + 1
        while self.m.has(told, *_BETWEEN, "with") and not (
            self.m.spans[told].names or self.m.spans[told].pause
        ):
            told += 1
        if draft.line is None or told >= len(self.m) or self.m.spans[told].pause:
            return False
        if self.m.has(told, "no") and not self.m.spans[told].names:
            return True
        return not self.m.items(told) and any(self.m.fits(told, item_id) for item_id in draft.ids)

    def becomes_other(self, h: Hypothesis, at: int, match: int) -> int:
        """Where the words for the dish begin that so many of a line become: "einen Burger gegen einen Wrap tauschen"; or 0.

        A word of change stands between the two or behind both, or "make" before them.
        """
        phrase, draft = h.pending, h.drafts[match]
        if phrase is None or not phrase.determiner or not phrase.is_bare or phrase.more:
            return 0
        is_other = phrase.joined and not self._is_topic(at)
        if is_other or h.mode.negation or draft.line is None or draft.quantity <= phrase.quantity:
            return 0
        begin = at + 1
        while self.m.has(begin, *_BETWEEN, *_BECOMES) and not self.m.spans[begin].names:
            if self.m.spans[begin].pause:
                return 0
            begin += 1
        named = begin + 1 if self.m.has(begin, "article", "number") else begin
        if named >= len(self.m) or not self.m.spans[named].names or not self.m.items(named):
            return 0
        if any(self.m.spans[i].pause for i in range(begin, named + 1)) or self._is_of_line(named, draft):
            return 0
        small = [
            i
            for i in (*range(at + 1, begin), *range(named + 1, min(named + 3, len(self.m))))
            if self.m.has(i, *_BECOMES)
        ]
        is_told = any(self.m.has(i, "topic") and not self.m.spans[i].names for i in range(at + 1, begin))
        is_told = is_told or (begin == at + 1 and self.m.has(phrase.first - 1, "only"))
        is_told = is_told or (begin == at + 1 < named and self.m.has(phrase.first - 1, "of"))
        is_changed = any(not self.m.spans[i].names for i in small) or h.mode.making or is_told
        return begin if is_changed else 0

    def _is_topic(self, at: int) -> bool:
        """Whether a particle says that the dish at `at` is known already, behind "and" too: "그리고 콜라 하나는 사이다로"."""
        is_marked = self.m.has(at + 1, "topic") and not self.m.spans[at + 1].pause
        return is_marked and self.m.view.language.head_final

    def _is_of_line(self, at: int, draft: Draft) -> bool:
        """Whether what is named is the dish of a line itself, or one of its options."""
        return any(self.m.fits(at, item_id) for item_id in draft.ids) or bool(
            set(self.m.best_items(at)) & set(draft.ids)
        )

    def begin_to_become(self, index: int, begin: int, h: Hypothesis, at: int) -> int:
        """So many of a line, which become what is named at `begin`."""
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(share=True, determiner="number", number_at=h.pending.first)
        h.focus, h.mode.making, h.mode.mentioned = index, True, False
        end = begin + 1 if self.m.has(begin, "article", "number") and not self.m.spans[begin].names else begin
        h.use(at, end)
        return end

    def counts_out_of(self, at: int) -> bool:
        """Whether some of the dish at `at` are counted before it: "one of the burgers", whose number cannot be of another."""
        i = at - 1
        while i > 0 and self.m.has(i, "that", "of", "among") and not self.m.spans[i + 1].pause:
            i -= 1
        return (
            i < at - 1 and self._is_counted(i) and any(self.m.has(j, "of", "among") for j in range(i + 1, at))
        )

    def some_to_change(self, h: Hypothesis, at: int, into: int) -> int | None:
        """Of "swap one of the burgers for …" the number and the line; the span after them, None where none is counted."""
        first = at + 1
        while self.m.has(first, "among", "of", "pronoun", "that") and not self.m.has(
            first, "number", "article"
        ):
            first += 1
        is_number = self.m.has(first, "number") and not self.m.spans[first].names
        if not is_number and not self.m.has(first, "article"):
            return None
        value, after = number_at(self.m, first, into)
        having = self.which.having_option(h, after, into)
        named = [i for i in range(after, into) if self.m.items(i) or (having and self.m.spans[i].names)]
        index = self.which.find(h, named[0]) if named else h.focus
        if len(having) == 1:
            index = having[0]
        rest = [
            i
            for i in range(after, into)
            if not self.m.has(i, "pronoun", "of", "among", "that", "preposition", "filler", "counter")
        ]
        if rest not in (named, []) or not 0 <= index < len(h.drafts) or h.drafts[index].quantity <= value:
            return None
        h.focus, h.mode.making = index, True
        h.pending = PendingPhrase(first, value, "number", first, share=True, spans=tuple(range(at + 1, into)))
        end = into + 1
        if (
            self.m.has(end, "number")
            and not self.m.spans[end].names
            and number_at(self.m, end, len(self.m))[0] == value
        ):
            end = number_at(self.m, end, len(self.m))[1]
        h.use(at, end)
        return end

    def _is_counted(self, at: int) -> bool:
        """Whether a number stands at `at`, or an article that is one: "one burger", "uno dei panini"."""
        if at >= len(self.m) or self.m.spans[at].names:
            return False
        leads = self.m.has(at + 1, "among") or (self.m.has(at + 1, "of") and self.m.has(at + 2, "that"))
        return self.m.has(at, "number") or (self.m.has(at, "article") and leads)

    def share_of(self, index: int, h: Hypothesis, at: int) -> int:
        after = at + 1
        counted = self.counted_behind.number_of_set(at) if self.counted_behind.counts_all(h, index) else 0
        if counted:
            value, after = number_at(self.m, counted, len(self.m))
            h.pending = PendingPhrase(counted, value, "number", counted)
        assert h.pending is not None  # noqa: S101
        source, is_place = h.focus, self.m.has(h.pending.first - 1, "for", "preposition")
        h.pending = h.pending._replace(share=True)
        self.antecedents.share(index, h)
        if is_place and h.focus != source:
            move_changes(h, source, h.focus)
            move_said(self.m, h, h.focus, said_before(self.m, h, at))
        h.use(at, after)
        h.mode.making = True
        return after

    def longer_name(self, h: Hypothesis, at: int) -> int:
        """The dish that some of the last line are called by one more word: "two sausage rolls, one vegan"; or 0."""
        phrase, line = h.pending, h.line
        if phrase is None or phrase.number_at < 0 or not phrase.is_bare or line is None or line.item is None:
            return 0
        if line.quantity <= phrase.quantity or phrase.joined or self.m.spans[phrase.first].pause != ",":
            return 0
        of_words = self.m.view.item_words
        wanted = of_words[line.item.id] | self.m.stems(at)
        found = [i for i in self.m.all_items(at) if i != line.item.id and wanted <= of_words[i]]
        return found[0] if len(found) == 1 else 0

    def called_alike(self, h: Hypothesis, at: int) -> int:
        """The one line of which some become a dish that one more word tells: "one of the cokes diet please"; else -1."""
        phrase = h.pending
        if phrase is None or not (phrase.is_bare and phrase.number_at >= 0 and self._is_out_of(phrase, at)):
            return -1
        named = self.m.index.names
        ids = {
            item_id
            for name, far in (self.m.names_within(at) if self.m.length(at) > 1 else {}).items()
            if far < PART
            for item_id, distance in named[name].items.items()
            if distance < SHORTENED
        } - set(self.m.best_items(at))
        found = [i for i in h.drafts.of_dishes(ids) if h.drafts[i].quantity > phrase.quantity]
        return found[0] if len(found) == 1 else -1

    def share_and_become(self, item_id: int, h: Hypothesis, at: int) -> int:
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(share=True)
        self.antecedents.share(h.focus, h)
        line = h.own_line
        line.become(self.m.item(item_id))
        line.words = self.m.words(at)
        line.spans.add(at)
        h.use(at)
        return at + 1

    def are_counted_out(self, h: Hypothesis) -> bool:
        """Whether the number that waits stands behind "of which", and so counts nothing beside the line."""
        return h.pending is not None and self.m.has(h.pending.number_at - 1, "of_which")

    def goes_on_counting_out(self, h: Hypothesis, at: int) -> int:
        """The line of which "and" counts out one more dish: "four coffees, of which two espressos and a decaf"; else -1."""
        phrase, line = h.pending, h.line
        if phrase is None or not (phrase.determiner and phrase.is_bare) or line is None or phrase.more:
            return -1
        if line.part_of < 0 or line.head is None or not self._is_counted_out(line.head[1]):
            return -1
        whole, dealt = h.drafts[line.part_of], sum(d.quantity for d in h.drafts if d.part_of == line.part_of)
        pauses = [self.m.spans[i].pause for i in range(line.head[1] + 1, at + 1)]
        goes_on = phrase.joined if not any(pauses) else pauses[0] == "," and not phrase.joined
        is_alike = any(self.which.likeness(i, line.ids[0]) > 1 for i in self.m.best_items(at))
        fits = whole.quantity >= dealt + phrase.quantity
        return line.part_of if is_alike and fits and goes_on else -1

    def _is_counted_out(self, at: int) -> bool:
        """Whether the dish at span `at` is counted right behind "of which", or behind another one that is, and "and"."""
        first = at - 1
        while self.m.has(first, "number", "article") and not self.m.spans[first].names:
            first -= 1
        if self.m.has(first, "and") and self.m.spans[first - 1].names and not self.m.spans[first].names:
            return self._is_counted_out(first - 1)
        return self.m.has(first, "of_which")

    def count_out_of(self, index: int, h: Hypothesis, at: int) -> int | None:
        """Some of the line `index` become another dish; behind a comma it may be one more, besides them."""
        if h.pending is not None and self.m.spans[h.pending.first].pause:
            h.pay("target_untold")
        return self.share_and_replace_of(index, h, at)

    def share_and_replace_of(self, index: int, h: Hypothesis, at: int) -> int | None:
        """Some of the line `index` become another dish."""
        h.focus = index
        return self.share_and_replace(h, at)

    def share_and_replace(self, h: Hypothesis, at: int) -> int | None:
        """Some of a line become another dish: "make one of them a stout"."""
        assert h.pending is not None  # noqa: S101
        h.pending = h.pending._replace(share=True)
        self.antecedents.share(h.focus, h)
        return self.changes.replace(h.focus, h, at)
