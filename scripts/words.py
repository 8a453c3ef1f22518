"""Checks the corpus of orders under `data/words/`, and writes it in the benchmark's form.

`python scripts/words.py check [ROOT]` names every mistake with its file and line.
`python scripts/words.py compile ROOT OUT_DIR` writes one `<slug>.jsonl` a menu, a case a line.

A folder a menu: `menu.yaml`, and `*.cases` files, each of one kind of diner:

    # kind: hurried                    the first line
    two lattes, one decaf              what is said
    = share                            tags
    > 1 Latte                          > QUANTITY NAME (SIZE); CHOICE; CHOICE …, or: > none
    > 1 Latte; Decaf                   Name, -Name none, +Name extra, ~Name light, @Name on the side, Name*2,
    ! complete                         [A|B] left open between A and B, Name? may be there or not
    --                                 the next turn: its lines are the whole cart after it
    …                                  a blank line ends the case

After `!` stands what the answer must keep: `allergy: words, words`, `wish: words`, `unknown: words`, `complete`,
`not_complete`, `question`; or `doubtful`, where the right answer can be argued about.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

AMOUNTS = {"-": "none", "+": "extra", "~": "light", "@": "side"}
WORD_MUSTS = ("allergy", "wish", "unknown")
FLAG_MUSTS = ("complete", "not_complete", "question")
LINE = re.compile(r"(?P<quantity>[1-9]\d*) (?P<head>[^;]+)")
SIZED = re.compile(r"(?P<name>.+) \((?P<size>[^()]+)\)")
CHOICE = re.compile(r"(?P<sign>[-+~@]?)(?P<names>[^*?]+)(\*(?P<quantity>[1-9]\d*))?(?P<optional>\??)")


class CorpusError(Exception):
    """Mistakes in the corpus, each with its file and line."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Option:
    name: str
    is_default: bool = False
    max_quantity: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    least: int
    most: int | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Dish:
    name: str
    sizes: tuple[str, ...]
    default_size: str | None
    groups: tuple[Group, ...]

    def option(self, name: str) -> Option | None:
        """The option of that exact name, of whichever group."""
        return next((o for group in self.groups for o in group.options if o.name == name), None)


@dataclass(frozen=True, slots=True)
class Menu:
    dishes: dict[str, Dish]

    def defaults(self, dishes: Iterable[str]) -> list[str]:
        """The names of all options that one of `dishes` comes with."""
        groups = (group for name in dishes for group in self.dishes[name].groups)
        return sorted({o.name for group in groups for o in group.options if o.is_default})


@dataclass(frozen=True, slots=True)
class Choice:
    names: tuple[str, ...]
    amount: str = "regular"
    quantity: int = 1
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    at: int
    dish: str
    quantity: int
    size: str | None
    choices: tuple[Choice, ...]


@dataclass(slots=True)
class Turn:
    at: int
    text: str
    lines: list[Line] = field(default_factory=list)
    must: dict[str, Any] = field(default_factory=dict)
    has_expectation: bool = False


@dataclass(slots=True)
class Case:
    turns: list[Turn]
    tags: list[str] = field(default_factory=list)
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    name: str
    kind: str
    cases: list[Case]


def read_menu(path: Path) -> Menu:
    """The dishes of a menu document with their sizes and choices; raises CorpusError where a name stands twice."""
    document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    named = {key: _group(entry) for key, entry in (document.get("modifier_groups") or {}).items()}
    dishes = [_dish(item, named) for category in document["categories"] for item in category["items"]]
    names = [dish.name for dish in dishes]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise CorpusError([f"{path}: {name} stands twice" for name in twice])
    return Menu({dish.name: dish for dish in dishes})


def _group(entry: dict[str, Any]) -> Group:
    options = [
        Option(o["name"], bool(o.get("default")), o.get("max_quantity", 1)) for o in entry.get("options", [])
    ]
    return Group(entry["name"], entry.get("min", 0), entry.get("max"), tuple(options))


def _dish(item: dict[str, Any], named: dict[str, Group]) -> Dish:
    variants = item.get("variants") or []
    labels = tuple(v["label"] for v in variants)
    defaults = labels if len(labels) == 1 else tuple(v["label"] for v in variants if v.get("default"))
    groups = tuple(named[g] if isinstance(g, str) else _group(g) for g in item.get("modifier_groups", []))
    return Dish(item["name"], labels, defaults[0] if defaults else None, groups)


