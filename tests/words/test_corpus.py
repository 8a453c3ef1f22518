"""The corpus of orders is well-formed, and is written in the benchmark's form as it stands."""

import json
from pathlib import Path

import pytest

from scripts.words import check, compile_all

CORPUS = Path(__file__).parents[2] / "data" / "words"
MENU = """\
currency: EUR
modifier_groups:
  cooking: {name: Cooking, min: 1, max: 1, options: [{name: Rare}, {name: Well done}]}
  milk: {name: Milk, min: 1, max: 1, options: [{name: Whole milk, default: true}, {name: Oat milk}]}
  extras: {name: Extras, options: [{name: Shot, max_quantity: 2}, {name: Foam, default: true}]}
categories:
  - name: All
    items:
      - {name: Steak, price: 20, modifier_groups: [cooking]}
      - name: Latte
        variants: [{label: Small, price: 3, default: true}, {label: Large, price: 4}]
        modifier_groups: [milk, extras]
"""


def folder(root: Path, cases: str) -> Path:
    (root / "bar").mkdir()
    (root / "bar" / "menu.yaml").write_text(MENU, encoding="utf-8")
    (root / "bar" / "one.cases").write_text(f"# kind: hurried\n\n{cases}", encoding="utf-8")
    return root


def mistakes(root: Path, cases: str) -> list[str]:
    return [m.removeprefix(f"{root}/bar/one.cases:") for m in check(folder(root, cases))]


def test_the_corpus_has_no_mistakes() -> None:
    """Every dish, size, option and must of the corpus can be had from its menu."""
    assert check(CORPUS) == []


def test_a_case_is_written_out(tmp_path: Path) -> None:
    """A single order holds what was said: sizes, amounts, quantities, open choices, musts and tags."""
    cases = """\
a steak and a large oat latte, two shots, no foam, nut allergy
= allergy refusal
> 1 Steak; [Rare|Well done]
> 1 Latte (Large); Oat milk; Shot*2; -Foam
! allergy: nut
! not_complete
! doubtful
"""
    compile_all(folder(tmp_path, cases), tmp_path / "out")
    assert json.loads((tmp_path / "out" / "bar.jsonl").read_text(encoding="utf-8")) == {
        "id": "bar-one-1",
        "kind": "hurried",
        "tags": ["allergy", "refusal"],
        "doubtful": True,
        "text": "a steak and a large oat latte, two shots, no foam, nut allergy",
        "expect": [
            {
                "item": "Steak",
                "quantity": 1,
                "variant": None,
                "modifiers": [{"name": ["Rare", "Well done"], "amount": "regular", "quantity": 1}],
            },
            {
                "item": "Latte",
                "quantity": 1,
                "variant": "Large",
                "modifiers": [
                    {"name": "Oat milk", "amount": "regular", "quantity": 1},
                    {"name": "Shot", "amount": "regular", "quantity": 2},
                    {"name": "Foam", "amount": "none", "quantity": 1},
                ],
            },
        ],
        "must": {"allergy": ["nut"], "not_complete": True},
    }


def test_a_dialog_is_written_out(tmp_path: Path) -> None:
    """A dialog holds the cart after each turn, without the defaults that are as they come."""
    cases = """\
hello
> none
--
a latte with whole milk, extra foam
= edit
> 1 Latte (Small); Whole milk; +Foam
! complete
--
oat instead
> 1 Latte (Small); Oat milk; -Whole milk?; +Foam
"""
    compile_all(folder(tmp_path, cases), tmp_path / "out")
    foam = {"name": "Foam", "amount": "extra", "quantity": 1}
    assert json.loads((tmp_path / "out" / "bar.jsonl").read_text(encoding="utf-8")) == {
        "id": "bar-one-1",
        "kind": "hurried",
        "tags": ["edit"],
        "compare": "resolved",
        "defaults": ["Foam", "Whole milk"],
        "turns": [
            {"text": "hello", "expect": []},
            {
                "text": "a latte with whole milk, extra foam",
                "expect": [{"item": "Latte", "quantity": 1, "variant": "Small", "modifiers": [foam]}],
                "must": {"complete": True},
            },
            {
                "text": "oat instead",
                "expect": [
                    {
                        "item": "Latte",
                        "quantity": 1,
                        "variant": "Small",
                        "modifiers": [
                            {"name": "Oat milk", "amount": "regular", "quantity": 1},
                            {"name": "Whole milk", "amount": "none", "quantity": 1, "optional": True},
                            foam,
                        ],
                    }
                ],
            },
        ],
    }


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ("a mocha\n> 1 Mocha\n", ["4: Mocha is not on the menu"]),
        ("a latte\n> 1 Latte (Huge)\n", ["4: Latte has no size Huge"]),
        ("a latte\n> 1 Latte; Rare\n", ["4: Latte has no option Rare"]),
        ("a latte\n> 1 Latte; Shot; -Shot\n", ["4: Shot stands twice", "4: Shot stands twice"]),
        ("a latte\n> 1 Latte; Shot*3\n", ["4: Latte takes no 3 Shot"]),
        ("a steak\n> 1 Steak; Rare; Well done\n", ["4: Steak takes at most 1 of Cooking"]),
        ("a latte\n> Latte\n", ["4: a line is `> QUANTITY NAME (SIZE); CHOICE; …`"]),
        ("a latte\n> 1 Latte; *2\n", ["4: `*2` is no choice"]),
        ("a latte\n", ["3: no `>` line; write `> none` where nothing is ordered"]),
        ("a steak\n> 1 Steak; Rare\nanother\n> 2 Steak; Rare\n",
         ["5: a second text in one turn: is a blank line or `--` missing?"]),
        ("= tag\na steak\n> 1 Steak; Rare\n",
         ["3: `= tag` stands before the text that it is about"]),
        ("a latte\n> 1 Latte\n! complete\n! not_complete\n", ["3: both complete and not_complete"]),
        ("a latte\n> 1 Latte\n! wish:\n",
         ["5: `! wish:` is none of allergy, wish, unknown, complete, not_complete, question, doubtful"]),
        ("a steak\n> 1 Steak\n", ["4: a required choice is open: the turn must say not_complete"]),
        ("a latte\n> 1 Latte\n--\nand one more\n> 2 Latte (Small)\n",
         ["4: a dialog names the size, here perhaps Small"]),
        ("a latte\n- 1 Latte\n> 1 Latte\n", ["4: `- 1 Latte` is no line of a case"]),
        ("a steak, rare\n> 1 Steak; Rare\n! complete\n", []),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, cases: str, expected: list[str]) -> None:
    """What cannot be had from the menu, or is no line of a case, is told with the line where it stands."""
    assert mistakes(tmp_path, cases) == expected


def test_a_folder_may_be_a_menu_and_one_without_any_is_a_mistake(tmp_path: Path) -> None:
    """A menu's own folder is checked too, and nothing passes because nothing was found."""
    assert check(folder(tmp_path, "a steam\n") / "bar") != []
    (told,) = check(tmp_path / "bar" / "nowhere")
    assert "no menu.yaml" in told
