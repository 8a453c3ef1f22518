"""`aiqr register`, `login`, `logout`, `whoami`, `use`, `join` and `password`: who is talking to which server."""

import sys
from dataclasses import replace
from urllib.parse import urlsplit

import click

from cli import context, logins, output, resolve
from cli.client import Client
from cli.command import Command, complete
from cli.connection import connect, connect_anonymously
from cli.context import State, environment, state
from cli.errors import CliError, Exit
from cli.request_models import checked
from server.wire.accounts import (
    AcceptInviteRequest,
    LoginRequest,
    RegisterRequest,
    UpdateMeRequest,
)

PASSWORD_OPTION = "--password-stdin, or the variable AIQR_PASSWORD"  # noqa: S105  # names an option

password_stdin = click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from stdin (else AIQR_PASSWORD, else it is asked).",
)


@click.command(
    cls=Command,
    examples="""
    aiqr register --server https://orders.example.com
    aiqr register anna@example.com --first-name Anna --last-name Rossi
    """,
)
@click.argument("email", required=False)
@click.option("--first-name", help="Your first name.")
@click.option("--last-name", help="Your last name.")
@password_stdin
def register(
    email: str | None, first_name: str | None, last_name: str | None, *, password_stdin: bool
) -> None:
    """Open an account on a server and log in.

    The password has 10 to 128 characters. The session is stored, readable by you alone.
    """
    client = _anonymous(state())
    email = output.ask("E-mail", email, option="the e-mail address")
    first_name = output.ask("First name", first_name, option="--first-name", default="")
    last_name = output.ask("Last name", last_name, option="--last-name", default="")
    password = _password(from_stdin=password_stdin, new=True)
    body = checked(
        RegisterRequest, email=email, password=password, first_name=first_name, last_name=last_name
    )
    answer = client.register(body)
    _store(client.server, answer.user.email, answer.access, answer.refresh)
    output.done(f"Account {answer.user.email} opened at {client.server}; you are logged in.")
    output.hint("aiqr restaurant create")


@click.command(
    cls=Command,
    examples="""
    aiqr login anna@example.com --server https://orders.example.com
    aiqr login --profile work --server https://work.example.com
    pass show aiqr | aiqr login anna@example.com --password-stdin
    """,
)
@click.argument("email", required=False)
@password_stdin
def login(email: str | None, *, password_stdin: bool) -> None:
    """Log in and keep the session for the next commands.

    Scripts can do without: they set AIQR_TOKEN (an access token) and AIQR_SERVER.
    """
    client = _anonymous(state())
    known = logins.load().get(_profile_name(state(), client.server)).email or None
    email = output.ask("E-mail", email, option="the e-mail address", default=known)
    body = checked(LoginRequest, email=email, password=_password(from_stdin=password_stdin))
    try:
        tokens = client.login(body)
    except CliError as failure:
        if failure.exit_code != Exit.LOGIN:
            raise
        raise CliError(
            "The server refused this e-mail address and password.",
            unchanged="You are not logged in.",
            todo="Check both; `aiqr register` opens an account.",
            code=Exit.LOGIN,
        ) from None
    name = _store(client.server, email.strip().lower(), tokens.access, tokens.refresh)
    output.done(f"Logged in at {client.server} as {email}.")
    if name != logins.DEFAULT_PROFILE:
        output.hint(f"This login is stored as the profile {name!r} and is now the one in use.")


@click.command(
    cls=Command,
    examples="""
    aiqr join https://orders.example.com/invite/4fX…
    """,
)
@click.argument("link")
@click.option("--first-name", default="", help="Your first name, for a new account.")
@click.option("--last-name", default="", help="Your last name, for a new account.")
@password_stdin
def join(link: str, first_name: str, last_name: str, *, password_stdin: bool) -> None:
    """Accept an invitation to work at a restaurant, and log in.

    LINK is what you were sent. With an account already, give its password; without one, the password that
    you give now opens it.
    """
    server, token = _invitation(link)
    client = _client(server or _anonymous(state()).server)
    body = checked(
        AcceptInviteRequest,
        token=token,
        password=_password(from_stdin=password_stdin),
        first_name=first_name,
        last_name=last_name,
    )
    answer = client.accept_invite(body)
    _store(client.server, answer.user.email, answer.access, answer.refresh)
    output.done(f"You are in as {answer.user.email}.")
    output.hint("aiqr whoami")


def _invitation(link: str) -> tuple[str | None, str]:
    parts = urlsplit(link)
    server = f"{parts.scheme}://{parts.netloc}" if parts.netloc else None
    return server, parts.path.rstrip("/").rsplit("/", 1)[-1]


@click.command(cls=Command, examples="aiqr logout")
@click.option("--all", "everything", is_flag=True, help="All stored profiles.")
def logout(*, everything: bool) -> None:
    """End the session, on the server and here."""
    profiles = logins.load()
    chosen = state().profile or environment("AIQR_PROFILE") or profiles.current
    names = list(profiles.by_name) if everything else [chosen]
    for name in names:
        _end(name, profiles.get(name))


