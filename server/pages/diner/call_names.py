"""What a table can call the staff for, in the reader's words."""

from server.pages.i18n import gettext
from server.wire.vocabulary import CallKind


def say_call(kind: CallKind) -> str:
    """What a call asks for, as its button says it."""
    return gettext("The bill, please") if kind == "bill" else gettext("Call the staff")
