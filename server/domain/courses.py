"""Courses: which of an order wait, until when, and what diners call them. Pure.

The first course of an order is made at once, and so is what is of no course. The others wait until a cook fires them,
or until some minutes after everything of the courses before is done.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from server.wire.vocabulary import COURSES, Course, course_waits

_SAID: dict[Course, str] = {
    "starter": (
        r"as (an? )?(starters?|appeti[sz]ers?|first course)|for starters|to start( with)?|"
        r"als vorspeisen?|en entrée|comme entrée|come antipast[oi]|como entrantes?|de primero|como entradas?|"
        r"de entrada|als voorgerecht|jako przystawk[aię]|başlang\u0131ç olarak|на закуску|前菜として|作为前菜|前菜先上|"
        r"애피타이저로|전채로|كمقبلات"
    ),
    "main": (
        r"as (an? |the |our |my )?(mains?|main courses?|entrées?)|als haupt(gang|gericht|speise)|"
        r"en plat( principal)?|comme plat( principal)?|come (secondo|piatto principale)|de segundo|"
        r"como (plato|prato) principal|als hoofdgerecht|jako danie główne|ana yemek olarak|на горячее|"
        r"メインとして|作为主菜|메인으로|كطبق رئيسي"
    ),
    "dessert": (
        r"(as|for) (an? )?(desserts?|afters|pudding)|als (nachtisch|nachspeise|dessert)|zum (nachtisch|dessert)|"
        r"en dessert|comme dessert|come (dolce|dessert)|per dolce|de postre|como sobremesa|de sobremesa|"
        r"als (nagerecht|toetje)|na deser|jako deser|tatl\u0131 olarak|на десерт|デザートとして|作为甜点|디저트로|كحلوى"
    ),
}  # fmt: skip
_WORDS = {course: re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE) for course, said in _SAID.items()}


class Served(Protocol):
    """A line as far as courses go."""

    @property
    def course(self) -> str: ...

    @property
    def done(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class HeldCourse:
    """A course that is not made before `fires_at`; None: not before a cook fires it."""

    course: Course
    fires_at: datetime | None = None

    def waits(self, now: datetime) -> bool:
        """Whether it is not to be made yet."""
        return course_waits(self.fires_at, now)


def course_in_words(words: str) -> Course | None:
    """The course that a diner wants a dish as ("as a starter", "als Vorspeise"); None where none, or several, are said."""
    said = [course for course, pattern in _WORDS.items() if pattern.search(words)] if words else []
    return said[0] if len(said) == 1 else None


def held_courses(ordered: Collection[str]) -> tuple[HeldCourse, ...]:
    """The courses that wait, where dishes of the courses `ordered` are ordered together: all but the first."""
    return tuple(HeldCourse(course) for course in COURSES if course in ordered)[1:]


def with_fired(
    held: Sequence[HeldCourse], course: Course, fires_at: datetime | None
) -> tuple[HeldCourse, ...]:
    """The same with one course fired at a moment, or waiting again."""
    return tuple(replace(one, fires_at=fires_at) if one.course == course else one for one in held)


def scheduled(
    held: Sequence[HeldCourse], lines: Iterable[Served], now: datetime, fire_after: timedelta | None
) -> tuple[HeldCourse, ...]:
    """The same once lines were bumped: what comes next is fired so long after all before it is done.

    A course whose moment has not come yet waits again where something before it is taken back. With None only cooks
    fire.
    """
    if fire_after is None:
        return tuple(held)
    left = {line.course for line in lines if not line.done}
    return tuple(_scheduled(one, left, now, now + fire_after) for one in held)


def _scheduled(one: HeldCourse, left: Collection[str], now: datetime, at: datetime) -> HeldCourse:
    if not one.waits(now):
        return one
    is_next = not any(before in left for before in COURSES[: COURSES.index(one.course)])
    if not is_next:
        return replace(one, fires_at=None)
    return one if one.fires_at is not None else replace(one, fires_at=at)
