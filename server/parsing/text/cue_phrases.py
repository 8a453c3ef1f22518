"""The cue phrases of a language: which jobs each phrase of `languages/<code>.toml` does in an order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Any

from server.parsing.text.tokens import words

_TABLES = {
    "times": "times",
    "units": "unit",
    "servings": "serving",
    "counters": "counter",
    "adding": "adding",
}
_COUNTING = {"numbers": "number", "ordinals": "ordinal", "multiples": "multiple", "distributives": "each"}
_OF_ALLERGIES = {
    "allergy_frame": "frames",
    "beside_allergen": "beside_allergen",
    "medical_reason": "medical",
    "allergy_behind": "behind",
    "allergy_head": "heads",
    "allergy_tail": "tails",
    "no_allergy": "none",
}
_NO_CUES = ("free_of", "meant", "copulas", "leave", "framed", "leave_of_anybody", "anybody", "fits")
"""Phrases of `[asking]` that are looked for by themselves."""
_DENYING = ("denied", "denied_beside", "no_others")
_OF_CARRIERS = {"talk": ("filler",), "asks": ("filler", "never"), "connects": ("also",)}
"""What the lists of `[carriers]` do: what carries an order says nothing of it."""
_PLACE = re.compile(r"\{([^{}]+)\}")
MAX_COMBINED = 2000
"""Phrases that one template of carriers stands for, at most."""
PERSONS = range(2, 13)
"""So many people for whom something is ordered are known by phrases such as "for all four of us"."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase does in an order: its kinds, and for numbers and amounts how much."""

    kinds: frozenset[str]
    value: int = 0
    amount: str = ""

    def __reduce__(self) -> tuple[type["Word"], tuple[frozenset[str], int, str]]:
        """Pickled so, a word is read in a tenth of the time."""
        return Word, (self.kinds, self.value, self.amount)


@dataclass(frozen=True)
class CuePhrases:
    """What each phrase of a language does, and its numbers of one word by their digits: "twelve" and others by "12"."""

    words: Mapping[tuple[str, ...], Word]
    number_words: Mapping[str, tuple[str, ...]]


def cue_phrases(data: Mapping[str, Any]) -> CuePhrases:
    """The cue phrases of the file of a language, as it was read."""
    kinds = _kinds_by_phrase(data)
    values: dict[tuple[str, ...], int] = {}
    amounts: dict[tuple[str, ...], str] = {}
    sets = data.get("carriers", {}).get("sets", {})
    elisions = frozenset(data.get("elisions", ()))
    for table, kind in _COUNTING.items():
        for template, value in data.get(table, {}).items():
            for phrase in tokenised(_combined(template, sets)):
                for written in dict.fromkeys((phrase, _with_elisions_joined(phrase, elisions))):
                    kinds.setdefault(written, set()).add(kind)
                    values[written] = value
    for kind, phrase, value in _persons(data):
        kinds[phrase], values[phrase] = {kind}, value
    for amount, templates in data["amounts"].items():
        for phrase in tokenised(_all_combined(templates, sets)):
            kinds.setdefault(phrase, set()).add("amount")
            amounts[phrase] = amount
    return CuePhrases(
        {
            phrase: _word(frozenset(its), values.get(phrase, 0), amounts.get(phrase, ""))
            for phrase, its in kinds.items()
        },
        _number_words({p[0]: v for p, v in values.items() if len(p) == 1 and "number" in kinds[p]}),
    )


