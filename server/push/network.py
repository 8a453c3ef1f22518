"""The way to push services. Their addresses come from browsers, so none of them may lead into this server's own network."""

from collections.abc import Callable
from socket import AF_UNSPEC, AddressFamily

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from server.http.public_addresses import is_public
from server.http.trust import trusting

PATIENCE = ClientTimeout(total=10)
MOST_CONNECTIONS = 20


class PublicResolver(AbstractResolver):
    """Finds the addresses of a name, and leaves out those that are not public: the one that is checked is the one used."""

    def __init__(self, inner: AbstractResolver | None = None) -> None:
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: AddressFamily = AF_UNSPEC
    ) -> list[ResolveResult]:
        """Find the public addresses of `host`. OSError where it has none."""
        found = await self._inner.resolve(host, port, family)
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise OSError("the name leads to no public address")
        return public

    async def close(self) -> None:
        """Let go of what it holds."""
        await self._inner.close()


Connect = Callable[[], TCPConnector]


def public_connector() -> TCPConnector:
    """Connect to public addresses alone."""
    return TCPConnector(
        resolver=PublicResolver(), limit=MOST_CONNECTIONS, use_dns_cache=False, ssl=trusting()
    )


def open_session(connect: Connect) -> ClientSession:
    """Open what messages are sent with: no cookies of one service reach another, no proxy, and no long wait."""
    return ClientSession(connector=connect(), timeout=PATIENCE, trust_env=False)
