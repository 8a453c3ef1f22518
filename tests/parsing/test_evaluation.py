"""When an answer is right: the same verdicts as the benchmark's own scripts, dish by dish."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from server.menu.document.loader import load_menu
from server.parsing.evaluation import (
    CasesError,
    Facts,
    Figures,
    Verdict,
    is_right,
    judge,
    own_lines,
    read_cases,
    understood_in_words,
    wanted_in_words,
)
from server.wire.orders import OrderAllergy
from server.wire.parsing import ParseAnswer
from tests.parsing.language_model.menus import CAFE

BENCHMARK = Path(os.environ.get("AIQR_ORDERBENCH") or Path(__file__).parents[3] / "shared/orderbench")


def answer(
    *lines: dict[str, Any], questions: list[dict[str, Any]] | None = None, complete: bool = True
) -> ParseAnswer:
    return ParseAnswer.model_validate(
        {
            "items": lines, "questions": questions or [], "unmatched": [], "unavailable": [], "total_price": "0.00",
            "currency": "EUR", "language": "en", "complete": complete, "parser": "grammar",
        }
    )  # fmt: skip


def got(
    name: str, *modifiers: dict[str, Any], quantity: int = 1, label: str | None = None, stated: bool = True
) -> dict[str, Any]:
    variant = {"id": 1, "label": label, "price": "1.00"} if label else None
    return {
        "menu_item_id": 1, "name": name, "variant": variant, "variant_stated": stated, "quantity": quantity,
        "modifiers": list(modifiers), "special_requests": "", "unit_price": "0.00", "line_total": "0.00", "source": "",
    }  # fmt: skip


def picked(name: str, amount: str = "regular", quantity: int = 1, *, stated: bool = True) -> dict[str, Any]:
    return {
        "modifier_id": 1, "name": name, "group": "G", "amount": amount, "quantity": quantity,
        "price_adjustment": "0.00", "stated": stated,
    }  # fmt: skip


def verdict(expect: list[dict[str, Any]], given: ParseAnswer, **case: Any) -> bool:
    (read,) = read_cases([json.dumps({"id": "1", "turns": [{"text": "…", "expect": expect}], **case})])
    own = own_lines(
        load_menu(
            CAFE
            + "  - {name: Sides, items: [{name: Chips, price: 1, modifier_groups: [{name: Dip, options: [{name: Salsa}]}]}, {name: Salsa, price: 1}]}\n"
        )
    )
    return is_right(read, read.turns[0], given, own)


LATTE = {"item": "Latte", "quantity": 1, "variant": None, "modifiers": []}
OAT = {"name": "Oat milk", "amount": "regular", "quantity": 1}
EITHER = {"name": ["Oat milk", "Soy milk"], "amount": "regular", "quantity": 1}


@pytest.mark.parametrize(
    ("expect", "given", "right"),
    [
        ([LATTE], answer(got("latte")), True),
        ([LATTE], answer(got("Latte", quantity=2)), False),
        ([LATTE], answer(got("Mocha")), False),
        ([LATTE], answer(), False),
        ([], answer(), True),
        ([LATTE, LATTE], answer(got("Latte")), False),
        ([LATTE, {**LATTE, "item": "Tea"}], answer(got("Tea"), got("Latte")), True),
        ([LATTE], answer(got("Latte", label="Large")), False),
        ([LATTE], answer(got("Latte", label="Large", stated=False)), True),
        ([{**LATTE, "variant": "Large"}], answer(got("Latte", label="large")), True),
        ([{**LATTE, "variant": "Large"}], answer(got("Latte", label="Large", stated=False)), False),
        ([{**LATTE, "modifiers": [OAT]}], answer(got("Latte", picked("Oat milk"))), True),
        ([{**LATTE, "modifiers": [OAT]}], answer(got("Latte", picked("Oat milk", "extra"))), False),
        ([{**LATTE, "modifiers": [OAT]}], answer(got("Latte", picked("Oat milk", quantity=2))), False),
        ([{**LATTE, "modifiers": [OAT]}], answer(got("Latte", picked("Oat milk", stated=False))), False),
        ([LATTE], answer(got("Latte", picked("Oat milk", stated=False))), True),
        ([{**LATTE, "modifiers": [EITHER]}], answer(got("Latte", picked("Soy milk"))), True),
        ([{**LATTE, "modifiers": [EITHER]}], answer(got("Latte", picked("Whole milk"))), False),
        ([{**LATTE, "modifiers": [EITHER]}], answer(got("Latte")), False),
        ([{"item": "Chips", "modifiers": [{"name": "Salsa"}]}], answer(got("Chips"), got("Salsa")), True),
        ([{"item": "Chips"}, {"item": "Salsa"}], answer(got("Chips", picked("Salsa"))), True),
        ([{"item": "Chips"}], answer(got("Chips", picked("Salsa"))), False),
    ],
)  # fmt: skip
def test_stated_orders(expect: list[dict[str, Any]], given: ParseAnswer, *, right: bool) -> None:
    """Lines in any order, with what was said; an option that is a dish of its own may stand beside the line."""
    assert verdict(expect, given) is right


@pytest.mark.parametrize(
    ("offered", "right"), [(["Oat milk", "Soy milk"], True), (["Oat milk", "Whole milk"], False)]
)
def test_a_question_about_what_was_left_open(offered: list[str], *, right: bool) -> None:
    """Where the speaker left a choice open, asking between at least two of the right ones is right."""
    question = {
        "line": 0,
        "kind": "choose_modifier",
        "text": "?",
        "options": [{"id": 1, "name": n} for n in offered],
    }
    expect = [{**LATTE, "modifiers": [EITHER]}]
    assert verdict(expect, answer(got("Latte"), questions=[question])) is right


@pytest.mark.parametrize(
    ("expect", "given", "right"),
    [
        ([{**LATTE, "variant": "Large"}], answer(got("Latte", label="Large", stated=False)), True),
        ([{**LATTE, "variant": "Large"}], answer(got("Latte", label="Small", stated=False)), False),
        ([LATTE], answer(got("Latte", label="Regular")), True),
        ([LATTE], answer(got("Latte", picked("Hot", stated=False))), True),
        ([LATTE], answer(got("Latte", picked("Hot"))), True),
        ([LATTE], answer(got("Latte", picked("Hot", "extra"))), False),
        ([LATTE], answer(got("Latte", picked("Oat milk", stated=False))), False),
        ([{**LATTE, "modifiers": [{**OAT, "amount": "none", "optional": True}]}], answer(got("Latte")), True),
        ([{**LATTE, "modifiers": [{**OAT, "amount": "none", "optional": True}]}], answer(got("Latte", picked("Oat milk", "none"))), True),
        ([{**LATTE, "modifiers": [{**OAT, "amount": "none", "optional": True}]}], answer(got("Latte", picked("Oat milk"))), False),
    ],
)  # fmt: skip
def test_resolved_orders(expect: list[dict[str, Any]], given: ParseAnswer, *, right: bool) -> None:
    """With "resolved", what the order comes to is compared, but not the named defaults as they come."""
    assert verdict(expect, given, compare="resolved", defaults=["Hot"]) is right


def test_the_figures() -> None:
    """A dialog is right when all its turns are; coverage and the promise behind complete count turns."""
    (case,) = read_cases(['{"id": "1", "turns": [{"text": "a", "expect": []}, {"text": "b", "expect": []}]}'])
    figures = Figures()
    for rights in ((True, True), (True, False)):
        figures.add([Verdict(t, answer(complete=r), r) for t, r in zip(case.turns, rights, strict=True)])
    assert figures.summary() == {
        "cases": 2, "exact": 1, "exact_match": 0.5, "turns": 4, "turn_exact_match": 0.75, "complete": 3,
        "coverage": 0.75, "exact_when_complete": 1.0, "strict": 0.5, "right_when_complete": 1.0,
        "wrong_complete": 0, "lost_allergies": 0, "parsers": {"grammar": 4},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("must", "given", "lost"),
    [
        ({"allergy": ["nut"]}, {"allergies": [{"text": "a Nut allergy", "allergens": []}]}, ()),
        ({"allergy": ["nut"]}, {"note": "nut"}, ("allergy lost: nut",)),
        ({"wish": ["together"]}, {"note": "all together"}, ()),
        ({"wish": ["together"]}, {}, ("wish lost: together",)),
        ({"unknown": ["carpet"]}, {"unmatched": ["flying carpet"]}, ()),
        ({"unknown": ["carpet"]}, {}, ("silently dropped: carpet",)),
        ({"not_complete": True}, {"complete": True}, ("complete, and must not be",)),
        ({"not_complete": True}, {"complete": False}, ()),
        ({"complete": True}, {"complete": False}, ("not complete, and nothing is open",)),
    ],
)
def test_what_had_to_be_kept(must: dict[str, Any], given: dict[str, Any], lost: tuple[str, ...]) -> None:
    """Each thing that a case demands besides its lines is missed where the answer lost it, and only there."""
    (case,) = read_cases([json.dumps({"id": "1", "text": "a", "expect": [], "must": must})])
    found = judge(case, case.turns[0], answer().model_copy(update=_as_models(given)), Facts())
    assert found.lost == lost


def _as_models(given: dict[str, Any]) -> dict[str, Any]:
    allergies = [OrderAllergy(**allergy) for allergy in given.get("allergies", [])]
    return {"complete": False, **given, "allergies": allergies}


def test_orders_in_words() -> None:
    """A person sees what was wanted and what was understood; what was filled in stands in brackets."""
    (case,) = read_cases([json.dumps({"id": "1", "text": "", "expect": [{**LATTE, "modifiers": [EITHER]}]})])
    assert wanted_in_words(case.turns[0]) == ["1 × Latte, Oat milk/Soy milk"]
    given = answer(
        got(
            "Latte",
            picked("Oat milk", "extra", 2),
            picked("Hot", stated=False),
            label="S",
            stated=False,
            quantity=3,
        )
    )
    assert understood_in_words(given) == ["3 × Latte, [S], extra Oat milk × 2, [Hot]"]


def test_wrong_cases_are_all_named() -> None:
    """Every line that is no case is named with its number."""
    with pytest.raises(CasesError) as caught:
        read_cases(
            ["{", "", '{"id": "1", "text": "a", "expect": []}', '{"id": "2", "text": "a", "expects": []}']
        )
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["line 1", "line 4"]


@pytest.mark.slow
@pytest.mark.skipif(not BENCHMARK.is_dir(), reason=f"the benchmark is not at {BENCHMARK}")
@pytest.mark.parametrize("name", ["burger", "burrito", "coffee", "sub", "shortorder"])
def test_the_benchmarks_own_verdicts(name: str, tmp_path: Path) -> None:
    """Over the benchmark, `aiqr eval` counts what its scripts count from the answers of `aiqr parse`."""
    menu, cases = BENCHMARK / f"menus/{name}.yaml", BENCHMARK / f"dev/{name}.jsonl"
    is_dialog = name == "shortorder"
    read = [json.loads(line) for line in cases.read_text().splitlines()]
    texts = [json.dumps([t["text"] for t in c["turns"]]) if is_dialog else c["text"] for c in read]
    parsed = aiqr(
        "parse", "--menu", str(menu), *(["--dialog"] if is_dialog else []), stdin="\n".join(texts) + "\n"
    )
    (tmp_path / "answers.jsonl").write_text(parsed)
    script = BENCHMARK / ("score_dialog.py" if is_dialog else "score.py")
    scored = run([sys.executable, str(script), str(cases), str(tmp_path / "answers.jsonl")])
    theirs = json.loads(scored.splitlines()[-1])
    ours = json.loads(aiqr("eval", "--menu", str(menu), str(cases), "--json", "--show", "0"))
    assert ours["exact_match"] == theirs["dialog_exact_match" if is_dialog else "exact_match"]
    assert [ours[key] for key in ("complete", "coverage", "exact_when_complete")] == [
        theirs[key] for key in ("complete", "coverage", "exact_when_complete")
    ]


def aiqr(*arguments: str, stdin: str = "") -> str:
    return run([sys.executable, "-m", "cli.main", *arguments], stdin)


def run(command: list[str], stdin: str = "") -> str:
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=True).stdout
