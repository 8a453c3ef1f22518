"""Whom this server trusts when it connects to others by TLS: whom its system trusts.

The system's certificates take 45 ms to read, so a start does without: they are read before the first connection that may need
them. Where that is forgotten, no certificate is trusted.
"""

import asyncio
import ssl
import sys
from functools import cache
from threading import Event

_READ = Event()
"""Whether they were. Two that ask at once both read them, which changes nothing."""


@cache
def trusting() -> ssl.SSLContext:
    """Return the context for connections to others, the same as `ssl.create_default_context` makes but for its certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if sys.version_info >= (3, 13):
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | ssl.VERIFY_X509_STRICT
    context.set_alpn_protocols(["http/1.1"])
    return context


async def read_certificates() -> None:
    """See that the context has its certificates. To be awaited before each request to another server."""
    if not _READ.is_set():
        await asyncio.to_thread(trusting().load_default_certs)
        _READ.set()