def _end(name: str, profile: logins.Profile) -> None:
    if not profile.refresh:
        output.say(f"Nobody is logged in under the profile {name!r}.")
        return
    _client(profile.server).logout(profile.refresh)
    logins.save(name, replace(profile, access="", refresh=""))
    output.done(f"Logged out of {profile.server} ({profile.email}).")


@click.command(
    cls=Command,
    examples="""
    aiqr whoami
    aiqr whoami --json
    """,
)
def whoami() -> None:
    """Show who is logged in, at which server, and with which roles."""
    client = connect()
    me = client.me()
    picked = logins.load().get(client.profile).restaurant if client.profile else ""
    if output.wants_json():
        output.print_json(
            {
                "server": client.server,
                "profile": client.profile,
                "restaurant": picked,
                **me.model_dump(mode="json"),
            }
        )
        return
    name = f"{me.user.first_name} {me.user.last_name}".strip()
    output.print_fields(
        [("user", me.user.email), ("name", name), ("server", client.server), ("profile", client.profile)]
    )
    if me.memberships:
        click.echo()
        output.print_table(
            ("", "restaurant", "slug", "role"),
            [
                ("●" if m.restaurant.slug == picked else "", m.restaurant.name, m.restaurant.slug, m.role)
                for m in me.memberships
            ],
        )
    else:
        output.hint("No restaurant yet: aiqr restaurant create")


@click.command(
    cls=Command,
    examples="""
    aiqr use luigis
    aiqr use
    """,
)
@click.argument("slug", required=False, shell_complete=complete("restaurants"))
def use(slug: str | None) -> None:
    """Pick the restaurant that the next commands are about; without SLUG, show it.

    `-r SLUG` on any command, or the variable AIQR_RESTAURANT, goes before it.
    """
    client = connect()
    if slug is None:
        picked = resolve.current_restaurant()
        output.print_json(picked) if output.wants_json() else click.echo(f"{picked.slug}\t{picked.name}")
        return
    restaurant = resolve.restaurant_of(client, State(restaurant=slug))
    _pick(client, restaurant.slug)
    output.done(
        f"The next commands are about {restaurant.name} ({restaurant.slug}); you are {restaurant.role} there."
    )


def _pick(client: Client, slug: str) -> None:
    if not client.profile:
        raise CliError(
            "There is no stored login to remember the restaurant in.",
            unchanged="Nothing was changed.",
            todo="Log in with `aiqr login`, or set AIQR_RESTAURANT beside AIQR_TOKEN.",
            code=Exit.LOGIN,
        )
    with logins.changing() as profiles:
        profiles.by_name[client.profile] = replace(profiles.get(client.profile), restaurant=slug)


@click.command(cls=Command, examples="aiqr password")
@click.option("--first-name", help="Change your first name too.")
@click.option("--last-name", help="Change your last name too.")
def password(first_name: str | None, last_name: str | None) -> None:
    """Change your password; your other sessions end.

    It is asked for, the old one and then the new one; scripts give them as two lines on stdin.
    """
    if context.interactive():
        old: str = click.prompt("Old password", hide_input=True, err=True)
        new: str = click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        old, new = (sys.stdin.readline().rstrip("\r\n") for _ in range(2))
    connect().update_me(
        checked(
            UpdateMeRequest,
            old_password=old,
            new_password=new,
            first_name=first_name,
            last_name=last_name,
        )
    )
    output.done("Password changed; other sessions of yours have ended.")


def _anonymous(given: State) -> Client:
    """The server that a login is meant for, with nobody logged in yet."""
    profiles = logins.load()
    stored = profiles.get(given.profile or environment("AIQR_PROFILE"))
    server = given.server or environment("AIQR_SERVER") or stored.server
    return _client(server.rstrip("/"))


def _client(server: str) -> Client:
    """`server` as nobody."""
    return connect_anonymously(server)


def _profile_name(given: State, server: str) -> str:
    """The profile that a login at `server` is stored in: the named one, that server's, or a new one."""
    profiles = logins.load()
    named = given.profile or environment("AIQR_PROFILE")
    same = [n for n in (profiles.current, *profiles.by_name) if profiles.get(n).server == server]
    if named or same:
        return named or same[0]
    if logins.DEFAULT_PROFILE not in profiles.by_name:
        return logins.DEFAULT_PROFILE
    return urlsplit(server).netloc


def _store(server: str, email: str, access: str, refresh: str) -> str:
    name = _profile_name(state(), server)
    with logins.changing() as profiles:
        kept = profiles.get(name)
        restaurant = kept.restaurant if (kept.server, kept.email) == (server, email) else ""
        profiles.by_name[name] = logins.Profile(server, email, access, refresh, restaurant)
        profiles.current = name
    return name


def _password(*, from_stdin: bool, new: bool = False) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if given := environment("AIQR_PASSWORD"):
        return given
    if not context.interactive():
        raise CliError(
            "The password is missing.",
            unchanged="Nothing was changed.",
            todo=f"Give it by {PASSWORD_OPTION}.",
            code=Exit.USAGE,
        )
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=new, err=True)
    return answer
