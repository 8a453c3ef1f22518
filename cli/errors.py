"""The one shape in which the command line fails: what happened, what did not change, what to do."""

import sys
from enum import IntEnum
from typing import IO, Any

import click

from cli.terminal import visible


class Exit(IntEnum):
    """The exit codes, as `docs/cli.md` lists them."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    LOGIN = 3
    NOT_FOUND = 4
    INVALID = 5
    CONFLICT = 6
    AWAY = 7
    INTERRUPTED = 130


MEANINGS: dict[Exit, str] = {
    Exit.DONE: "done",
    Exit.FAILED: "it failed, or a check found something (`menu lint`, `menu diff --exit-code`, `eval --min`, `doctor`)",
    Exit.USAGE: "the command was written wrongly, or needs an answer that a script cannot give",
    Exit.LOGIN: "not logged in, the session has ended, or your role does not allow it",
    Exit.NOT_FOUND: "there is no such restaurant, item, table, order …",
    Exit.INVALID: "a file or a value has mistakes; all of them are named",
    Exit.CONFLICT: "the state of things forbids it",
    Exit.AWAY: "the server or its database cannot be reached, or is too busy",
    Exit.INTERRUPTED: "you stopped it",
}


class CliError(click.ClickException):
    """A failure in words for a person.

    `what` says what happened, `details` names every mistake (one a line), `unchanged` says what did not
    change ("" where it is plain), `todo` says what to do; `code` is the exit code.
    """

    def __init__(
        self,
        what: str,
        *,
        unchanged: str = "",
        todo: str = "",
        details: tuple[str, ...] = (),
        code: Exit = Exit.FAILED,
    ) -> None:
        super().__init__(what)
        self.unchanged = unchanged
        self.todo = todo
        self.details = details
        self.exit_code = int(code)  # type: ignore[misc]  # click reads it off the instance

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it, on stderr unless `file` says otherwise."""
        stream = sys.stderr if file is None else file
        click.secho(f"✗ {visible(self.message)}", fg="red", bold=True, file=stream)
        for line in self.details:
            click.echo(f"    {visible(line)}", file=stream)
        if self.unchanged:
            click.echo(f"  {self.unchanged}", file=stream)
        if self.todo:
            click.secho(f"  → {self.todo}", file=stream)
