"""What the commands about accounts share: which server, which stored login, which password."""

import sys
from urllib.parse import urlsplit

import click

from cli import context, logins
from cli.addresses import server_address
from cli.client import Client
from cli.connection import connect_anonymously
from cli.context import State, environment, state
from cli.errors import CliError, Exit
from cli.request_models import field_check
from cli.texts import gettext
from server.wire.accounts import RegisterRequest


def anonymous(given: State) -> Client:
    """The server that a login is meant for, with nobody logged in yet."""
    profiles = logins.load()
    stored = profiles.get(given.profile or environment("AIQR_PROFILE"))
    server = given.server or environment("AIQR_SERVER") or stored.server
    return connect_anonymously(server_address(server))


def profile_name(given: State, server: str) -> str:
    """The profile that a login at `server` is stored in: the named one, that server's, or a new one."""
    profiles = logins.load()
    named = given.profile or environment("AIQR_PROFILE")
    same = [n for n in (profiles.current, *profiles.by_name) if profiles.get(n).server == server]
    if named or same:
        return named or same[0]
    if logins.DEFAULT_PROFILE not in profiles.by_name:
        return logins.DEFAULT_PROFILE
    return urlsplit(server).netloc


def store_login(server: str, email: str, access: str, refresh: str) -> str:
    """Store a login at `server` and use it from now on; returns the name of its profile."""
    name = profile_name(state(), server)
    with logins.changing() as profiles:
        kept = profiles.get(name)
        restaurant = kept.restaurant if (kept.server, kept.email) == (server, email) else ""
        profiles.by_name[name] = logins.Profile(server, email, access, refresh, restaurant)
        profiles.current = name
    return name


def ask_password(*, from_stdin: bool, new: bool = False) -> str:
    """The password from stdin, from AIQR_PASSWORD, or from the person, who types a `new` one twice."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if given := environment("AIQR_PASSWORD"):
        return given
    if not context.interactive():
        raise CliError(
            gettext("The password is missing."),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Give it by --password-stdin, or the variable AIQR_PASSWORD."),
            code=Exit.USAGE,
        )
    check = field_check(RegisterRequest, "password") if new else None
    answer: str = click.prompt(
        gettext("Password"), hide_input=True, confirmation_prompt=new, err=True, value_proc=check
    )
    return answer
