"""Writes docs/cli.md out of the commands themselves; with --check it only says whether the page is up to date."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import click  # noqa: E402  # after the path

from cli.errors import MEANINGS, Exit  # noqa: E402
from cli.lazy_group import walk  # noqa: E402
from cli.main import SECTIONS, main  # noqa: E402

PAGE = ROOT / "docs" / "cli.md"
SETUP = ROOT / "tests" / "cli" / "setup.sh"

INTRODUCTION = """\
# The command line

`aiqr` does everything that an owner or manager does, over the same public API as every other client. This page
is written by `scripts/cli_docs.py` out of the commands; `aiqr COMMAND --help` says the same in the terminal.

- **Data goes to stdout, everything else to stderr.** Tables are ruled on a terminal and tab-separated with one
  header line in a pipe; `--json` prints JSON.
- **It asks only a person.** Without a terminal nothing is asked: a command that needs an answer says which option
  gives it, and one that changes much needs `--yes`.
- **Every failure says what happened, what did not change, and what to do,** and has an exit code.

## Options of every command

| option | |
|---|---|
| `-r`, `--restaurant SLUG` | the restaurant, instead of the one of `aiqr use` |
| `--profile NAME` | the stored login to use |
| `--server URL` | the server's address |
| `--language CODE` | the language of texts: `de`, `fr`, `es`, `it`, `pt`, `nl`, `pl`, `tr`, `zh`, `ja`, `ko`, `ar` or `en` |
| `--json` | print data as JSON |
| `-h`, `--help` | the command's own page, with examples |

They may stand before or after the command's name. A few commands have a `--language` of their own, such as that of
receipts; there that of `aiqr` stands before the name.

## Languages

`aiqr` speaks the languages of the pages: what it says, asks and refuses, and the headings of its tables. It takes
`--language`, else `AIQR_LANGUAGE`, else what was chosen for the stored login with `aiqr profile language`, else the
locale of the restaurant of `aiqr use`, else the language of the terminal, else English. Traditional Chinese is answered
in simplified.

What programs read is the same in every language: `--json`, files, exit codes, names of commands, options, statuses and
roles, and log lines. Headings of tables are translated in a pipe too, so scripts should read `--json`. In English alone
are: help, how a command that was written wrongly is answered, and what the server itself says.

## Environment

| variable | |
|---|---|
| `AIQR_SERVER` | the server's address, where no login is stored |
| `AIQR_TOKEN` | an access token, for scripts: used instead of a stored login, never stored |
| `AIQR_PROFILE` | the stored login to use |
| `AIQR_RESTAURANT` | the restaurant (slug) |
| `AIQR_LANGUAGE` | the language of texts |
| `LC_ALL`, `LC_MESSAGES`, `LANG` | the terminal's language, where nothing else says one |
| `AIQR_PASSWORD` | the password for `register`, `login` and `join`, instead of a question |
| `AIQR_CONFIG_DIR` | where logins are kept (`profiles.json`, readable by you alone) |
| `VISUAL`, `EDITOR` | the editor of `menu edit` |
| `AIQR_DEBUG` | show a traceback instead of an explanation |
"""


def render() -> str:
    """The whole page."""
    context = click.Context(main, info_name="aiqr")
    parts = [INTRODUCTION, _exit_codes(), _walkthrough(), "## Commands\n", _contents()]
    parts += [_command(path, command) for path, command in walk(main, context)]
    return "\n".join(parts)


def _exit_codes() -> str:
    rows = "\n".join(f"| {int(code)} | {MEANINGS[code]} |" for code in Exit)
    return f"## Exit codes\n\n| code | |\n|---|---|\n{rows}\n"


def _walkthrough() -> str:
    script = SETUP.read_text("utf-8").split("set -eu\n", 1)[1].strip()
    return (
        "## From nothing to the first order\n\n"
        "The tests run these commands as they stand here, in a shell, against a real server.\n\n"
        f"```sh\n{script}\n```\n"
    )


def _contents() -> str:
    lines = []
    for heading, commands in SECTIONS.items():
        links = ", ".join(f"[`{name}`](#aiqr-{name})" for name in commands)
        lines.append(f"- **{heading}:** {links}")
    return "\n".join(lines) + "\n"


def _command(path: str, command: click.Command) -> str:
    level = "#" * min(path.count(" ") + 2, 4)
    context = click.Context(command, info_name=path)
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    parts = [
        f"{level} {path}\n",
        f"```\n{usage}\n```\n",
        _help(command),
        _options(command, context),
        _examples(command),
    ]
    return "\n".join(part for part in parts if part)


def _help(command: click.Command) -> str:
    """The help text; a paragraph whose lines stay as they are becomes a block."""
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    return "\n\n".join(map(_paragraph, paragraphs)) + "\n"


def _paragraph(text: str) -> str:
    if text.startswith("\b"):
        return f"```\n{text.removeprefix(chr(8)).strip()}\n```"
    return text.replace("<", "&lt;")


def _options(command: click.Command, context: click.Context) -> str:
    rows = list(_option_rows(command, context))
    return "\n".join(["| option | |", "|---|---|", *rows]) + "\n" if rows else ""


def _option_rows(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        if not isinstance(parameter, click.Option) or parameter.hidden or not parameter.expose_value:
            continue
        record = parameter.get_help_record(context)
        if record is not None:
            yield f"| `{record[0].replace('|', ', ')}` | {' '.join(record[1].split()).replace('|', ', ')} |"


def _examples(command: click.Command) -> str:
    lines = getattr(command, "examples", ())
    return "```sh\n" + "\n".join(lines) + "\n```\n" if lines else ""


def write_or_check() -> int:
    """Write the page, or compare; returns the exit code."""
    wanted = render()
    if "--check" in sys.argv:
        if PAGE.exists() and PAGE.read_text("utf-8") == wanted:
            return 0
        print("docs/cli.md is not what the commands say: run scripts/cli_docs.py")
        return 1
    PAGE.write_text(wanted, "utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {wanted.count(chr(10))} lines")
    return 0


if __name__ == "__main__":
    sys.exit(write_or_check())
