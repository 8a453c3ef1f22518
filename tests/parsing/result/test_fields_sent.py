"""What is sent is what the wire's model of an answer says, byte for byte."""

from dataclasses import replace

import orjson
import pytest

from server.parsing.grammar import understand
from server.parsing.model import Conflict, Understood
from server.parsing.result.wire_mapping import fields_sent, to_answer
from tests.parsing.kitchens import cases, kitchen

TEXTS = (
    "two large lattes with oat milk, an extra shot and no sugar, for here please",
    "what is in the caesar salad, is it vegan? and the bill please",
    "I'm allergic to nuts, the chocolate cake, and a zorgle",
    "a salad and a burger",
    "안녕 «soupe» ☕ a latte",
)


def _answers(name: str) -> list[Understood]:
    """What each turn of the cases of a menu, and each of the texts, comes to; one has run out of something, and conflicts."""
    index = kitchen(name)
    found: list[Understood] = []
    for case in cases(name):
        understood = Understood()
        for turn in case.get("turns", [case]):
            understood = understand(index, turn["text"], understood.lines, state=understood.state)
            found.append(understood)
    found += [understand(index, text) for text in TEXTS]
    item = next(iter(index.items.values()))
    return [*found, replace(found[0], unavailable=(item,), conflicts=(Conflict(0, "milk"),))]


@pytest.mark.parametrize("name", ["harbour", "vento", "ko"])
def test_what_is_sent_are_the_bytes_of_the_model(name: str) -> None:
    """Each answer has the same JSON, whether it is made of the model, which is checked, or of the fields alone."""
    menu = kitchen(name).menu
    for understood in _answers(name):
        by_model = to_answer(understood, menu).model_dump_json().encode()
        assert orjson.dumps(fields_sent(understood, menu)) == by_model


def test_the_answers_that_are_compared_have_every_part() -> None:
    """Options, questions, unknown words, allergies, answers and calls, none is left out of the comparison."""
    found = [fields_sent(understood, kitchen("harbour").menu) for understood in _answers("harbour")]
    assert [name for name in found[0] if not any(fields[name] for fields in found)] == []
    assert any(line["modifiers"] and line["variant"] for fields in found for line in fields["items"])
    assert any(question["options"] for fields in found for question in fields["questions"])