def _number_words(values: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The words for each number, by its digits."""
    found: dict[str, list[str]] = {}
    for word, value in values.items():
        found.setdefault(str(value), []).append(word)
    return {digits: tuple(said) for digits, said in found.items()}


def _phrases(data: Mapping[str, Any]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """(kind, phrase) for every list of phrases: `[words]` by its keys, the other tables by their own names."""
    sets = data.get("carriers", {}).get("sets", {})
    for kind, templates in data["words"].items():
        yield from ((kind, phrase) for phrase in tokenised(_all_combined(templates, sets)))
    yield from (("filler", phrase) for phrase in tokenised(_company(data, "talk")))
    yield from (("somebody", phrase) for phrase in tokenised(_company(data, "talk", who_alone=True)))
    yield from (("has_it", phrase) for phrase in tokenised(_company(data, "has_it")))
    yield from (("has_same", phrase) for phrase in tokenised(_company(data, "has_same")))
    yield from _carriers(data.get("carriers", {}))
    for table, kind in _TABLES.items():
        templates = data.get(table, {}).get("words", [])
        yield from ((kind, phrase) for phrase in tokenised(_all_combined(templates, sets)))
    servings = data.get("servings", {})
    yield from (("aside", phrase) for phrase in tokenised(servings.get("side", [])))
    yield from (("portion", phrase) for phrase in tokenised(servings.get("portions", [])))
    yield from _of_requests(data["request"], sets)
    yield from _of_serving_time(data["serving_time"])
    for table in ("request", "allergy", "whole_order"):
        yield from ((table, phrase) for phrase in tokenised(_all_combined(data[table]["phrases"], sets)))
    for kind, key in _OF_ALLERGIES.items():
        yield from ((kind, phrase) for phrase in tokenised(data["allergy"].get(key, ())))
    yield from _wide_allergies(data["allergy"])
    yield from _denied_allergies(data["allergy"])
    for table in ("order_type", "calls", "asking"):
        for key, phrases in data[table].items():
            for phrase in tokenised(phrases) if key not in _NO_CUES else ():
                yield key, phrase
                if table == "asking" and key != "never":
                    yield "asking", phrase


def _wide_allergies(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words for an allergy with words for all that has a food: "allergic to" with "everything with" behind it."""
    leads = {word for phrase in tokenised(data.get("leads", ())) for word in phrase}
    behind, before = [*tokenised(data.get("wide", ()))], [*tokenised(data.get("wide_before", ()))]
    for kind, key in (("allergy", "phrases"), ("allergy_frame", "frames"), ("allergy_behind", "behind")):
        for phrase in tokenised(data.get(key, ())):
            if phrase[-1] in leads and key != "behind":
                yield from ((kind, phrase + wide) for wide in behind)
            yield from ((kind, wide + phrase) for wide in before)


def _denied_allergies(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words that there is no allergy ("not coeliac"), and with what there is one to after all ("no allergies except")."""
    before = [*tokenised([word for key in _DENYING for word in data.get(key, ())])]
    behind = [*tokenised(data.get("denied_behind", ()))]
    for phrase in tokenised(data["phrases"]):
        yield from (("no_allergy", denied + phrase) for denied in before)
        yield from (("no_allergy", phrase + denied) for denied in behind)
    for none, but in product(tokenised(data.get("none", ())), tokenised(data.get("excepts", ()))):
        yield "allergy", none + but


def _carriers(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What leads into an order, connects and closes it: each `{name}` stands for all phrases of the set of that name."""
    sets = data.get("sets", {})
    for key, kinds in _OF_CARRIERS.items():
        for template in data.get(key, ()):
            for phrase in tokenised(_combined(template, sets)):
                yield from ((kind, phrase) for kind in kinds)


def _all_combined(templates: Iterable[str], sets: Mapping[str, Iterable[str]]) -> Iterator[str]:
    return (phrase for template in templates for phrase in _combined(template, sets))


def _combined(template: str, sets: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The template with every combination of what its places stand for."""
    parts = _PLACE.split(template)
    choices = [sets[part] if place % 2 else (part,) for place, part in enumerate(parts)]
    yield from ("".join(chosen) for chosen in islice(product(*choices), MAX_COMBINED))


def _of_requests(
    data: Mapping[str, Any], sets: Mapping[str, Iterable[str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Things that are wished besides the dishes, and words for how a dish is handled: all are requests."""
    for key, kind in (
        ("things", "thing"),
        ("helpings", "helping"),
        ("handling", "handling"),
        ("first", "first"),
    ):
        for phrase in tokenised(_all_combined(data.get(key, []), sets)):
            yield from (("request", phrase), (kind, phrase))


def _of_serving_time(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """When a dish is to come ("after the meal"), which is wished of it; what comes first ("the drinks first") of the order."""
    for phrase in tokenised(_all_combined(data["phrases"], data["sets"])):
        yield from (("request", phrase), ("serving_time", phrase))
    for course, soon in product(data["courses"], data["soon"]):
        yield from (("whole_order", phrase) for phrase in tokenised((f"{course} {soon}", f"{soon} {course}")))


@cache
def _word(kinds: frozenset[str], value: int, amount: str) -> Word:
    """One object for all phrases that do the same: there are thousands of them."""
    return Word(kinds, value, amount)


def _company(data: Mapping[str, Any], key: str, *, who_alone: bool = False) -> Iterator[str]:
    """What is told of who sits at the table: each `{who}` of a list in `[company]` stands for each of the people.

    `who_alone`: only the phrases in which somebody is named.
    """
    company = data.get("company", {})
    whose = [f"{word} " for word in company.get("whose", ())] or [""]
    people = [f"{word}{person}" for word in whose for person in company.get("people", ())]
    for template in company.get(key, ()):
        if who_alone and "{who}" not in template:
            continue
        everybody = [*people, *company.get("others", ())] if "{who}" in template else [""]
        yield from (template.replace("{who}", who) for who in everybody)


def _persons(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """For how many a dish is ordered, as (kind, phrase, number): each `{n}` of `[persons]` stands for two to twelve.

    `[persons_numbers]` are words of people alone: "zu dritt", "troje".
    """
    plain = [(text, n) for text, n in data["numbers"].items() if not _PLACE.search(text)]
    numbers = [(text, n) for text, n in plain if n in PERSONS and len(words(text)) == 1]
    numbers += [(str(n), n) for n in PERSONS]
    numbers += [*data.get("persons_numbers", {}).items()]
    for kind, said in data.get("persons", {}).items():
        for template in said if kind != "pair" else ():
            for text, n in numbers if "{n}" in template else [("", 2)]:
                yield f"persons_{kind}", words(template.replace("{n}", text)), n


def _kinds_by_phrase(data: Mapping[str, Any]) -> dict[tuple[str, ...], set[str]]:
    elisions = frozenset(data.get("elisions", ()))
    kinds: dict[tuple[str, ...], set[str]] = {}
    for kind, phrase in _phrases(data):
        for written in dict.fromkeys((phrase, _with_elisions_joined(phrase, elisions))):
            kinds.setdefault(written, set()).add(kind)
    for its in kinds.values():
        its.update({"filler"} if its == {"apiece"} else ())
    return kinds


def _with_elisions_joined(phrase: tuple[str, ...], elisions: frozenset[str]) -> tuple[str, ...]:
    """The phrase with its elided words as they are typed with an apostrophe: "est ce qu il y a", "est-ce qu'il y a"."""
    joined: list[str] = []
    for word in phrase:
        if joined and joined[-1] in elisions:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def tokenised(phrases: Iterable[str]) -> Iterable[tuple[str, ...]]:
    """Each phrase as its words; one without words is left out."""
    return (phrase for text in phrases if (phrase := words(text)))
