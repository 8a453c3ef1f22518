"""What the commands share: the options that every one of them takes, and the groups that add them."""

import importlib
import inspect
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from cli.client import Client

Completer = Callable[[click.Context, click.Parameter, str], list[Any]]
AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])


@dataclass
class State:
    """The shared options as they were given, wherever on the line they stood."""

    profile: str | None = None
    server: str | None = None
    restaurant: str | None = None
    json: bool = False
    _client: "Client | None" = field(default=None, repr=False)

    @property
    def client(self) -> "Client":
        """The connection to the server of the chosen profile, made at first use."""
        if self._client is None:
            from cli.client import connect  # noqa: PLC0415  # httpx and pydantic are slow to import

            self._client = until_the_end(connect(self))
        return self._client


def state(ctx: click.Context | None = None) -> State:
    """The `State` of the running command."""
    root = (ctx or click.get_current_context()).find_root()
    if not isinstance(root.obj, State):
        root.obj = State()
    return root.obj


def until_the_end(client: "Client") -> "Client":
    """`client`, closed when the running command ends."""
    click.get_current_context().find_root().call_on_close(client.close)
    return client


def interactive() -> bool:
    """Whether a person is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        setattr(state(ctx), str(param.name), value)


def complete(kind: str) -> Completer:
    """A completer that asks `cli.completion` for the function called `kind`, only when a shell completes."""

    def offers(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        completion = importlib.import_module("cli.completion")
        found: list[Any] = getattr(completion, kind)(ctx, param, incomplete)
        return found

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
            ["--json"], is_flag=True, help="Print data as JSON.", expose_value=False, callback=_keep
        ),
    ]


def shared_options(command: AnyCommand) -> AnyCommand:
    """Give `command` the shared options: -r, --profile, --server, --json."""
    for option in reversed(_shared_parameters()):
        click.decorators._param_memo(command, option)  # noqa: SLF001  # what click.option itself calls
    return command


class Command(click.Command):
    """A command that takes the shared options after its own; `examples` are shown by --help and in the docs."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(line.strip() for line in examples.strip().splitlines() if line.strip())
        taken = {name for parameter in self.params for name in parameter.opts}
        self.params += [o for o in _shared_parameters() if not taken & set(o.opts)]

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


def environment(name: str) -> str | None:
    """An environment variable, None where it is unset or empty."""
    return os.environ.get(name) or None
