"""Why a waiter does something, as the form says it."""

from server.domain.errors import Invalid
from server.pages.diner.item_form import Form
from server.pages.i18n import gettext
from server.wire.base import blank_where_unseen

LONGEST_REASON = 200


def read_reason(form: Form) -> str:
    """Return what was said, cut to the longest reason. Invalid, in the reader's language, where nothing of it shows."""
    said = " ".join(form.text("reason").replace("\x00", "").split())
    text = blank_where_unseen(said[:LONGEST_REASON])
    if not text:
        raise Invalid([("reason", gettext("Say why. Nothing was changed."))])
    return text
