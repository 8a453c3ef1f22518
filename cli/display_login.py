"""The stored login of a kitchen display: where its tokens come from, and the kitchen that it follows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from cli import logins
from cli.addresses import server_address
from cli.connection import connect
from cli.context import environment, state
from cli.resolve import restaurant_of
from server.local_files import state_dir

if TYPE_CHECKING:
    from kds_tui.net.auth_client import Kitchen
    from kds_tui.net.backend import Backend
    from kds_tui.net.outbox import OutboxFile

OWN_PROFILE = "kitchen"
"""The stored login of a display, apart from the one of the person who uses the command line."""


def prefer_own_profile() -> None:
    """Take the display's own login where it is stored and no other was named."""
    given, stored = state(), logins.load().by_name.get(OWN_PROFILE)
    if given.profile or environment("AIQR_PROFILE") or stored is None:
        return
    if given.server is None or server_address(given.server) == stored.server:
        given.profile = OWN_PROFILE


def restaurant_slug() -> str:
    """The restaurant: named, or stored with the login; asked of the server where neither is."""
    client = connect()
    stored = logins.load().get(client.profile).restaurant if client.profile else ""
    named = state().restaurant or environment("AIQR_RESTAURANT") or stored
    return named or restaurant_of(client, state()).slug


class DisplayLogin:
    """The stored login of a display: `Backend`s are made with it, and new ones are stored in it."""

    def __init__(self, server: str, profile: str) -> None:
        self.server, self.profile = server, profile or OWN_PROFILE
        self._places: dict[str, OutboxFile] = {}

    def stored(self) -> bool:
        """Whether there is a login for this server."""
        held = logins.load().by_name.get(self.profile)
        return bool(environment("AIQR_TOKEN")) or (held is not None and bool(held.refresh))

    def enter(self, kitchen: "Kitchen") -> "Backend":
        """Store a login, as the display's own, and follow its kitchen."""
        self.store(kitchen)
        return self.follow(kitchen.slug)

    def store(self, kitchen: "Kitchen") -> None:
        """Store a login, as the display's own."""
        if self.profile not in logins.load().by_name or kitchen.email == "":
            self.profile = state().profile or OWN_PROFILE
        with logins.changing() as profiles:
            profiles.by_name[self.profile] = logins.Profile(
                server=self.server,
                email=kitchen.email,
                access=kitchen.access,
                refresh=kitchen.refresh,
                restaurant=kitchen.slug,
            )

    def tokens(self) -> "GivenTokens | _ProfileTokens":
        """Where the tokens of this login come from."""
        token = environment("AIQR_TOKEN")
        return GivenTokens(token) if token else _ProfileTokens(self.profile)

    def follow(self, slug: str) -> "Backend":
        """The kitchen of `slug`, with what an earlier display left unsent."""
        from kds_tui.net.connection import Connection  # noqa: PLC0415  # needs the extra `kds`
        from kds_tui.net.outbox import Outbox, claim_outbox_file  # noqa: PLC0415
        from kds_tui.net.remembered_orders import RememberedOrders  # noqa: PLC0415

        place = self._places.get(slug) or claim_outbox_file(state_dir(), self.server, slug)
        self._places[slug] = place
        outbox, remembered = Outbox(place.path), RememberedOrders(place.path.with_suffix(".orders"))
        return Connection(self.server, slug, self.tokens(), outbox, remembered=remembered)


class _ProfileTokens:
    """The tokens of a stored login, shared with every other command of the same person."""

    def __init__(self, profile: str) -> None:
        self._name = profile
        self._changing: logins.Profiles | None = None

    def access(self) -> str:
        """The access token as it is stored now."""
        return (self._changing or logins.load()).get(self._name).access

    def refresh(self) -> str:
        """The refresh token as it is stored now."""
        return (self._changing or logins.load()).get(self._name).refresh

    def refresh_key(self) -> str:
        """The key to send with a refresh, stored before it is sent; only inside `changing`."""
        return logins.key_of_refresh(self._held(), self._name)

    def save(self, access: str, refresh: str) -> None:
        """Store a new pair, which ends the refresh and its key; only inside `changing`."""
        old = self._held().get(self._name)
        new = replace(old, access=access, refresh=refresh, refresh_key="")
        self._held().by_name[self._name] = new

    def _held(self) -> logins.Profiles:
        if self._changing is None:
            raise RuntimeError("tokens are stored under the lock only")
        return self._changing

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the file against every other process."""
        with logins.changing() as profiles:
            self._changing = profiles
            try:
                yield
            finally:
                self._changing = None


class GivenTokens:
    """A token out of AIQR_TOKEN: it cannot be renewed."""

    def __init__(self, token: str) -> None:
        self._token = token

    def access(self) -> str:
        """The token."""
        return self._token

    def refresh(self) -> str:
        """There is none."""
        return ""

    def refresh_key(self) -> str:
        """There is nothing to refresh."""
        return ""

    def save(self, access: str, refresh: str) -> None:
        """Nothing to store."""

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Nobody else has it."""
        yield
