"""What `aiqr doctor` looks at on this machine; each finding says what to do about it."""

import difflib
import resource
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

import httpx
from dotenv import dotenv_values

from server.process.configuration import data_dir, with_secret_key
from server.process.listening import CannotListen, listen
from server.process.plan import SettingsError
from server.process.resources import FEW
from server.settings import Settings

Grade = Literal["good", "note", "bad"]
PATIENCE = 5.0
"""Seconds for another program to answer."""
LEAST_SPACE, ENOUGH_SPACE = 200_000_000, 2_000_000_000
CLIENTS = ("AIQR_CONFIG_DIR", "AIQR_DEBUG", "AIQR_PROFILE", "AIQR_SERVER", "AIQR_STATE_DIR", "AIQR_TOKEN")
"""Variables of the command line and the kitchen display, which the server does not read."""


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, what was seen, and what to do ("" where nothing is)."""

    subject: str
    grade: Grade
    text: str
    todo: str = ""


def check_names(names: Iterable[str]) -> list[Finding]:
    """Find settings that nothing reads, such as misspelt ones, in the environment and in `.env`."""
    known = {str(field.validation_alias) for field in Settings.model_fields.values()} | set(CLIENTS)
    written = {*names, *dotenv_values(".env")}
    unknown = sorted(name for name in written if name.startswith("AIQR_") and name not in known)
    return [_unknown(name, known) for name in unknown]


def _unknown(name: str, known: Iterable[str]) -> Finding:
    close = difflib.get_close_matches(name, known, n=1)
    todo = f"Did you mean {close[0]}?" if close else "Take it away; docs/operation.md has all settings."
    return Finding("settings", "bad", f"{name} is not a setting: nothing reads it.", todo)


def check_secret_key(settings: Settings) -> Finding:
    """See that tokens can be signed."""
    if settings.uses_embedded_database and not settings.secret_key.get_secret_value():
        return Finding("secret key", "good", f"Kept in {data_dir(settings) / 'secret-key'}.")
    try:
        with_secret_key(settings)
    except SettingsError as error:
        what, _, todo = error.problems[0].partition(": ")
        return Finding("secret key", "bad", f"{what}.", f"{todo[:1].upper()}{todo[1:]}.")
    return Finding("secret key", "good", "Set, and long enough.")


def check_public_url(settings: Settings) -> Finding:
    """See that QR codes will lead diners here."""
    url = settings.public_url
    if not url:
        return Finding(
            "public URL",
            "note",
            "Not set: QR codes, invitations and pairing hold whatever address the request used.",
            "Before cards are printed, set AIQR_PUBLIC_URL to the address that phones reach.",
        )
    if url.startswith("http://"):
        return Finding(
            "public URL",
            "note",
            f"{url} is not encrypted.",
            "Put a proxy with TLS in front, and use https://.",
        )
    if not settings.trusted_proxies:
        return Finding(
            "public URL",
            "note",
            f"{url} is served by a proxy that is not trusted: all diners count as one address for the limits.",
            "Set AIQR_TRUSTED_PROXIES to the proxy's address.",
        )
    return Finding("public URL", "good", url)


def check_port(settings: Settings) -> Finding:
    """See that the port is free, or that the server has it already."""
    try:
        for each in listen(settings.host, settings.port, 1):
            each.close()
    except CannotListen as error:
        return _what_answers(settings, str(error))
    return Finding("port", "good", f"{settings.host} port {settings.port} is free.")


def _what_answers(settings: Settings, trouble: str) -> Finding:
    try:
        answer = httpx.get(f"http://localhost:{settings.port}/readyz", timeout=PATIENCE, trust_env=False)
    except httpx.HTTPError:
        return Finding("port", "bad", *_two_parts(trouble))
    if answer.status_code == HTTPStatus.OK:
        return Finding("port", "good", f"A server answers on port {settings.port}, and it is ready.")
    return Finding(
        "port",
        "bad",
        f"What answers on port {settings.port} is not ready, or no aiqr server.",
        "See its log.",
    )


def _two_parts(sentence: str) -> tuple[str, str]:
    what, _, todo = sentence.partition(". ")
    return f"{what.removesuffix('.')}.", todo


def check_disk(settings: Settings) -> Finding:
    """See that the data folder's disk has room."""
    folder = data_dir(settings)
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    text = f"{free / 1e9:.1f} GB free for {folder}."
    if free < LEAST_SPACE:
        return Finding("disk", "bad", text, "Free some space: a full disk stops all orders.")
    if free < ENOUGH_SPACE:
        return Finding("disk", "note", text, "Keep an eye on it: a full disk stops all orders.")
    return Finding("disk", "good", text)


def check_files() -> Finding:
    """See that the system lets the server hold enough connections; the server raises the soft limit by itself."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < FEW:
        return Finding(
            "open files",
            "note",
            f"{hard} connections at most.",
            "Raise LimitNOFILE, or `ulimit -Hn 65536` as root.",
        )
    return Finding("open files", "good", "Enough for many connections.")
