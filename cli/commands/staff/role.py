"""`aiqr staff role`: what somebody may do."""

import click

from cli import output, resolve
from cli.arguments import staff_email
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from server.wire.restaurants import ChangeRoleRequest

ROLES = ("owner", "manager", "kitchen")


@click.command("role", cls=Command, examples="aiqr staff role ben@example.com manager")
@staff_email
@click.argument("role", type=click.Choice(ROLES))
def change_role(who: str, role: str) -> None:
    """Give EMAIL another role."""
    client, found = connect(), resolve.current_restaurant()
    member = resolve.member(client.staff(found.id), who)
    changed = client.change_role(found.id, member.id, checked(ChangeRoleRequest, role=role))
    if output.wants_json():
        output.print_json(changed)
    output.done(f"{changed.email} is {changed.role} at {found.name}.")
