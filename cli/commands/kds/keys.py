"""`aiqr kds keys`: what each key does."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import output
from cli.command import Command
from cli.errors import CliError, Exit
from cli.texts import gettext
from server.local_files import config_dir

if TYPE_CHECKING:
    from kds_tui.config import Config


@click.command(cls=Command, examples="aiqr kds keys")
@click.option("--config", type=click.Path(dir_okay=False, path_type=Path), help="Another kds.toml.")
def keys(config: Path | None) -> None:
    """Print what each key does, as kds.toml has it."""
    from kds_tui.core.key_presets import key_label  # noqa: PLC0415  # needs the extra `kds`
    from kds_tui.ui.bindings import WALL_BINDINGS  # noqa: PLC0415

    by_action = read_config(config).keys_by_action()
    if output.wants_json():
        output.print_json({action: list(names) for action, names in by_action.items() if names})
        return
    rows = [
        (" ".join(map(key_label, by_action[name])), name, f"{binding.description}: {binding.tooltip}")
        for binding in WALL_BINDINGS
        if (name := binding.id or "") and by_action[name]
    ]
    output.print_table(
        (
            gettext("Keys"),
            gettext("Action"),
            gettext("What it does"),
        ),
        rows,
    )


def read_config(path: Path | None) -> "Config":
    """The display's settings. CliError names the mistake in the file."""
    from kds_tui.config import ConfigError, load  # noqa: PLC0415  # needs the extra `kds`

    try:
        return load(path or config_dir() / "kds.toml", named=path is not None)
    except ConfigError as mistake:
        raise CliError(
            str(mistake), unchanged=mistake.unchanged, todo=mistake.todo, code=Exit.INVALID
        ) from None
