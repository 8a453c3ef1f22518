"""The page about the command line is what the commands say, and its examples are commands that exist."""

import importlib.util
import re
import shlex
from pathlib import Path

import click

from cli.command import Command
from cli.lazy_group import walk
from cli.main import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text("utf-8")


def every_command() -> dict[str, click.Command]:
    return dict(walk(main, click.Context(main, info_name="aiqr")))


def test_the_page_is_what_the_commands_say() -> None:
    """`scripts/cli_docs.py` would write the same page again."""
    spec = importlib.util.spec_from_file_location("cli_docs", ROOT / "scripts" / "cli_docs.py")
    assert spec is not None
    assert spec.loader is not None
    docs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(docs)
    assert docs.render() == PAGE, "run scripts/cli_docs.py"


def test_every_command_of_an_owner_has_help_and_examples() -> None:
    """Nobody is left with the bare options."""
    commands = [c for c in every_command().values() if isinstance(c, Command)]
    assert len(commands) > 40
    assert [c.name for c in commands if not c.help or not c.examples] == []


def examples() -> list[str]:
    """Every example of the pages but those of the walk-through, which `test_setup` runs."""
    walkthrough = (ROOT / "tests" / "cli" / "setup.sh").read_text("utf-8").splitlines()
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    blocks = [
        b for page in pages for b in re.findall(r"```\w*\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    ]
    lines = {line.strip() for block in blocks for line in block.splitlines() if line.startswith("aiqr ")}
    usages = {line for line in lines if "[OPTIONS]" in line}
    return sorted(lines - usages - set(walkthrough))


def test_every_example_is_a_command_with_options_that_exist() -> None:
    """Each is parsed as the shell and click would; only its carrying out is left away."""
    for line in examples():
        _has_options_that_exist(line)


def _has_options_that_exist(line: str) -> None:
    words = shlex.split(re.split(r"\s[|>]", line)[0], comments=True)[1:]
    context = click.Context(main, info_name="aiqr")
    command: click.Command | None = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.get_command(context, words[0])
        assert command is not None, line
        words = words[1:]
    with click.Context(command or main, info_name=line) as inner:
        known = {option for parameter in (command or main).get_params(inner) for option in parameter.opts}
        known |= {
            option for parameter in (command or main).get_params(inner) for option in parameter.secondary_opts
        }
    given = {word.split("=")[0] for word in words if re.match(r"--[a-z]|-[a-z]$", word)}
    assert given <= known, line


def named_in_messages() -> list[str]:
    """What hints and messages of the command line call `aiqr …`, up to the first word that is no command's name."""
    texts = [path.read_text("utf-8") for path in (ROOT / "cli").rglob("*.py")]
    found = re.findall(r"(?:aiqr|PROFILE\}) ((?:[a-z0-9]+[ `]){1,2}[a-z0-9]*)", "\n".join(texts))
    return sorted({" ".join(re.split(r"[ `]", words)[:2]).strip() for words in found})


def test_every_command_that_a_message_names_exists() -> None:
    """Nobody is sent to a command that is not there."""
    groups = {name.removeprefix("aiqr ") for name, c in every_command().items() if isinstance(c, click.Group)}
    commands = {name.removeprefix("aiqr ") for name in every_command()}
    named = named_in_messages()
    assert "menu apply" in named
    wrong = [words for words in named if words.split()[0] in groups and words not in commands]
    assert wrong == []
