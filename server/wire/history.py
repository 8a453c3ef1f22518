"""Versions of a menu that were kept."""

from server.wire.base import Answer, Time


class MenuVersion(Answer):
    """A version: when and by whom it was made (an e-mail address), and what it changed in words.

    `items` is null for a change of a part of the menu: that version was not kept as a whole, and cannot be put back.
    """

    version: int
    saved_at: Time
    saved_by: str
    summary: str
    items: int | None
