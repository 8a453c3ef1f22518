"""Courses of an order in the kitchen: which wait, and the request that fires one."""

from datetime import datetime

from server.wire.base import Answer, Request, Time
from server.wire.vocabulary import course_waits


class HeldCourse(Answer):
    """A course that is not made before `fires_at`; null: not before a cook fires it."""

    course: str
    fires_at: Time | None

    def waits(self, now: datetime) -> bool:
        """Whether it is not to be made yet."""
        return course_waits(self.fires_at, now)


class FireCourseRequest(Request):
    """A course to be made from now on, or to wait again."""

    fired: bool
