"""`aiqr staff`: who works at the restaurant."""

import click

from cli import output, qr, resolve
from cli.command import Group, complete
from cli.connection import connect
from cli.request_models import checked
from server.wire.restaurants import ChangeRoleRequest, InviteRequest

ROLES = ("owner", "manager", "kitchen")


@click.group(cls=Group)
def staff() -> None:
    """Who works here: list, invite, change a role, remove.

    An owner may do everything; a manager runs menu, tables, orders and kitchen staff; kitchen staff run the
    kitchen display.
    """


@staff.command("list", examples="aiqr staff list")
def list_staff() -> None:
    """List everybody, invitations included."""
    members = connect().staff(resolve.current_restaurant().id)
    if output.wants_json():
        output.print_json(members)
        return
    output.print_table(
        ("e-mail", "name", "role", "status"),
        [(m.email, f"{m.first_name} {m.last_name}".strip(), m.role, m.status) for m in members],
    )


@staff.command(
    "invite",
    examples="""
    aiqr staff invite ben@example.com --role kitchen
    aiqr staff invite mia@example.com --role manager --json
    """,
)
@click.argument("email")
@click.option(
    "--role",
    type=click.Choice(["manager", "kitchen"]),
    default="kitchen",
    show_default=True,
    help="What they may do.",
)
def invite(email: str, role: str) -> None:
    """Invite EMAIL and print the link to send them, with its QR code.

    The link works once, for 7 days. Inviting again makes a new link and ends the older one.
    """
    found = resolve.current_restaurant()
    made = connect().invite(found.id, checked(InviteRequest, email=email, role=role))
    if output.wants_json():
        output.print_json(made)
        return
    if made.invite_url is None:
        output.done(f"{made.email} is {made.role} at {found.name}.")
        return
    output.done(
        f"{made.email} is invited to {found.name} as {made.role}. Send them this link; it works for 7 days:"
    )
    click.echo(made.invite_url)
    qr.draw(made.invite_url)


@staff.command("role", examples="aiqr staff role ben@example.com manager")
@click.argument("who", metavar="EMAIL", shell_complete=complete("staff"))
@click.argument("role", type=click.Choice(ROLES))
def change_role(who: str, role: str) -> None:
    """Give EMAIL another role."""
    client, found = connect(), resolve.current_restaurant()
    member = resolve.member(client.staff(found.id), who)
    changed = client.change_role(found.id, member.id, checked(ChangeRoleRequest, role=role))
    if output.wants_json():
        output.print_json(changed)
    output.done(f"{changed.email} is {changed.role} at {found.name}.")


@staff.command("remove", examples="aiqr staff remove ben@example.com")
@click.argument("who", metavar="EMAIL", shell_complete=complete("staff"))
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(who: str, *, yes: bool) -> None:
    """Remove EMAIL; their kitchen display goes dark within seconds."""
    client, found = connect(), resolve.current_restaurant()
    member = resolve.member(client.staff(found.id), who)
    output.confirm(f"Remove {member.email} ({member.role}) from {found.name}?", yes=yes)
    client.remove_staff(found.id, member.id)
    output.done(f"{member.email} does not work at {found.name} any more.")
