"""A text as the words and names that it is read by: cut into phrases, these named, counted and put in order."""

from collections.abc import Sequence
from itertools import pairwise

from server.parsing.matching.around_names import read_around_names
from server.parsing.matching.articles_of_names import tell_articles_apart
from server.parsing.matching.beside_their_kind import name_beside_kind
from server.parsing.matching.called_by_kind import leave_other_kinds, name_by_kind
from server.parsing.matching.choices_behind_numbers import name_around_choices
from server.parsing.matching.choices_in_names import name_by_choices
from server.parsing.matching.choices_within_names import name_around_choice
from server.parsing.matching.clitics import split_clitics
from server.parsing.matching.copulas import told_from_and
from server.parsing.matching.counted_again import counted_again
from server.parsing.matching.counts_first import enough_first, listed_counts_first, one_first
from server.parsing.matching.dish_compounds import split_compounds
from server.parsing.matching.dish_numbers import join_numbers, name_numbers
from server.parsing.matching.dishes_of_a_diet import name_dishes_of_a_diet
from server.parsing.matching.dishes_of_a_kind import name_of_a_kind
from server.parsing.matching.dozens import count_dozens
from server.parsing.matching.everybody import counted_by_persons
from server.parsing.matching.foods_counted import count_foods
from server.parsing.matching.for_persons import without_persons
from server.parsing.matching.had_with import told_of_options
from server.parsing.matching.index import MenuIndex
from server.parsing.matching.joined_parts import join_parts
from server.parsing.matching.kinds_before_names import name_behind_kind
from server.parsing.matching.lexicon import Lexicon
from server.parsing.matching.meaning_reader import Weighed
from server.parsing.matching.menu_words import MenuWords
from server.parsing.matching.named_twice import named_once
from server.parsing.matching.named_within_kind import name_within_kind
from server.parsing.matching.numbers import (
    count_articles,
    count_helpings,
    count_portions,
    count_some_of_them,
    tell_only_of_choices,
    told_apart_from_each,
)
from server.parsing.matching.only_so_many import count_only_so_many, end_clauses
from server.parsing.matching.other_foods import told_of_other_food
from server.parsing.matching.plural_numbers import without_plural_of_numbers
from server.parsing.matching.pointed_at import name_of_the_cart
from server.parsing.matching.portions_behind import count_portions_behind
from server.parsing.matching.refusals_behind import refusals_first
from server.parsing.matching.refusals_behind_openings import refuse_behind_openings
from server.parsing.matching.resegmentation import resegment
from server.parsing.matching.shared_options import tell_of_both
from server.parsing.matching.sizes_by_number import name_sizes_by_number
from server.parsing.matching.sizes_for_persons import name_sizes_for_persons
from server.parsing.matching.sizes_in_talk import name_sizes_in_talk
from server.parsing.matching.small_word_names import name_small_words
from server.parsing.matching.spans import Span, find_spans
from server.parsing.matching.stands_for import say_in_full
from server.parsing.matching.things_of_dishes import choose_things
from server.parsing.matching.unchanged_words import unnamed_where_unchanged
from server.parsing.matching.word_order import in_head_first_order
from server.parsing.text.detection import detect
from server.parsing.text.language import Language
from server.parsing.text.tokens import Token, tokenise, without_list_numbers

Had = Sequence[tuple[int, int]]
"""The dishes of the order with their sizes, by their ids; 0 for no size."""


def read_words(index: MenuIndex, text: str, language: str | None, had: Had = ()) -> Lexicon:
    """The words of a text over a menu, `language` being that of the diner as far as it is known."""
    tokens, view = _tokens_of(index, text, language)
    ordered = [item for item, _size in had]
    spans = _named(_cut(tokens, view, index, ordered), tokens, view, index, ordered, text)
    if view.language.script:
        spans = read_around_names(spans, tokens, view, index, had)
    spans = _counted(_in_order(spans, tokens, view, index, ordered), tokens, view, index)
    return Lexicon(index, view, text, tokens, spans)


def _tokens_of(index: MenuIndex, text: str, language: str | None) -> tuple[Sequence[Token], MenuWords]:
    """The words of a text with what belongs together as one, and the menu in the language that they are in."""
    tokens = without_list_numbers(tokenise(text), text)
    said = [token.text for token in tokens]
    own = index.view(index.language)
    view = index.view(detect(said, index.vocabulary, (language, index.language), own.trie))
    hesitations = view.language.hesitations
    if not hesitations.isdisjoint(said):
        tokens = [t for t in tokens if t.text not in hesitations or t.text in view.words]
    if not view.language.abbreviations.keys().isdisjoint(said):
        tokens = _without_dots_of_abbreviations(tokens, text, view.language)
    tokens = without_plural_of_numbers(join_numbers(tokens, view, index), view)
    tokens = split_clitics(tokens, view)
    tokens = split_compounds(tokens, view, index)
    return tell_of_both(say_in_full(tokens, view), view), view