class BatchReader:
    """Reads one `.cases` file; `mistakes` are those of its text, `path:line: what is wrong`."""

    def __init__(self, path: Path, menu: Menu) -> None:
        self.mistakes: list[str] = []
        self._path, self._menu = path, menu

    def read(self) -> Batch:
        """Every case of the file, checked against the menu."""
        first, *rows = self._path.read_text(encoding="utf-8").splitlines() or [""]
        if not first.startswith("# kind: "):
            self._report(1, "the first line must be `# kind: …`")
        cases = [self._case(block) for block in _blocks(rows)]
        for case in cases:
            self._check_case(case)
        return Batch(self._path.stem, first.removeprefix("# kind: "), cases)

    def _report(self, at: int, message: str) -> None:
        self.mistakes.append(f"{self._path}:{at}: {message}")

    def _case(self, block: list[tuple[int, str]]) -> Case:
        case = Case([])
        is_new_turn = True
        for at, row in block:
            mark, rest = row[:1], row[1:].strip()
            if row == "--":
                is_new_turn = True
            elif mark not in {">", "=", "!", "-", "#"}:
                if not is_new_turn:
                    self._report(at, "a second text in one turn: is a blank line or `--` missing?")
                case.turns.append(Turn(at, row.strip()))
                is_new_turn = False
            elif is_new_turn:
                self._report(at, f"`{row}` stands before the text that it is about")
                return Case([])
            elif mark == "=":
                case.tags += rest.split()
            elif mark == ">":
                self._add_line(case.turns[-1], at, rest)
            elif mark == "!":
                self._add_must(case, at, rest)
            else:
                self._report(at, f"`{row}` is no line of a case")
        return case

    def _add_line(self, turn: Turn, at: int, text: str) -> None:
        turn.has_expectation = True
        if text == "none":
            return
        if not (matched := LINE.match(text)):
            self._report(at, "a line is `> QUANTITY NAME (SIZE); CHOICE; …`")
            return
        head, choices = matched["head"].strip(), text[matched.end() :].split(";")[1:]
        sized = None if head in self._menu.dishes else SIZED.fullmatch(head)
        name, size = (sized["name"], sized["size"]) if sized else (head, None)
        read = tuple(c for c in (self._choice(at, part.strip()) for part in choices) if c)
        line = Line(at, name, int(matched["quantity"]), size, read)
        if self._is_on_menu(line):
            turn.lines.append(line)

    def _choice(self, at: int, text: str) -> Choice | None:
        if not (matched := CHOICE.fullmatch(text)):
            self._report(at, f"`{text}` is no choice")
            return None
        names = matched["names"].strip().removeprefix("[").removesuffix("]").split("|")
        amount = AMOUNTS.get(matched["sign"], "regular")
        return Choice(tuple(names), amount, int(matched["quantity"] or 1), bool(matched["optional"]))

    def _is_on_menu(self, line: Line) -> bool:
        dish = self._menu.dishes.get(line.dish)
        if dish is None:
            self._report(line.at, f"{line.dish} is not on the menu")
            return False
        if line.size is not None and line.size not in dish.sizes:
            self._report(line.at, f"{dish.name} has no size {line.size}")
        said = [name for choice in line.choices for name in choice.names]
        for name in said:
            if dish.option(name) is None:
                self._report(line.at, f"{dish.name} has no option {name}")
            elif said.count(name) > 1:
                self._report(line.at, f"{name} stands twice")
        for choice in line.choices:
            options = filter(None, map(dish.option, choice.names))
            if any(choice.quantity > option.max_quantity for option in options):
                self._report(line.at, f"{dish.name} takes no {choice.quantity} {' or '.join(choice.names)}")
        for group in dish.groups:
            if group.most is not None and _said(group, line) > group.most:
                self._report(line.at, f"{dish.name} takes at most {group.most} of {group.name}")
        return True

    def _add_must(self, case: Case, at: int, text: str) -> None:
        key, _, words = (part.strip() for part in text.partition(":"))
        must = case.turns[-1].must
        if text == "doubtful":
            case.is_doubtful = True
        elif text in FLAG_MUSTS:
            must[text] = True
        elif key in WORD_MUSTS and words:
            must.setdefault(key, []).extend(word.strip() for word in words.split(","))
        else:
            self._report(at, f"`! {text}` is none of {', '.join((*WORD_MUSTS, *FLAG_MUSTS, 'doubtful'))}")

    def _check_case(self, case: Case) -> None:
        is_dialog = len(case.turns) > 1
        for turn in case.turns:
            if not turn.has_expectation:
                self._report(turn.at, "no `>` line; write `> none` where nothing is ordered")
            if turn.must.get("complete") and turn.must.get("not_complete"):
                self._report(turn.at, "both complete and not_complete")
            open_lines = [line for line in turn.lines if not case.is_doubtful and self._is_open(line)]
            if open_lines and not turn.must.get("not_complete"):
                self._report(open_lines[0].at, "a required choice is open: the turn must say not_complete")
            for line in turn.lines if is_dialog else ():
                self._check_size_is_said(line)

    def _check_size_is_said(self, line: Line) -> None:
        dish = self._menu.dishes[line.dish]
        if len(dish.sizes) > 1 and dish.default_size and line.size is None:
            self._report(line.at, f"a dialog names the size, here perhaps {dish.default_size}")

    def _is_open(self, line: Line) -> bool:
        dish = self._menu.dishes[line.dish]
        if len(dish.sizes) > 1 and line.size is None and dish.default_size is None:
            return True
        left_open = any(len(choice.names) > 1 for choice in line.choices)
        return left_open or any(_chosen(g, line) < g.least for g in dish.groups)


