"""`aiqr db password`: a link for somebody who forgot theirs."""

import asyncio

import click

from cli import output, qr
from cli.command import Command
from cli.commands.db.database import database
from cli.errors import CliError, Exit
from cli.local_server import explained, read_settings
from cli.request_models import checked
from cli.texts import gettext
from server.wire.accounts import ForgottenPasswordRequest


@click.command(cls=Command, examples="aiqr db password ada@example.com")
@click.argument("email")
def password(email: str) -> None:
    """End all sessions of EMAIL's account, and print a link to choose a new password.

    It works once, for a day. Whoever has the link has the account: give it to its owner alone. The old password works until
    the new one is chosen.
    """
    from server.accounts.password_links import make_link_for_operator  # noqa: PLC0415  # needs the extra `server`

    address = checked(ForgottenPasswordRequest, email=email).email
    settings = read_settings()
    with explained(), database() as dsn:
        token = asyncio.run(make_link_for_operator(dsn, address))
    if token is None:
        raise CliError(
            gettext("There is no account with {address}.").format(address=address),
            unchanged=gettext("Nothing was changed."),
            code=Exit.NOT_FOUND,
        )
    url = f"{settings.public_url or f'http://localhost:{settings.port}'}/password/{token}"
    if output.wants_json():
        output.print_json({"email": address, "url": url})
        return
    output.done(
        gettext(
            "All sessions of {address} have ended. This link chooses a new password; it works once, for a day:"
        ).format(address=address)
    )
    click.echo(url)
    qr.draw(url)
