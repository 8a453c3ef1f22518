"""`aiqr staff role`: what somebody may do."""

import click

from cli import output, resolve
from cli.arguments import staff_email, yes_option
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from server.wire.restaurants import ChangeRoleRequest, StaffMember
from server.wire.vocabulary import ROLES


@click.command("role", cls=Command, examples="aiqr staff role ben@example.com manager")
@staff_email
@click.argument("role", type=click.Choice(ROLES))
@yes_option
def change_role(who: str, role: str, *, yes: bool) -> None:
    """Give EMAIL another role. Your own role, and that of an owner, change after a yes alone."""
    client, found = connect(), resolve.current_restaurant()
    member = resolve.member(client.staff(found.id), who)
    _make_sure(client.me().user.email, member, role, found.name, yes=yes)
    changed = client.change_role(found.id, member.id, checked(ChangeRoleRequest, role=role))
    if output.wants_json():
        output.print_json(changed)
    output.done(f"{changed.email} is {changed.role} at {found.name}.")


def _make_sure(me: str, member: StaffMember, role: str, restaurant: str, *, yes: bool) -> None:
    if role == member.role:
        return
    if member.email == me:
        output.confirm(f"Change your own role at {restaurant} from {member.role} to {role}?", yes=yes)
    elif "owner" in {member.role, role}:
        output.confirm(f"Change {member.email} at {restaurant} from {member.role} to {role}?", yes=yes)
