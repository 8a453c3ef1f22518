"""Figures of several processes of one server."""

import os
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from server.http.metrics_folder import SHARED_FOLDER, forget_worker, shared_figures
from tests.fixtures.api import Place

COUNT = """
from server.http.metrics import Metrics
figures = Metrics()
for _ in range(3):
    figures.count("GET", "read_menu", 200)
    figures.time("read_menu", 0.002)
"""
SHOW = COUNT + "print(figures.render({'aiqr_database_connections': 2}).decode())"


def ran(program: str, folder: Path) -> str:
    environment = {SHARED_FOLDER: str(folder), "PYTHONPATH": "."}
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_any_process_shows_what_all_have_counted(tmp_path: Path) -> None:
    """Whichever worker is asked answers for the whole server."""
    ran(COUNT, tmp_path)
    shown = ran(SHOW, tmp_path)
    assert 'aiqr_http_requests_total{method="GET",route="read_menu",status="200"} 6.0' in shown
    assert 'aiqr_http_request_seconds_count{route="read_menu"} 6.0' in shown
    assert "aiqr_database_connections 2.0" in shown


def test_a_folder_is_there_as_long_as_several_workers_are() -> None:
    """One worker needs none; for several there is one, gone afterwards."""
    with shared_figures(1):
        assert SHARED_FOLDER not in os.environ
    with shared_figures(2):
        folder = Path(os.environ[SHARED_FOLDER])
        assert folder.is_dir()
    assert not folder.exists()
    assert SHARED_FOLDER not in os.environ


def test_a_worker_that_has_ended_is_no_longer_summed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its connections are gone from the sum, the requests that it answered are not."""
    ended = int(ran(SHOW + "; import os; print(os.getpid())", tmp_path).splitlines()[-1])
    monkeypatch.setenv(SHARED_FOLDER, str(tmp_path))
    forget_worker(ended)
    shown = ran(SHOW, tmp_path)
    assert "aiqr_database_connections 2.0" in shown
    assert 'aiqr_http_requests_total{method="GET",route="read_menu",status="200"} 6.0' in shown


async def test_what_was_understood_is_among_the_figures(
    restaurant: Place, http: aiohttp.ClientSession
) -> None:
    """One worker shows what its understanding counts, as several do."""
    body = {"restaurant_slug": restaurant.slug, "raw_input": "a coke"}
    await restaurant.public.post("/api/public/orders/parse/", body)
    async with http.get("/metrics") as answer:
        shown = await answer.text()
    assert 'aiqr_parse_answers_total{complete="true",parser="grammar"}' in shown
