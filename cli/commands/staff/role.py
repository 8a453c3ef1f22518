"""`aiqr staff role`: what somebody may do."""

import click

from cli import output, resolve
from cli.arguments import staff_email, yes_option
from cli.command import Command
from cli.connection import connect
from cli.request_models import checked
from cli.texts import gettext
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
    output.done(
        gettext("{email} is {role} at {name}.").format(
            email=changed.email, role=changed.role, name=found.name
        )
    )


def _make_sure(me: str, member: StaffMember, role: str, restaurant: str, *, yes: bool) -> None:
    if role == member.role:
        return
    if member.email == me:
        output.confirm(
            gettext("Change your own role at {restaurant} from {role} to {new_role}?").format(
                restaurant=restaurant, role=member.role, new_role=role
            ),
            yes=yes,
        )
    elif "owner" in {member.role, role}:
        output.confirm(
            gettext("Change {email} at {restaurant} from {role} to {new_role}?").format(
                email=member.email, restaurant=restaurant, role=member.role, new_role=role
            ),
            yes=yes,
        )