def _without_dots_of_abbreviations(tokens: Sequence[Token], text: str, spoken: Language) -> list[Token]:
    """The tokens without the pauses that are dots of abbreviations: "o. Gurke"."""
    found = [*tokens]
    for i, (token, behind) in enumerate(pairwise(tokens)):
        if token.text in spoken.abbreviations and text[token.end : behind.start].strip() == ".":
            found[i + 1] = behind._replace(pause="")
    return found


def _cut(
    tokens: Sequence[Token], view: MenuWords, index: MenuIndex, ordered: Sequence[int]
) -> Sequence[Span]:
    """The phrases of a text, each with the names of the menu that it may be."""
    weighed = Weighed()
    spans: Sequence[Span] = resegment(
        find_spans(tokens, view, weighed), tokens, view, index, weighed, ordered
    )
    if view.language.code == index.language:
        told_of_other_food(spans, tokens, index, view.language)
        told_of_options(spans, tokens, index, view.language)
        spans = name_by_choices(spans, tokens, index, view)
        spans = name_around_choices(spans, tokens, index, view.language)
        spans = name_around_choice(spans, tokens, view, index)
    leave_other_kinds(spans, tokens, view, index)
    count_foods(spans, tokens, view.language.code)
    choose_things(spans, index)
    return name_beside_kind(spans, tokens, view, index)


def _named(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    ordered: Sequence[int],
    text: str,
) -> Sequence[Span]:
    """The phrases with what they name by what stands beside them, or by what is ordered already."""
    spans = tell_articles_apart(spans, tokens, view, index, ordered)
    spans = name_within_kind(name_behind_kind(spans, tokens, view, index), index, view.language)
    spans = count_dozens(spans, tokens, view, index, ordered)
    spans = join_parts(name_numbers(spans, tokens, view, index, ordered), tokens, view, index)
    spans = name_small_words(spans, tokens, view, index, ordered)
    spans = name_dishes_of_a_diet(spans, tokens, index, view.language)
    spans = name_sizes_in_talk(spans, tokens, view, index)
    spans = told_from_and(unnamed_where_unchanged(spans, index), tokens, text, view.language)
    name_of_the_cart(spans, tokens, view, index, ordered)
    name_of_a_kind(spans, tokens, view, index, ordered)
    return name_by_kind(spans, tokens, view, index, ordered)


def _in_order(
    spans: Sequence[Span],
    tokens: Sequence[Token],
    view: MenuWords,
    index: MenuIndex,
    ordered: Sequence[int],
) -> Sequence[Span]:
    """The phrases in the order in which the operations read them: refusals and numbers before what they are about."""
    if view.language.script:
        spans = named_once(spans, index)
    if view.language.head_final:
        spans = [*spans]
        end_clauses(spans, tokens, index, view.language)
        spans = count_helpings(told_apart_from_each(count_only_so_many(spans)))
        spans = in_head_first_order(spans, index, counts_first=view.language.counts_first)
    spans = refuse_behind_openings(spans, tokens, view.language)
    if view.language.refuses_behind:
        spans = refusals_first(spans, tokens, index, view.language, ordered)
    if view.language.script:
        spans = counted_again(counted_by_persons(spans, index), index)
    if view.language.one_behind:
        spans = one_first(spans, index)
    if not view.language.head_final:
        behind = view.language.one_behind or view.language.script
        spans = listed_counts_first(spans, index, before_and=bool(behind))
    return spans


def _counted(
    spans: Sequence[Span], tokens: Sequence[Token], view: MenuWords, index: MenuIndex
) -> Sequence[Span]:
    """The phrases with what is counted told from who it is for, and articles and portions as the numbers that they are."""
    is_last = view.language.head_final and not view.language.counts_first
    spans = name_sizes_by_number(spans, index, view.language)
    spans = name_sizes_for_persons(spans, tokens, index, view.language)
    spans = without_persons(spans, tokens, index, view.language)
    spans = enough_first(spans, index, counts_first=view.language.counts_first, numbers_last=is_last)
    count_articles(spans)
    tell_only_of_choices(spans, index)
    count_some_of_them(spans)
    count_portions(spans)
    return count_portions_behind(spans, index)
