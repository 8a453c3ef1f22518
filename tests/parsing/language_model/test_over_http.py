"""The model behind the API: a diner's text over the network, with a service that answers and one that does not."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from server.settings import Settings
from tests.conftest import make_settings
from tests.fixtures.api import Place
from tests.parsing.language_model import menus
from tests.parsing.language_model.service import ModelService, fails, hangs
from tests.parsing.language_model.test_openai_understander import line, order

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(database_url: str, service: ModelService) -> Settings:
    """Settings of a server that asks the local service where the grammar is not sure."""
    return make_settings(
        DATABASE_URL=database_url,
        AIQR_PARSER="auto",
        AIQR_MODEL_TIMEOUT="0.5",
        OPENAI_BASE_URL=service.address,
        OPENAI_MODEL="tiny",
    )


def said(restaurant: Place, text: str) -> dict[str, object]:
    return {"restaurant_slug": restaurant.slug, "raw_input": text}


async def test_the_model_answers_a_diner(service: ModelService, restaurant: Place) -> None:
    """What the grammar does not know goes to the model, with the menu's own ids; prices are the menu's."""
    coke = restaurant.item("Coke")["id"]
    service.then(order(line(coke, "zwei kalte kokse", quantity=2)))
    reply = await restaurant.public.post(
        "/api/public/orders/parse/", said(restaurant, "zwei kalte kokse bitteschön")
    )
    assert reply.status == 200
    assert reply.body["parser"] == "openai"
    assert [(i["menu_item_id"], i["quantity"], i["line_total"]) for i in reply.body["items"]] == [
        (coke, 2, "6.00")
    ]
    assert service.requests[0]["model"] == "tiny"


async def test_a_sure_order_asks_nobody(service: ModelService, restaurant: Place) -> None:
    """Most orders cost nothing."""
    reply = await restaurant.public.post("/api/public/orders/parse/", said(restaurant, "two cokes"))
    assert (reply.body["parser"], reply.body["complete"]) == ("grammar", True)
    assert service.requests == []


async def test_a_diner_does_not_notice_a_failing_model(service: ModelService, restaurant: Place) -> None:
    """Errors and slowness of the model end in the grammar's answer, with status 200."""
    service.then(fails(400))
    reply = await restaurant.public.post(
        "/api/public/orders/parse/", said(restaurant, "two cokes and a flying carpet")
    )
    assert (reply.status, reply.body["parser"]) == (200, "grammar")
    assert "flying carpet" in " ".join(reply.body["unmatched"])
    answer = asyncio.Event()
    service.then(hangs(answer))
    reply = await restaurant.public.post(
        "/api/public/orders/parse/", said(restaurant, "two cokes and a flying carpet")
    )
    answer.set()
    assert (reply.status, reply.body["parser"]) == (200, "grammar")
    assert reply.body["total_price"] == "6.00"


async def test_eval_asks_the_model(service: ModelService, tmp_path: Path) -> None:
    """`aiqr eval --parser openai` measures the model that the environment names, as `make check-model` does."""
    service.then(order(line(menus.LATTE, "a large latte", variant=menus.LARGE)))
    (tmp_path / "menu.yaml").write_text(menus.CAFE)
    case = {"id": "1", "text": "a large latte", "expect": [{"item": "Latte", "variant": "Large"}]}
    (tmp_path / "cases.jsonl").write_text(json.dumps(case) + "\n" + json.dumps({**case, "id": "2"}))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli.main", "eval", "--menu", "menu.yaml", "cases.jsonl", "--parser", "openai", "--json",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "OPENAI_BASE_URL": service.address, "OPENAI_MODEL": "tiny"},
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await process.communicate()
    figures = json.loads(printed)
    assert process.returncode == 0
    assert figures["parsers"] == {"openai": 2}
    assert figures["exact"] == 2
    assert len(service.requests) == 2