def _said(group: Group, line: Line) -> int:
    """How many portions of the group's options were said; of what was left open, one."""
    names = {option.name for option in group.options}
    return sum(c.quantity for c in line.choices if c.amount != "none" and names.intersection(c.names))


def _chosen(group: Group, line: Line) -> int:
    """How many portions of the group's options the line has, with those that it comes with."""
    portions = {o.name: 1 for o in group.options if o.is_default}
    for choice in line.choices:
        portions |= dict.fromkeys(choice.names, 0 if choice.amount == "none" else choice.quantity)
    return sum(portions.get(option.name, 0) for option in group.options)


def _blocks(rows: Iterable[str]) -> Iterator[list[tuple[int, str]]]:
    """The rows between blank lines, each with its number in the file; comment lines are left out."""
    block: list[tuple[int, str]] = []
    for at, row in enumerate([*rows, ""], start=2):
        if row.startswith("#"):
            continue
        if row.strip():
            block.append((at, row.rstrip()))
        elif block:
            yield block
            block = []


def read_folder(folder: Path) -> tuple[Menu, list[Batch]]:
    """A menu with all its batches; raises CorpusError with every mistake of its files."""
    menu = read_menu(folder / "menu.yaml")
    readers = [BatchReader(path, menu) for path in sorted(folder.glob("*.cases"))]
    batches = [reader.read() for reader in readers]
    mistakes = [mistake for reader in readers for mistake in reader.mistakes]
    if mistakes:
        raise CorpusError(mistakes)
    return menu, batches


def compiled(slug: str, menu: Menu, batches: Iterable[Batch]) -> Iterator[dict[str, Any]]:
    """Every case in the form of the benchmark's `strict.py`."""
    for batch in batches:
        for number, case in enumerate(batch.cases, start=1):
            head: dict[str, Any] = {
                "id": f"{slug}-{batch.name}-{number}",
                "kind": batch.kind,
                "tags": case.tags,
            }
            if case.is_doubtful:
                head["doubtful"] = True
            if len(case.turns) == 1:
                yield {**head, **_turn(case.turns[0], ())}
                continue
            defaults = menu.defaults({line.dish for turn in case.turns for line in turn.lines})
            turns = [_turn(turn, defaults) for turn in case.turns]
            yield {**head, "compare": "resolved", "defaults": defaults, "turns": turns}


def _turn(turn: Turn, unsaid: Iterable[str]) -> dict[str, Any]:
    """A turn without the options of `unsaid` that are as they come: a dialog's carts are not compared in them."""
    said = {"text": turn.text, "expect": [_expected(line, frozenset(unsaid)) for line in turn.lines]}
    return {**said, "must": turn.must} if turn.must else said


def _expected(line: Line, unsaid: frozenset[str]) -> dict[str, Any]:
    kept = [c for c in line.choices if not (_is_regular(c) and unsaid.intersection(c.names))]
    modifiers = [_modifier(choice) for choice in kept]
    return {"item": line.dish, "quantity": line.quantity, "variant": line.size, "modifiers": modifiers}


def _is_regular(choice: Choice) -> bool:
    return (choice.amount, choice.quantity, len(choice.names)) == ("regular", 1, 1)


def _modifier(choice: Choice) -> dict[str, Any]:
    name = choice.names[0] if len(choice.names) == 1 else list(choice.names)
    written: dict[str, Any] = {"name": name, "amount": choice.amount, "quantity": choice.quantity}
    return {**written, "optional": True} if choice.is_optional else written


def folders(root: Path) -> list[Path]:
    """The folders of `root` that hold a menu, or `root` itself where it is one."""
    return sorted(path.parent for path in (*root.glob("menu.yaml"), *root.glob("*/menu.yaml")))


def check(root: Path) -> list[str]:
    """Every mistake in the corpus under `root`; none where all is well."""
    found = folders(root)
    mistakes: list[str] = [] if found else [f"{root}: no menu.yaml, neither in it nor in a folder of it"]
    for folder in found:
        try:
            read_folder(folder)
        except CorpusError as error:
            mistakes += error.mistakes
    return mistakes


def compile_all(root: Path, out: Path) -> None:
    """Write `<slug>.jsonl` into `out` for each menu under `root`."""
    out.mkdir(parents=True, exist_ok=True)
    for folder in folders(root):
        menu, batches = read_folder(folder)
        rows = [json.dumps(case, ensure_ascii=False) for case in compiled(folder.name, menu, batches)]
        (out / f"{folder.name}.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Run the command; 1 where the corpus has mistakes, 2 where the command is none."""
    match arguments:
        case ["check", *root] if len(root) <= 1:
            mistakes = check(Path(*root or ["data/words"]))
        case ["compile", root, out]:
            mistakes = check(Path(root))
            if not mistakes:
                compile_all(Path(root), Path(out))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    print("\n".join(mistakes), file=sys.stderr, end="\n" if mistakes else "")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
