"""`aiqr eval`: failures shown, figures, and an exit code for scripts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests.parsing.language_model.menus import CAFE

Run = Callable[..., Result]
RIGHT = {
    "id": "right",
    "text": "a large latte",
    "expect": [{"item": "Latte", "quantity": 1, "variant": "Large"}],
}
WRONG = {"id": "wrong", "text": "a flat white", "expect": [{"item": "Latte", "quantity": 2}]}
DIALOG = {
    "id": "dialog",
    "turns": [
        {"text": "a latte", "expect": [{"item": "Latte"}]},
        {"text": "make that two", "expect": [{"item": "Latte", "quantity": 2}]},
    ],
}


@pytest.fixture
def evaluate(tmp_path: Path) -> Run:
    """Runs `aiqr eval` over some cases."""
    menu, cases = tmp_path / "menu.yaml", tmp_path / "cases.jsonl"
    menu.write_text(CAFE)

    def run(written: list[object], *options: str) -> Result:
        cases.write_text("".join(json.dumps(case) + "\n" for case in written))
        return CliRunner().invoke(main, ["eval", "--menu", str(menu), str(cases), *options])

    return run


def test_failures_are_shown(evaluate: Run) -> None:
    """Each failure shows the text, what was wanted and what was understood; what is right is not shown."""
    result = evaluate([RIGHT, WRONG])
    assert result.exit_code == 0
    assert "✗ a flat white" in result.stdout
    assert "wanted:     2 × Latte" in result.stdout
    assert "understood: 1 × Flat white, [Regular]" in result.stdout
    assert "and called complete" in result.stdout
    assert "a large latte" not in result.stdout
    assert "1 of 2 cases\t50.00%" in result.stdout


def test_figures_as_json(evaluate: Run) -> None:
    """With --json the figures and failures are one object; dialogs and single orders mix."""
    found = json.loads(evaluate([RIGHT, WRONG, DIALOG], "--json").stdout)
    assert (found["cases"], found["exact"], found["turns"], found["exact_match"]) == (3, 2, 4, 0.6667)
    assert found["parsers"] == {"grammar": 4}
    assert [failure["id"] for failure in found["failures"]] == ["wrong"]


@pytest.mark.parametrize(("floor", "code"), [("0.5", 0), ("0.51", 1)])
def test_a_floor(evaluate: Run, floor: str, code: int) -> None:
    """Below --min the exit code is 1 and the figure is named."""
    result = evaluate([RIGHT, WRONG], "--min", floor)
    assert result.exit_code == code
    assert ("exact_match is 0.5000, below 0.51" in result.stderr) is bool(code)


def test_a_floor_for_the_promise(evaluate: Run) -> None:
    """Answers called complete have a floor of their own."""
    assert evaluate([RIGHT, WRONG], "--min-when-complete", "0.99").exit_code == 1
    assert evaluate([RIGHT, DIALOG], "--min-when-complete", "0.99").exit_code == 0


def test_show_limits_the_failures(evaluate: Run) -> None:
    """--show bounds what is shown, not what is counted."""
    result = evaluate([WRONG, {**WRONG, "id": "second"}], "--show", "1")
    assert "second" not in result.stdout
    assert "0 of 2 cases" in result.stdout


def test_a_file_that_is_no_cases(evaluate: Run) -> None:
    """Every wrong line is named, and nothing is measured."""
    result = evaluate([RIGHT, {"id": 1}, []])
    assert result.exit_code == 5
    assert result.stdout == ""
    assert "line 2: " in result.stderr
    assert "line 3: " in result.stderr
