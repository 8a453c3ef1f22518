"""How far the words about an allergy go: what it is about, and the list of it, before and behind the word that tells of it."""

from server.parsing.asides.allergy_words import AllergyWords
from server.parsing.asides.small_talk import tells_who
from server.parsing.matching.names import SHORTENED

WORDS_BEFORE = 8
LONGEST_UNSPACED = 12
"""Spans before the word for an allergy that may name what it is about; characters, where words are not spaced."""
UNKNOWN_BESIDE = 3
"""Unknown words beside the word for an allergy that may name it: "a quite severe kiwi allergy"."""
_SMALL_BEFORE = (
    "of", "class", "other", "with", "asking", "preposition", "filler", "article", "that", "request", "pronoun",
    "amount", "ordering", "number",
)  # fmt: skip
_SMALL_AFTER = ("of", "article", "that", "filler", "pronoun", "preposition", "all", "amount", "request")
_JOINS = ("and", "or", "also")
_LEAD_ON = ("preposition", "of", "article", "that")
_BEGINS_ORDER = ("article", "number", "ordering")


class AllergyClauses(AllergyWords):
    """The words of one text, by how far what they say of an allergy goes."""

    def _clause(self, at: int, free: int) -> tuple[int, int, bool] | None:
        """The words about it, and whether they tell what it is about."""
        says_itself = self._is_compound(at) or (self.m.has(at, "allergy") and bool(self.codes(at, at + 1)))
        is_behind = self.spoken.head_final or self.m.has(at, "allergy_behind")
        end = at + 1
        listed: list[int] = []
        if self._leads_on(at):
            end, listed = self._listed(at)
        is_told = any(n in self.named for n in listed)
        first, about = self._before(at, free, takes_names=not (says_itself or listed), is_told=is_told)
        if not (listed or says_itself or is_behind or any(n in self.named for n in about)):
            end, listed = self._listed(at)
            if not any(n in self.named for n in listed) and (about or self._explains(at, first)):
                end, listed = at + 1, []
            elif listed and about:
                first = about[-1] + 1
        about = [*about, *listed, *([at] if says_itself else [])]
        end = self._with_more(end)
        while first < at and self.m.has(first, "please", "it"):
            first += 1
        is_told = not all(map(self._is_talk, about))
        return (first, self._with_talk(end), is_told) if self._is_kept(at, about) else None

    def _with_more(self, end: int) -> int:
        """The span after further allergens that are joined on: "a nut allergy and shellfish too"."""
        while self.m.has(end, "and") and end + 1 in self.named and not self._names_dish(end + 1):
            end = self._end_of_named(end + 2)
        return end

    def _listed(self, at: int) -> tuple[int, list[int]]:
        """The span after the list of allergens behind span `at`, and those of it that name them."""
        end = self._end_of_list(at + 1)
        return end, [n for n in range(at + 1, end) if self._is_content(n)]

    def _explains(self, at: int, first: int) -> bool:
        """Whether the word for an allergy gives the reason of a refusal before it: "no dairy for me, I'm allergic"."""
        is_listed = at + 1 < len(self.m) and self._is_behind_colon(at + 1) and not self.is_dish(at + 1)
        goes_on = self.m.has(at + 1, "no") or is_listed
        return self.m.has(at, "allergy") and not goes_on and self._refusal_before(first) is not None

    def _is_kept(self, at: int, about: list[int]) -> bool:
        if self.m.has(at, "allergy") or self._is_compound(at):
            return True
        return (
            bool(about)
            if self.m.has(at, "allergy_frame")
            else any(self.codes_of(n) or n in self._foods for n in about)
        )

    def _before(self, at: int, free: int, *, takes_names: bool, is_told: bool) -> tuple[int, list[int]]:
        """Where the words about it begin before span `at`, and those of them that may say what it is about.

        `is_told`: whether an allergen behind it says that.
        """
        if self.spoken.head_final:
            return self._before_unspaced(at, free, takes_names=takes_names)
        first = i = at
        about: list[int] = []
        while (
            i > max(free, at - WORDS_BEFORE)
            and not self.m.spans[i].pause
            and not self.m.has(i - 1, "safe", "recommend")
            and not self._is_of_order(i - 1, is_told=is_told or bool(about), is_beside=i in about)
            and not self._is_dish_apart(i - 1, about)
        ):
            before = self.m.spans[i - 1]
            if i - 1 in self.named:
                about.insert(0, i - 1)
            elif before.has(*_JOINS) and not before.names:
                is_told_here = about or (self._is_compound(at) or bool(self.codes(at, at + 1)))
                if not is_told_here or not self._is_content(i - 2 if i > free + 1 else i - 1):
                    break
                i -= 1
                continue
            elif before.names or not before.known:
                is_about = self._may_be_about(i - 1, at, about) or self._is_joined_to(i - 1, about)
                if not (takes_names and is_about):
                    return (i - 1 if tells_who(self.m, i - 1, free) else first), about
                about.insert(0, i - 1)
            elif not before.has(*_SMALL_BEFORE, "allergy_head"):
                break
            i -= 1
            if (
                i in about
                or before.has("article", "that")
                or not before.has("ordering", "with", "preposition", "of")
            ):
                first = i
        return first, about

    def _is_of_order(self, i: int, *, is_told: bool, is_beside: bool) -> bool:
        """Whether an allergen is refused at a dish before it ("curry no nuts I'm allergic to nuts"), or its option.

        `is_told`: whether something nearer says what the allergy is about; `is_beside`: it stands right behind.
        """
        begin = i
        while begin - 1 in self.named and not self.m.spans[begin].pause:
            begin -= 1
        if i not in self.named or not any(map(self._names_dish, range(begin))):
            return False
        if self.m.has(begin - 1, "no", "remove") and not self.m.spans[begin].pause:
            return True
        if is_beside:
            return is_told and self.m.length(i) > 1 and self.m.is_option_somewhere(i)
        is_joined = any(map(self._names_dish, range(self.m.begin_of_clause(begin), begin)))
        return is_told and (is_joined or self.m.is_option_somewhere(i))

    def _is_dish_apart(self, i: int, about: list[int]) -> bool:
        """Whether a dish stands apart from the nearest thing that an allergy is about: "the salmon ok for a nut allergy"."""
        between = range(i + 1, min(about, default=i + 1))
        is_joined = any(self.m.has(at, *_JOINS) for at in between)
        return i in self.named and bool(self.m.items(i)) and len(between) > 1 and not is_joined

    def _may_be_about(self, i: int, at: int, about: list[int]) -> bool:
        """Whether a name of the menu or an unknown word names what one is allergic to: "a severe mushroom allergy"."""
        if any(n in self.named for n in about) or any(self.m.spans[n].names for n in about):
            return False
        if not self.m.spans[i].names:
            return at - i <= UNKNOWN_BESIDE
        if i + 1 == at and i in self._foods and self.m.length(i) == 1:
            return True
        return not self.m.has(i - 1, "no", "remove") and (not self.is_dish(i) or self._is_led(i))

    def _is_joined_to(self, i: int, about: list[int]) -> bool:
        """Whether a name that is no dish is joined to what the allergy is about: "an onion and mushroom allergy"."""
        following = i + 1
        while self.m.has(following, *_JOINS) and not self.m.spans[following].names:
            following += 1
        is_next = i + 1 < following == min(about, default=-1)
        begin = self.m.begin_of_clause(i)
        return is_next and not self.is_dish_in_full(i) and not any(map(self._names_dish, range(begin, i)))

    def _is_led(self, i: int) -> bool:
        """Whether a word like "against" stands before it: "gegen Champignons bin ich allergisch"."""
        return i > 0 and self._leads_on(i - 1) and not self.m.has(i - 1, "article", "that")

    def _before_unspaced(self, at: int, free: int, *, takes_names: bool) -> tuple[int, list[int]]:
        first = at
        about: list[int] = []
        while first > free and not self.m.spans[first].pause and at - first < LONGEST_UNSPACED:
            i = first - 1
            before = self.m.spans[i]
            if i in self.named or self.says_free_of(i):
                about.insert(0, i)
            elif before.names:
                if not takes_names or (about and not self._is_joined_to(i, about)):
                    break
                about.insert(0, i)
            elif before.known and before.end - before.start > 1:
                break
            elif not before.known:
                about.insert(0, i)
            first = i
        return first, about

    def _end_of_list(self, at: int) -> int:
        """The span after a list of allergens: "nuts, dairy and shellfish"."""
        end, i = at, self._element(at, is_first=True)
        while i > end:
            end = i
            following = i
            while self.m.has(following, *_JOINS) and not self.m.spans[following].names:
                following += 1
            is_joined = following > i
            if not is_joined and not (i < len(self.m) and self.m.spans[i].pause == ","):
                break
            i = self._element(following, is_first=False, is_joined=is_joined)
            i = i if i > following else end
        return end

    def _element(self, at: int, *, is_first: bool, is_joined: bool = False) -> int:
        """The span after one thing that the diner is allergic to; `at` where there is none."""
        i = self._behind_small_words(at, is_first=is_first)
        if i >= len(self.m) or (is_first and self.m.spans[i].pause == "."):
            return at
        if i in self.named:
            is_ordered = not (is_first or is_joined) and self._is_for_somebody(at, i)
            is_ordered = is_ordered or (not is_first and self._is_next_dish(at, i))
            return at if is_ordered else self._end_of_named(i + 1)
        span = self.m.spans[i]
        if span.pause and not is_joined and not (is_first and self._is_behind_colon(i)):
            return at if is_first else self._end_of_unknown_in_list(i)
        if span.names:
            is_option = not self.is_dish(i) and i == at
            return i + 1 if is_first or (is_joined and is_option) else at
        begins_anew = not (is_first or is_joined) and self._begins_sentence(at, i)
        return at if span.known or begins_anew else self._end_of_unknown(i)

    def _begins_sentence(self, at: int, i: int) -> bool:
        """Whether small words that lead to no allergen begin a clause about something of the menu: "…, je peux manger la pizza"."""
        is_apart = any(
            self.m.has(n, "filler", "pronoun") and not self.m.has(n, *_LEAD_ON) for n in range(at, i)
        )
        end = next((n for n in range(i + 1, len(self.m)) if self.m.spans[n].pause), len(self.m))
        return is_apart and any(self.m.spans[n].names for n in range(i, end))

    def _is_for_somebody(self, at: int, i: int) -> bool:
        """Whether span `i` is a dish that somebody is to have: "an allergy to celery, so for me salmon"."""
        return self._names_dish(i) and any(self.m.begins_as(n, "for") for n in range(at, i))

    def _is_next_dish(self, at: int, i: int) -> bool:
        """Whether span `i` is a dish that is had next, or asked for: "allergic to prawns, then edamame", "…, edamame please"."""
        begin = self.m.begin_of_clause(i)
        is_next = any(self.m.has(n, "then") for n in range(begin, i))
        is_asked = begin >= at - 1 and i + 1 < len(self.m) and not self.m.spans[i + 1].pause
        is_asked = is_asked and self.m.has(i + 1, "please", "then")
        return (is_next or is_asked) and any(far < SHORTENED for far, _item in self.m.items(i))

    def _is_behind_colon(self, i: int) -> bool:
        """Whether a colon stands before span `i`: "allergies: mushrooms"."""
        begin = self.m.tokens[self.m.spans[i].start].start
        return self.m.text[:begin].rstrip().endswith((":", "\uff1a"))

    def _behind_small_words(self, at: int, *, is_first: bool) -> int:
        i = at + 1 if is_first and self.m.has(at, "with") and self._leads_to_allergen(at + 1) else at
        while (
            i < len(self.m)
            and i not in self.named
            and self.m.has(i, *_SMALL_AFTER, *(("no",) if is_first else ()))
            and not self.m.spans[i].names
            and not (self.m.spans[i].pause and (i > at or is_first))
            and (is_first or not self.m.has(i, *_BEGINS_ORDER))
        ):
            i += 1
        return i

    def _leads_to_allergen(self, i: int) -> bool:
        """Whether an allergen follows in the same clause, as foreigners say it: "allergic with the nuts"."""
        while i < len(self.m) and self.m.has(i, *_SMALL_AFTER) and i not in self.named:
            i += 1
        return i in self.named and not self.m.spans[i].pause

    def _end_of_named(self, i: int) -> int:
        while i < len(self.m) and (i in self._allergens[1] or self._is_only_named(i)):
            i += 1
        return i

    def _is_only_named(self, i: int) -> bool:
        return i in self.named and not (self.m.spans[i].pause or self.m.spans[i].names)

    def _end_of_unknown(self, i: int) -> int:
        after = i + 1
        while self._goes_on(after):
            after += 1
        return after

    def _end_of_unknown_in_list(self, i: int) -> int:
        """The span after an unknown word in the middle of a list of allergens: "nuts, kiwi and eggs"."""
        after = self._end_of_unknown(i)
        if self.m.spans[i].known or self.m.resembles_name(i, after):
            return i
        following = after + 1 if self.m.has(after, *_JOINS) else after
        return after if following in self.named else i

    def _with_talk(self, end: int) -> int:
        """What is said on about it up to the end of the clause, where it orders nothing: "… really badly, so be careful"."""
        while end < len(self.m) and self.m.has(end, "allergy_tail") and not self.m.spans[end].pause:
            end += 1
        i = end
        while i < len(self.m) and not self.m.spans[i].pause:
            span = self.m.spans[i]
            if span.names or span.has(
                "article", "number", "no", "remove", "with", "add", "make", "ordering", "and", "but", "asking"
            ):
                return end
            i += 1
        return i

    def _refusal_before(self, first: int) -> int | None:
        """Where it is said before what the allergy is about: "no dairy for me, I'm allergic", "problem with nuts, allergy"."""
        named = None
        for i in range(first - 1, max(-1, first - WORDS_BEFORE), -1):
            if self.m.has(i, "no", "remove", "beside_allergen"):
                return i if any(self._is_content(n) for n in range(i + 1, first)) else named
            if self.is_without_allergen(i):
                return i
            if self.m.spans[i].pause == "." or self.is_dish(i):
                break
            named = i if i in self.named else named
        return named
