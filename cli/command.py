"""Commands and groups that take the shared options (-r, --profile, --server, --json) and show examples."""

import inspect
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from cli import language
from cli.context import state

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
C = TypeVar("C", bound=click.Command)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        setattr(state(ctx), str(param.name), value)


def complete(kind: str) -> Completer:
    """A completer that offers what `cli.completion` finds for `kind`; it is imported only when a shell completes."""

    def offers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from cli.completion import offered  # noqa: PLC0415  # no other command pays for the client

        del param
        return offered(kind, ctx, incomplete)

    return offers


def _shared_parameters() -> list[click.Option]:
    return [
        click.Option(
            ["-r", "--restaurant"],
            metavar="SLUG",
            help="The restaurant, instead of the one of `aiqr use`.",
            shell_complete=complete("restaurants"),
            expose_value=False,
            callback=_keep,
        ),
        click.Option(
            ["--profile"],
            metavar="NAME",
            help="The stored login to use.",
            shell_complete=complete("profiles"),
            expose_value=False,
            callback=_keep,
        ),
        click.Option(
            ["--server"], metavar="URL", help="The server's address.", expose_value=False, callback=_keep
        ),
        click.Option(
            ["--language", "spoken_language"],
            metavar="CODE",
            help="The language of texts, such as de or ja.",
            is_eager=True,
            expose_value=False,
            callback=language.asked_for,
        ),
        click.Option(
            ["--json"], is_flag=True, help="Print data as JSON.", expose_value=False, callback=_keep
        ),
    ]


def with_shared_options(command: C) -> C:
    """Give `command` the shared options after its own, but for those that it has itself."""
    taken = {name for parameter in command.params for name in parameter.opts}
    command.params += [option for option in _shared_parameters() if not taken & set(option.opts)]
    return command


class Command(click.Command):
    """A command that takes the shared options after its own; `examples` are shown by --help and in the docs."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(line.strip() for line in examples.strip().splitlines() if line.strip())
        with_shared_options(self)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples under the options."""
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples:
                    formatter.write(f"{' ' * (formatter.current_indent or 2)}{line}\n")
        super().format_epilog(ctx, formatter)


class Group(click.Group):
    """A group whose commands are `Command`s."""

    command_class = Command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with the first sentence of its help, whole."""
        names = self.list_commands(ctx)
        commands = [(name, self.get_command(ctx, name)) for name in names]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, first_sentence(command.help or "")) for name, command in commands if command]
            )


def first_sentence(text: str) -> str:
    """The first sentence of a help text, without its full stop."""
    paragraph = " ".join(inspect.cleandoc(text).split("\n\n")[0].split())
    return re.split(r"(?<=[\w)`])[.:;](?:\s|$)", paragraph, maxsplit=1)[0]
