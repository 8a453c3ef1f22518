"""`aiqr webhook`: other programs are told what happens to orders and dishes."""

import click

from cli.command import Group
from cli.commands.webhook.add import add
from cli.commands.webhook.edit import edit
from cli.commands.webhook.list import list_webhooks
from cli.commands.webhook.log import log
from cli.commands.webhook.remove import remove
from cli.commands.webhook.replay import replay
from cli.commands.webhook.rotate import rotate
from cli.commands.webhook.test import test


@click.group(cls=Group)
def webhook() -> None:
    """Other programs told of orders and dishes: add, list, edit, test, log.

    What is sent is signed as Standard Webhooks has it; docs/webhooks.md shows how a program reads it.
    """


for command in (add, list_webhooks, edit, test, log, replay, rotate, remove):
    webhook.add_command(command)
