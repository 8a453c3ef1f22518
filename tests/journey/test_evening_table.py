"""Four phones at one table have dinner, over real parts alone."""

from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from scripts.evening_table import play
from scripts.page_server import furnish
from tests.kds.ui.test_terminal import pytestmark

pytestmark = [*pytestmark, pytest.mark.browser, pytest.mark.slow]

EXPECTED_STEPS = 31


async def test_dinner_is_right_on_every_screen(
    server: TestServer, http: aiohttp.ClientSession, chromium: Browser, tmp_path: Path
) -> None:
    """Two languages, an allergy, a change of mind, a phone without network and one without scripts, two rounds, the bill."""
    shown = await furnish(http, str(server.make_url("/")).rstrip("/"))
    assert await play(shown, chromium, tmp_path, offline_seconds=0) == EXPECTED_STEPS
