"""Every status of an order has its words wherever orders are shown."""

import pytest

from kds_tui.core.names import status_name
from server.pages.diner import follow_page
from server.pages.i18n import READER, choose_reader
from server.pages.staff import table_view
from server.wire.vocabulary import STATUSES, OrderStatus


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_its_words(status: OrderStatus) -> None:
    """On the kitchen's display, for the diner who follows the order, and for waiters."""
    READER.set(choose_reader(None, "en", "en"))
    assert status_name(status)
    assert len(follow_page.say_status(status).split()) > 2
    assert table_view.say_status(status)
