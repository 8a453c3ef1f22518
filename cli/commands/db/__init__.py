"""`aiqr db`: the database of a server that runs on this machine or whose address is in the settings."""

import click

from cli.command import Group
from cli.commands.db.archive import archive
from cli.commands.db.backup import backup
from cli.commands.db.forget import forget
from cli.commands.db.migrate import migrate
from cli.commands.db.password import password
from cli.commands.db.restore import restore
from cli.commands.db.status import status
from cli.commands.db.unarchive import unarchive


@click.group(cls=Group)
def db() -> None:
    """Migrate, look at, back up and restore the database.

    It is the one that `aiqr serve` would use with the same settings: that of DATABASE_URL or POSTGRES_HOST, else the
    embedded one in AIQR_DATA_DIR, whether or not a server runs it just now.
    """


for command in (migrate, status, backup, restore, archive, unarchive, forget, password):
    db.add_command(command)
