"""From the environment to settings that a server can run with: every mistake named, the secret key kept."""

import os
import secrets
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import SecretStr, ValidationError

from server.db.address import require_readable
from server.db.embedded.data_dir import explained
from server.db.pool import database_dsn
from server.local_files import replace_file
from server.process.plan import Plan, SettingsError, with_settings
from server.settings import Settings

SHORTEST_SECRET = 32
"""Characters; what RFC 7518 asks of a key for HS256, when each carries a byte."""
SECRET_FILE = "secret-key"  # noqa: S105  # a file's name
HOW_TO_MAKE_A_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"  # noqa: S105  # a command


def read_settings(**overrides: Any) -> Settings:
    """Read the settings from the environment and `.env`, with `overrides` by field name on top.

    Raises SettingsError naming every value that is wrong.
    """
    given = {_variable(field): value for field, value in overrides.items() if value is not None}
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise SettingsError([_problem(found) for found in error.errors(include_url=False)]) from None
    try:
        require_readable(settings.database_url.get_secret_value())
    except ValueError as error:
        raise SettingsError([f"DATABASE_URL: {error}"]) from None
    return settings


def _variable(field: str) -> str:
    return str(Settings.model_fields[field].validation_alias)


def _problem(found: Any) -> str:
    message = found["msg"].removeprefix("Value error, ").removeprefix("Input ")
    if not found["loc"]:
        return str(message)
    name = str(found["loc"][0])
    shown = "" if any(word in name for word in ("KEY", "PASSWORD", "URL")) else f" (it is {found['input']!r})"
    return f"{name} {message}{shown}"


def data_dir(settings: Settings) -> Path:
    """Return the folder of the embedded database and the generated secrets."""
    if settings.data_dir is not None:
        return settings.data_dir.expanduser().absolute()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/aiqr")
    return platformdirs.user_data_path("aiqr")


def with_secret_key(settings: Settings) -> Settings:
    """Return settings with a secret key that is long enough.

    Beside an embedded database a missing key is made and kept, readable by this user alone.
    Raises SettingsError where a key is short, or missing beside an external database: all servers that share a
    database must share the key, so none is made up.
    """
    given = settings.secret_key.get_secret_value()
    if len(given) >= SHORTEST_SECRET:
        return settings
    if given or not settings.uses_embedded_database:
        what = f"has {len(given)} characters" if given else "is not set"
        problem = (
            f"AIQR_SECRET_KEY {what}, and it needs at least {SHORTEST_SECRET}: "
            f"make one with {HOW_TO_MAKE_A_SECRET} and set the same one on every server"
        )
        raise SettingsError([problem])
    return settings.model_copy(update={"secret_key": SecretStr(kept_secret(data_dir(settings), SECRET_FILE))})


def kept_secret(folder: Path, name: str, size: int = 48) -> str:
    """Return the secret kept in a file, made of `size` random bytes on first use.

    Raises DatabaseError where the folder is no good.
    """
    path = folder / name
    with explained(folder):
        if not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(path, secrets.token_urlsafe(size).encode())
        return path.read_text().strip()


def environment_of(settings: Settings, base: Mapping[str, str]) -> dict[str, str]:
    """Return `base` as an environment in which `Settings(_env_file=None)` reads the same settings again."""
    return with_settings(_values(settings), base)


def plan_of(settings: Settings) -> Plan:
    """Return the plan for settings; a missing secret key is made and kept. Raises SettingsError or DatabaseError."""
    settings = with_secret_key(settings)
    dsn = "" if settings.uses_embedded_database else database_dsn(settings)
    folder = str(data_dir(settings))
    return Plan({**_values(settings), "AIQR_DATA_DIR": folder}, folder, dsn)


def _values(settings: Settings) -> dict[str, str]:
    return {_variable(field): _text(getattr(settings, field)) for field in Settings.model_fields}


def _text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, tuple):
        return ",".join(_text(each) for each in value)
    if isinstance(value, IPv4Network | IPv6Network):
        return value.with_prefixlen
    return "" if value is None else str(value)
