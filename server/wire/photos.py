"""Pictures, as the answers about them."""

from server.wire.base import Answer


class PhotoAnswer(Answer):
    """Where the picture is shown, in its largest form; the name is made of its content."""

    url: str
