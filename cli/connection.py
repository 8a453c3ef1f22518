"""The client of the running command: which server, as whom."""

import click

from cli import logins
from cli.addresses import server_address
from cli.client import Client
from cli.context import State, environment, state
from cli.transport import PATIENT, GivenToken, Patience, StoredTokens

_KEY = "cli.connection"


def connect() -> Client:
    """The client of the running command, made at first use and closed at its end."""
    meta = click.get_current_context().meta
    if _KEY not in meta:
        meta[_KEY] = closed_at_the_end(client_for(state()))
    client: Client = meta[_KEY]
    return client


def forget_connection() -> None:
    """Let the next `connect` read the stored logins anew: one was added to them."""
    click.get_current_context().meta.pop(_KEY, None)


def connect_anonymously(server: str) -> Client:
    """A client of `server` with nobody logged in, closed at the end of the running command."""
    return closed_at_the_end(Client(server, GivenToken("")))


def closed_at_the_end(client: Client) -> Client:
    """`client`, closed when the running command ends."""
    click.get_current_context().find_root().call_on_close(client.close)
    return client


def client_for(given: State, patience: Patience = PATIENT) -> Client:
    """The client that the shared options, the environment and the stored logins together mean.

    A stored token only ever goes to the server that it was given by.
    """
    profiles = logins.load()
    name = (
        given.profile
        or environment("AIQR_PROFILE")
        or _profile_of(profiles, given.server)
        or profiles.current
    )
    stored = profiles.get(name)
    server = server_address(given.server or environment("AIQR_SERVER") or stored.server)
    if token := environment("AIQR_TOKEN"):
        return Client(server, GivenToken(token), patience=patience)
    if server != stored.server:
        return Client(server, GivenToken(""), patience=patience)
    return Client(server, StoredTokens(name), profile=name, patience=patience)


def _profile_of(profiles: logins.Profiles, server: str | None) -> str | None:
    if server is None:
        return None
    return next((n for n, p in profiles.by_name.items() if p.server == server_address(server)), None)
