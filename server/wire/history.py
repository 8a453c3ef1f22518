"""Versions of a menu that were kept."""

from server.wire.base import Answer, Time


class MenuVersion(Answer):
    """A kept version: when and by whom it was saved (an e-mail address), and what it changed in words."""

    version: int
    saved_at: Time
    saved_by: str
    summary: str
    items: int
