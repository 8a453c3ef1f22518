"""The top of the command line: quick help, shared options, near misses, failures in words, completion."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cli import resolve
from cli.command import Command
from cli.errors import CliError, Exit
from cli.lazy_group import LazyGroup
from cli.main import main
from tests.cli.conftest import Shell

ROOT = Path(__file__).parents[2]


def run_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_help_imports_nothing_heavy() -> None:
    """What makes `aiqr --help` slow is not touched by it: no HTTP, no models, no tables, no server."""
    code = (
        "import sys, click\nfrom cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'httpx', 'pydantic', 'rich', 'ruamel', 'asyncio', 'aiohttp', 'textual', 'server'}\n"
        "print('HEAVY', sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    assert "HEAVY []" in run_python(code)


def test_help_lists_every_command_under_a_heading() -> None:
    """Each command of the table is there with its line, and the first steps below."""
    text = CliRunner().invoke(main, ["--help"]).output
    assert isinstance(main, LazyGroup)
    for name, (_, line) in main.table.items():
        assert f"  {name} " in text
        assert line.split(".")[0][:40] in " ".join(text.split())
    assert "Start here" in text


def test_every_command_of_the_table_can_be_imported() -> None:
    """No name leads nowhere."""
    assert isinstance(main, LazyGroup)
    assert [
        n for n in main.table if not isinstance(main.get_command(click.Context(main), n), click.Command)
    ] == []


def test_a_mistyped_command_is_answered_with_the_nearest(shell: Shell) -> None:
    """And the plural or singular of a group is the group."""
    assert "Did you mean: orders" in shell.fails(2, "ordrs")
    assert "aiqr item" in shell.out("items", "--help")


@pytest.mark.parametrize(
    ("failure", "code", "said"),
    [
        (KeyboardInterrupt(), Exit.INTERRUPTED, "Stopped."),
        (EOFError(), Exit.INTERRUPTED, "Stopped."),
        (ZeroDivisionError("by zero"), Exit.FAILED, "a mistake of its own: ZeroDivisionError"),
        (
            PermissionError(13, "Permission denied", "/x/cards.pdf"),
            Exit.FAILED,
            "/x/cards.pdf: permission denied",
        ),
        (
            ModuleNotFoundError("No module named 'fpdf'", name="fpdf"),
            Exit.FAILED,
            "pip install 'aiqr[print]'",
        ),
        (CliError("This happened.", todo="Do that.", code=Exit.CONFLICT), Exit.CONFLICT, "→ Do that."),
    ],
)
def test_every_failure_is_said_in_words_with_its_exit_code(
    failure: BaseException, code: Exit, said: str
) -> None:
    """One place turns whatever is raised into what happened, what did not change and what to do."""

    class Failing(LazyGroup):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            return click.Group.get_command(self, ctx, cmd_name)

    group = Failing(sections={})

    @group.command("fail", cls=Command)
    def fail() -> None:
        raise failure

    result = CliRunner().invoke(group, ["fail"], env={"AIQR_DEBUG": ""})
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_table_on_a_terminal_is_ruled_and_fits_its_width(owner: Shell) -> None:
    """In a real pseudo-terminal of 60 columns no line is longer, and the price is there."""
    pty = pytest.importorskip("pty")
    env = {
        **os.environ,
        "AIQR_CONFIG_DIR": str(owner.config),
        "TERM": "xterm",
        "COLUMNS": "60",
        "NO_COLOR": "1",
        "PYTHONPATH": str(ROOT),
    }
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "cli.main", "item", "list"]
    process = subprocess.Popen(command, env=env, stdout=follower, stderr=follower, stdin=follower)
    os.close(follower)
    text = b""
    try:
        while chunk := os.read(leader, 65536):
            text += chunk
    except OSError:  # the terminal is closed by its last user
        pass
    finally:
        os.close(leader)
    assert process.wait(60) == 0
    lines = click.unstyle(text.decode()).replace("\r", "").splitlines()
    assert any("───" in line for line in lines)
    assert max(map(len, lines)) <= 60
    assert any("Coke" in line and "3.00" in line for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize(("target", "code", "said"), [("head", 0, ""), ("full", 1, "the disk is full")])
def test_a_reader_that_has_enough_and_a_disk_that_is_full(
    owner: Shell, target: str, code: int, said: str
) -> None:
    """`| head` ends quietly; a full disk is said in words, whether a line or a thousand do not fit."""
    env = {"PATH": os.environ["PATH"], "AIQR_CONFIG_DIR": str(owner.config), "PYTHONPATH": str(ROOT)}
    reading, writing = os.pipe()
    os.close(reading)
    with Path("/dev/full").open("w") as full:
        for words in (["item", "list"], ["menu", "export"], ["item", "list", "--json"]):
            done = subprocess.run(
                [sys.executable, "-m", "cli.main", *words],
                env=env, stdout=full if target == "full" else writing, stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
            assert said in done.stderr
            assert (words, done.returncode, len(done.stderr.splitlines())) == (words, code, 3 if said else 0)
    os.close(writing)


def test_a_command_that_was_written_wrongly_is_said_in_one_place(shell: Shell) -> None:
    """What is wrong, and how it is written: two lines, not the usual four."""
    said = shell.fails(2, "table", "add").splitlines()
    assert said == [
        "✗ Missing argument 'NAMES...'.",
        "  → aiqr table add [OPTIONS] NAMES...   (more with --help)",
    ]
    assert "No such option" in shell.fails(2, "item", "list", "--nonsense")


def test_the_nearest_name_is_taken_only_where_it_is_clear() -> None:
    """A slip finds its thing; two that are as near are both named."""
    every = ["Margherita", "Marinara", "Coke"]

    def find(typed: str) -> str:
        return resolve.one_of(
            typed, every, names=lambda n: (n,), shown=str, kind="item", todo="Look at the list."
        )

    assert find("margarita") == "Margherita"
    assert find("coke") == "Coke"
    with pytest.raises(CliError) as failure:
        find("mar")
    assert set(failure.value.details) == {"Margherita", "Marinara"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("margerita", "Pizza / Margherita"),
        ("marg", "Pizza / Margherita"),
        ("soup", "Starters / Tomato soup"),
        ("pizza / margerita", "Pizza / Margherita"),
        ("Pizza / Lasagne", None),
        ("Starters / Margherita", None),
        ("Pizza / Soup of the day", None),
        ("rita", None),
    ],
)
def test_a_script_changes_no_dish_that_is_only_like_the_one_it_names(typed: str, meant: str | None) -> None:
    """A slip of the pen and the beginning of a word are taken; another category, or half a word, is asked about."""
    every = {path: path.partition(" / ")[2] for path in ("Pizza / Margherita", "Starters / Tomato soup")}

    def found() -> str:
        return resolve.one_of(
            typed, list(every), names=lambda p: (every[p], p), shown=str, kind="item", todo="look"
        )

    if meant is not None:
        assert found() == meant
        return
    with pytest.raises(CliError) as failure:
        found()
    assert failure.value.message.startswith(f"There is no item {typed!r}")
