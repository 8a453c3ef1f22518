"""What the restaurant knows beyond its menu, put into the answers to a diner's questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.menu import Item
from server.parsing.model import Answered, FactTopic, Understood
from server.parsing.text.language import language

MAX_POPULAR = 3
"""Dishes that are recommended at most."""


@dataclass(frozen=True, slots=True)
class RestaurantFacts:
    """`popular` are the dishes most ordered of late, the first most; the wait is None where nobody knows it."""

    accepting: bool
    wait_minutes: int | None = None
    popular: Sequence[Item] = ()


def topics_of(understood: Understood) -> set[FactTopic]:
    """What the restaurant is asked about."""
    return {answer.topic for answer in understood.answers if answer.topic}


def with_facts(understood: Understood, facts: RestaurantFacts) -> Understood:
    """The answers with what the restaurant knows; what it does not know stays as the menu answered it."""
    texts = language(understood.language).answers
    return replace(understood, answers=tuple(_told(answer, facts, texts) for answer in understood.answers))


def _told(answer: Answered, facts: RestaurantFacts, texts: Mapping[str, str]) -> Answered:
    if answer.topic == "open":
        return replace(answer, text=texts["open" if facts.accepting else "closed"])
    if answer.topic == "wait" and facts.wait_minutes is not None:
        return replace(answer, text=texts["wait"].format(minutes=facts.wait_minutes))
    popular = tuple(_of_those(facts.popular, answer.items)[:MAX_POPULAR])
    if answer.topic == "popular" and popular:
        text = texts["popular"].format(items=", ".join(item.name for item in popular))
        return replace(answer, text=text, items=popular)
    return answer


def _of_those(popular: Sequence[Item], asked: Sequence[Item]) -> list[Item]:
    """The popular dishes; of certain ones, where those are asked about."""
    ids = {item.id for item in asked}
    return [item for item in popular if not ids or item.id in ids]
