"""`aiqr parse`: answers as the API gives them, a line each, without a server."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from server.wire.parsing import ParseAnswer
from tests.parsing.language_model.menus import CAFE

Run = Callable[..., Result]


@pytest.fixture
def menu(tmp_path: Path) -> Path:
    """A menu document."""
    path = tmp_path / "menu.yaml"
    path.write_text(CAFE)
    return path


@pytest.fixture
def parse(menu: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs `aiqr parse` on some input, with no model in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "AIQR_PARSER"):
        monkeypatch.delenv(name, raising=False)

    def run(stdin: str | bytes, *options: str) -> Result:
        return CliRunner().invoke(main, ["parse", "--menu", str(menu), *options], input=stdin)

    return run


def answers(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [ParseAnswer.model_validate_json(line).model_dump() for line in result.stdout.splitlines()]


def test_an_answer_for_each_line(parse: Run) -> None:
    """Each line of input has its line of output, in order, empty ones too; ids follow the document."""
    found = answers(parse("two large lattes\n\na carrot cake\r\n"))
    assert [[(i["quantity"], i["menu_item_id"], i["name"]) for i in answer["items"]] for answer in found] == [
        [(2, 1, "Latte")],
        [],
        [(1, 4, "Carrot cake")],
    ]
    assert found[0]["total_price"] == "8.00"
    assert found[0]["parser"] == "grammar"


def test_the_cart_is_carried_through_a_dialog(parse: Run) -> None:
    """With --dialog each turn has its line; a new dialog begins with an empty cart."""
    found = answers(parse('["a latte", "make that two"]\n["a carrot cake"]\n', "--dialog"))
    assert [[(i["quantity"], i["name"]) for i in answer["items"]] for answer in found] == [
        [(1, "Latte")],
        [(2, "Latte")],
        [(1, "Carrot cake")],
    ]


def test_what_belongs_to_the_whole_order_is_carried_through_a_dialog(parse: Run) -> None:
    """Allergies, the note and where it is eaten stand after every later turn."""
    turns = '["i am allergic to nuts, a latte", "to go please", "all together please", "a carrot cake"]'
    last = answers(parse(turns, "--dialog"))[-1]
    assert [allergy["allergens"] for allergy in last["allergies"]] == [["nuts"]]
    assert last["order_type"] == "take_away"
    assert "together" in last["note"]
    assert [item["name"] for item in last["items"]] == ["Latte", "Carrot cake"]


def test_the_readings_of_a_dialog_are_explained(parse: Run) -> None:
    """Each turn is read against the order before it, and shows what stands beside its lines."""
    result = parse('["two lattes", "one large, i am allergic to nuts"]', "--dialog", "--explain")
    assert result.exit_code == 0, result.stderr
    second = result.stdout.partition("one large, i am allergic to nuts\n")[2]
    assert "1 × Latte; 1 of them × Latte, Large" in second.splitlines()[0]
    assert "allergy: i am allergic to nuts (nuts)" in second
    assert second.endswith("complete\n")


def test_a_line_that_is_no_dialog(parse: Run) -> None:
    """What is no list of texts is named with its line; the lines before it were answered."""
    result = parse('["a latte"]\n{"a": 1}\n', "--dialog")
    assert result.exit_code == 5
    assert len(result.stdout.splitlines()) == 1
    assert "Line 2 is not a JSON list of texts." in result.stderr


def test_bytes_that_are_no_text(parse: Run) -> None:
    """Input that is not UTF-8 is answered, not a traceback."""
    assert len(answers(parse(b"a latte \xff\xfe\n"))) == 1


def test_a_menu_with_mistakes(parse: Run, menu: Path) -> None:
    """Every mistake of the menu is named with line and column before anything is read."""
    menu.write_text(CAFE.replace("price: 3.50", "price: -1").replace("max: 2", "max: two"))
    result = parse("a latte\n")
    assert result.exit_code == 5
    assert result.stdout == ""
    assert "line 12, column 10: modifier_groups.syrups.max must be a whole number" in result.stderr
    assert "line 23, column 16: categories[0].items[1].price must not be negative" in result.stderr


def test_a_menu_in_json(parse: Run, menu: Path) -> None:
    """A JSON document does as well, whatever the file is called."""
    menu.write_text(
        '{"currency": "JPY", "categories": [{"name": "C", "items": [{"name": "Ramen", "price": 900}]}]}'
    )
    assert answers(parse("two ramen\n"))[0]["total_price"] == "1800"


def test_the_model_is_asked_for_only_where_it_is_configured(parse: Run) -> None:
    """`--parser openai` without a model says what to set; `auto` without one is the grammar."""
    result = parse("a latte\n", "--parser", "openai")
    assert result.exit_code == 2
    assert "OPENAI_BASE_URL" in result.stderr
    assert answers(parse("a latte\n", "--parser", "auto"))[0]["parser"] == "grammar"


def test_wrong_settings_are_named(parse: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting of the model that cannot be is named."""
    monkeypatch.setenv("AIQR_MODEL_TIMEOUT", "soon")
    result = parse("a latte\n", "--parser", "auto")
    assert result.exit_code == 5
    assert "AIQR_MODEL_TIMEOUT" in result.stderr


def test_answers_are_one_line_of_json(parse: Run) -> None:
    """Each answer is JSON on one line with the contract's fields."""
    (line,) = parse("a latte\n").stdout.splitlines()
    assert set(json.loads(line)) == set(ParseAnswer.model_fields)
