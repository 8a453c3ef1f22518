"""The fields of a `Language`, made of the tables of its file."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from server.parsing.text.cue_phrases import tokenised
from server.parsing.text.denial_words import denial_words
from server.parsing.text.diet_words import diet_words
from server.parsing.text.food_tables import allergen_codes, allergen_phrases, by_phrase, synonyms
from server.parsing.text.reaction_words import phrase_pattern, reaction_pattern, words_of_reactions
from server.parsing.text.tokens import words


def word_order_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """What stands where, and what is written together: the fields of `Language` that tell it."""
    return {
        "head_final": data.get("head_final", False),
        "head_first": data.get("head_first", False),
        "counts_first": data.get("counts_first", False),
        "one_behind": data.get("one_behind", False),
        "ends_clause": frozenset(tokenised(data.get("ends_clause", ()))),
        "refuses_behind": frozenset(tokenised(data.get("refuses_behind", ()))),
        "compounds": data.get("compounds", False),
        "has_articles": bool(data["words"].get("article")),
        "article_prefix": data.get("article_prefix", ""),
        "links": frozenset(data.get("links", ())),
        "behind_sizes": tuple(data.get("behind_sizes", ())),
        "signs": tuple(tokenised(data["words"].get("sign", ()))),
        "signs_behind": frozenset(tokenised(data.get("dish_numbers", {}).get("signs_behind", ()))),
    }


def word_form_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `Language` that tell how a word is written in another way: short, small, twice, joined."""
    return {
        "clitics_before": tuple(data.get("clitics_before", ())),
        "clitics_behind": tuple(data.get("clitics_behind", ())),
        "had_with": tuple(data.get("had_with", ())),
        "genders": tuple(sorted(data.get("genders", ()), key=len, reverse=True)),
        "same_words": _same_words(data.get("same_words", ())),
        "contractions": tuple(data.get("contractions", ())),
        "dual": tuple((ending, instead) for ending, instead in data.get("dual", ())),
        "possessives": tuple((ending, instead) for ending, instead in data.get("possessives", ())),
        "diminutives": tuple((ending, instead) for ending, instead in data.get("diminutives", ())),
        "inflections": tuple(sorted(data.get("inflections", ()), key=len, reverse=True)),
        "stands_for": {words(said): words(full) for said, full in data.get("stands_for", {}).items()},
        "stands_for_at_end": {
            words(said): words(full) for said, full in data.get("stands_for_at_end", {}).items()
        },
        "abbreviations": {key: words(full) for key, full in data.get("abbreviations", {}).items()},
        "size_abbreviations": {key: words(full) for key, full in data.get("size_abbreviations", {}).items()},
        "fractions": {
            word: words(parts)
            for parts, said in data.get("fractions", {}).items()
            for (word,) in map(words, said)
        },
        "elisions": tuple(data.get("elisions", [])),
    }


def _same_words(groups: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Each word of a group with the others."""
    folded = [[words(word)[0] for word in group] for group in groups]
    return {word: tuple(other for other in group if other != word) for group in folded for word in group}


def talk_fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `Language` for what is said besides the dishes."""
    talk, numbers = data.get("talk", {}), data.get("number_after_words", {})
    return {
        "hesitations": frozenset(data.get("hesitation", {}).get("words", [])),
        "meant": frozenset(data.get("asking", {}).get("meant", ())),
        "leave": _by_first(tokenised(data.get("asking", {}).get("leave", ()))),
        **{
            key: _by_first(tokenised(data.get("asking", {}).get(key, ())))
            for key in ("leave_of_anybody", "anybody", "fits")
        },
        "reminders": _by_first(tokenised(data["allergy"].get("reminders", ()))),
        "copulas": tuple(data.get("asking", {}).get("copulas", ())),
        "said_of": frozenset(numbers.get("words", ())),
        "beside_no_count": frozenset(numbers.get("count_nothing", ())),
        "no_count_behind": frozenset(numbers.get("no_count_behind", ())),
        "tellers": frozenset(talk.get("tellers", ())),
        "therefore": frozenset(said for (said,) in tokenised(talk.get("therefore", ()))),
        "reasons": frozenset(said for (said,) in tokenised(talk.get("reasons", ()))),
        "wanting": frozenset(talk.get("wanting", ())),
        "joins_talk": frozenset(talk.get("joined_by", ())),
        "telling": frozenset(talk.get("telling", ())),
        "of_no_order": _by_first(tokenised(talk.get("of_no_order", ()))),
        "considered": _by_first(tokenised(talk.get("considered", ()))),
        "if_it_is": _by_first(tokenised(talk.get("if_it_is", ()))),
        "of_condition": _by_first(tokenised(talk.get("of_condition", ()))),
        "vessels": frozenset(said for (said,) in tokenised(talk.get("vessels", ()))),
        "intensifiers": frozenset(data["request"].get("intensifiers", ())),
        "lacks": {words(said): words(food)[0] for said, food in data["request"].get("lacks", {}).items()},
        "ranks": {words(said): rank for said, rank in data.get("ranks", {}).items()},
        "participles": tuple(data.get("participles", ())),
        "of_person": frozenset(
            words(said) for said in data.get("company", {}).get("talk", ()) if "{who}" not in said
        ),
    }


def _by_first(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(phrase[-1] for phrase in tokenised(phrases))


def food_fields(code: str, data: Mapping[str, Any], stem: Callable[[str], str]) -> dict[str, Any]:
    """The fields of `Language` for food, allergens and diets."""
    return {
        "synonyms": synonyms(code, stem),
        "diets": by_phrase(data["diets"], stem),
        "keeps": diet_words(data.get("diet_talk", {})),
        "free_of": frozenset(data["asking"]["free_of"]),
        "asks_framed": reaction_pattern(framed, ()) if (framed := data["asking"].get("framed")) else None,
        "allergens": allergen_codes(code, stem, ordinary=False),
        "allergens_and_foods": allergen_codes(code, stem, ordinary=True),
        "allergy_words": frozenset(stem(word) for phrase in allergen_phrases(code) for word in phrase),
        "allergy_endings": tuple(data["allergy"].get("endings", ())) or ("\x00",),
        "allergy_leads": _last_words(
            word for key in ("leads", "wide", "excepts") for word in data["allergy"].get(key, ())
        ),
        "denials": denial_words(data),
        "denied": frozenset(tokenised(data["allergy"].get("denied", ()))),
        "allergy_added": frozenset(data["allergy"].get("added", ())),
        "pairs": phrase_pattern(data.get("persons", {}).get("pair", ())),
        "reactions": reaction_pattern(data["allergy"]["reactions"], data.get("elisions", ())),
        "words_of_reactions": words_of_reactions(data["allergy"]["reactions"], data.get("elisions", ())),
    }
