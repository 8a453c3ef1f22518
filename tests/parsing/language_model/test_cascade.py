"""Who is asked when."""

from collections.abc import AsyncIterator, Callable

import pytest
from prometheus_client import REGISTRY

from server.parsing.cascade import Mode, Understanders, model_of
from server.parsing.language_model.openai_client import ModelConfig
from server.parsing.matching.index import MenuIndex
from server.process.configuration import read_settings
from server.process.plan import SettingsError
from tests.conftest import make_settings
from tests.parsing.language_model import menus
from tests.parsing.language_model.service import Behaviour, ModelService, fails, says
from tests.parsing.language_model.test_openai_understander import line, order

Make = Callable[[Mode], Understanders]


@pytest.fixture
async def make(service: ModelService) -> AsyncIterator[Make]:
    """Makes understanders in a mode, over the local service."""
    made: list[Understanders] = []

    def understanders(mode: Mode) -> Understanders:
        made.append(Understanders(mode, ModelConfig("tiny", base_url=service.address, tries=1)))
        return made[-1]

    yield understanders
    for one in made:
        await one.close()


@pytest.mark.parametrize(
    ("mode", "text", "parser", "asked"),
    [
        ("auto", "a large latte", "grammar", 0),
        ("auto", "a large latte and blorp", "openai", 1),
        ("grammar", "a large latte and blorp", "grammar", 0),
        ("openai", "a large latte", "openai", 1),
    ],
)
async def test_who_is_asked(
    service: ModelService, make: Make, mode: Mode, text: str, parser: str, asked: int
) -> None:
    """A complete answer of the grammar costs nothing; `grammar` never asks a model, `openai` always does."""
    service.then(order(line(menus.LATTE, "a large latte", variant=menus.LARGE)))
    understood = await make(mode).understand(MenuIndex(menus.cafe()), text)
    assert understood.parser == parser
    assert len(service.requests) == asked
    assert [(x.item.name, x.variant and x.variant.label) for x in understood.lines] == [("Latte", "Large")]


async def test_a_model_that_fails_is_not_noticed(service: ModelService, make: Make) -> None:
    """The grammar's answer stands, says that it is the grammar's, and is counted so."""
    service.then(fails(500))
    labels = {"parser": "grammar", "complete": "false"}
    before = REGISTRY.get_sample_value("aiqr_parse_answers_total", labels) or 0
    understood = await make("auto").understand(MenuIndex(menus.cafe()), "a latte and blorp")
    assert understood.parser == "grammar"
    assert understood.unmatched == ("blorp",)
    assert (REGISTRY.get_sample_value("aiqr_parse_answers_total", labels) or 0) - before == 1


@pytest.mark.parametrize(
    ("reply", "outcome"), [(order(line(menus.LATTE, "a latte")), "used"), (says("no JSON"), "invalid")]
)
async def test_how_it_ended_is_counted(
    service: ModelService, make: Make, reply: Behaviour, outcome: str
) -> None:
    """Operators see how often the model's answer was used, and how often it does not hold."""
    service.then(reply)
    before = REGISTRY.get_sample_value("aiqr_model_calls_total", {"outcome": outcome}) or 0
    await make("openai").understand(MenuIndex(menus.cafe()), "a latte")
    assert (REGISTRY.get_sample_value("aiqr_model_calls_total", {"outcome": outcome}) or 0) - before == 1


async def test_without_a_model_the_grammar_answers() -> None:
    """`auto` without a model is the grammar alone; `openai` without one is a mistake that is named at the start."""
    understood = await Understanders("auto").understand(MenuIndex(menus.cafe()), "a latte and blorp")
    assert understood.parser == "grammar"
    with pytest.raises(ValueError, match="AIQR_PARSER=openai needs a model"):
        Understanders("openai")


def test_a_forced_model_must_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is to ask a model and has none does not start, and says what to set."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SettingsError, match="set OPENAI_API_KEY or OPENAI_BASE_URL"):
        read_settings(parser="openai")
    assert read_settings(parser="openai", openai_base_url="http://127.0.0.1:1/v1").names_a_model


@pytest.mark.parametrize(
    ("values", "model"),
    [
        ({}, None),
        ({"OPENAI_API_KEY": "k"}, "gpt-4.1-mini"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, "default"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "OPENAI_MODEL": "llama"}, "llama"),
        ({"OPENAI_MODEL": "llama"}, None),
    ],
)
def test_which_model_the_settings_name(values: dict[str, str], model: str | None) -> None:
    """An address or a key names a model; a model's name alone does not say where it is."""
    found = model_of(make_settings(**values))
    assert (found and found.model) == model
