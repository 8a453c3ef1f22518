"""Whom the server trusts when it connects to others."""

import os
import ssl
import subprocess
import sys

import certifi

from server.http.trust import read_certificates, trusting
from tests.fixtures.push import system_that_trusts

OF_A_WORKER = """
from server.process.worker import _read_aiohttp
_read_aiohttp()
import ssl
from server.http.trust import trusting
print(trusting().cert_store_stats()["x509_ca"], ssl.create_default_context().cert_store_stats()["x509_ca"] > 0)
"""


async def test_the_certificates_of_the_system_are_read_once_they_are_needed() -> None:
    """Then it trusts as Python's own default does; without them it trusts nobody."""
    with system_that_trusts(certifi.where()):
        default, ours = ssl.create_default_context(), trusting()
        assert ours.cert_store_stats()["x509_ca"] == 0
        await read_certificates()
    assert ours.cert_store_stats() == default.cert_store_stats()
    assert ours.cert_store_stats()["x509_ca"] > 0
    assert (ours.verify_mode, ours.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert (ours.verify_flags, ours.minimum_version) == (default.verify_flags, default.minimum_version)


def test_a_start_reads_no_certificates() -> None:
    """A worker begins without, and what asks for Python's default later has them."""
    found = subprocess.run(
        [sys.executable, "-c", OF_A_WORKER],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "SSL_CERT_FILE": certifi.where()},
    )
    assert found.stdout.split() == ["0", "True"]
