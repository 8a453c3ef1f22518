"""`aiqr completion`: let the shell complete commands, restaurants, items and tables."""

from pathlib import Path

import click
from click.shell_completion import get_completion_class

from cli import output
from cli.context import Command
from cli.errors import CliError

VARIABLE = "_AIQR_COMPLETE"
_PLACES = {
    "bash": ".local/share/bash-completion/completions/aiqr",
    "fish": ".config/fish/completions/aiqr.fish",
    "zsh": ".local/share/zsh/site-functions/_aiqr",
}


@click.command(
    cls=Command,
    examples="""
    aiqr completion bash --install
    aiqr completion zsh > ~/.zfunc/_aiqr
    """,
)
@click.argument("shell", type=click.Choice(list(_PLACES)))
@click.option("--install", is_flag=True, help="Put it where the shell looks for it, in your home directory.")
def completion(shell: str, *, install: bool) -> None:
    """Print what makes SHELL complete aiqr's commands, options, restaurants, items, tables and staff."""
    script = _script(shell)
    if not install:
        click.echo(script)
        return
    path = Path.home() / _PLACES[shell]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, "utf-8")
    output.done(f"{path}: open a new {shell} and press Tab.")
    if shell == "zsh":
        output.hint(f"~/.zshrc needs, before compinit: fpath=({path.parent} $fpath)")


def _script(shell: str) -> str:
    from cli.main import main  # noqa: PLC0415  # main imports this module by name

    kind = get_completion_class(shell)
    if kind is None:
        raise CliError(f"This version of click cannot complete in {shell}.", unchanged="Nothing was written.")
    return kind(main, {}, "aiqr", VARIABLE).source()
