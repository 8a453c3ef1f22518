"""Stored logins: named profiles in one file that only its owner can read.

The file is `profiles.json` in `AIQR_CONFIG_DIR`, or in the user's configuration directory. The kitchen
display shares it, so every change happens under a lock and replaces the file in one step.
"""

import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from cli.errors import CliError, Exit
from cli.texts import gettext
from server.local_files import config_dir, replace_file

DEFAULT_PROFILE = "default"
DEFAULT_SERVER = "http://localhost:5005"
KEY_BYTES = 24


@dataclass(frozen=True)
class Profile:
    """One login: where, as whom, its tokens, and the restaurant picked with `aiqr use` (a slug)."""

    server: str = DEFAULT_SERVER
    email: str = ""
    access: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    restaurant: str = ""
    language: str = ""
    """The language that the command line speaks, where one was chosen with `aiqr profile language`."""
    locale: str = ""
    """The locale of the restaurant."""
    refresh_key: str = field(default="", repr=False)
    """The key of a refresh that was sent and not answered yet: the same token and key are answered again."""


@dataclass
class Profiles:
    """All stored logins and the name of the one in use."""

    current: str = DEFAULT_PROFILE
    by_name: dict[str, Profile] = field(default_factory=dict)

    def get(self, name: str | None) -> Profile:
        """The profile called `name`, or the current one; an empty one where nothing is stored."""
        return self.by_name.get(name or self.current, Profile())

    def require(self, name: str) -> Profile:
        """The profile called `name`. CliError where there is none."""
        if name not in self.by_name:
            raise CliError(
                gettext("There is no profile {name!r}.").format(name=name),
                unchanged=gettext("Nothing was changed."),
                details=tuple(self.by_name),
                todo=gettext("Make it with `aiqr login --profile {name} --server URL`.").format(name=name),
                code=Exit.NOT_FOUND,
            )
        return self.by_name[name]


def profiles_file() -> Path:
    """Where the logins are kept."""
    return config_dir() / "profiles.json"


def load() -> Profiles:
    """Read the stored logins; none where there is no file yet."""
    path = profiles_file()
    try:
        stored = json.loads(path.read_text("utf-8"))
        known = {f.name for f in fields(Profile)}
        by_name = {
            name: Profile(**{key: str(value) for key, value in entry.items() if key in known})
            for name, entry in stored["profiles"].items()
        }
        return Profiles(str(stored.get("current", DEFAULT_PROFILE)), by_name)
    except FileNotFoundError:
        return Profiles()
    except (ValueError, KeyError, AttributeError, TypeError):
        raise CliError(
            gettext("{path} cannot be read: it is not a file of logins.").format(path=path),
            unchanged=gettext("Nothing was changed."),
            todo=gettext("Move the file away and log in again with `aiqr login`."),
            code=Exit.LOGIN,
        ) from None


@contextmanager
def changing() -> Iterator[Profiles]:
    """The stored logins, locked against every other process, written back at the end."""
    with locked():
        profiles = load()
        yield profiles
        _write(profiles)


def key_of_refresh(profiles: Profiles, name: str) -> str:
    """The key to send with a refresh of `name`, on the disk before it is sent; only inside `changing`.

    An answer that was lost on the way is asked for again with the same key, so that it ends no session.
    """
    profile = profiles.get(name)
    if not profile.refresh_key:
        profile = replace(profile, refresh_key=secrets.token_urlsafe(KEY_BYTES))
        profiles.by_name[name] = profile
        _write(profiles)
    return profile.refresh_key


def save(name: str, profile: Profile) -> None:
    """Store `profile` under `name`."""
    with changing() as profiles:
        profiles.by_name[name] = profile


def pick_restaurant(name: str, slug: str, locale: str) -> None:
    """Remember in the profile called `name` which restaurant the next commands are about, and its locale."""
    with changing() as profiles:
        profiles.by_name[name] = replace(profiles.get(name), restaurant=slug, locale=locale)


def _write(profiles: Profiles) -> None:
    path = profiles_file()
    stored = {
        "current": profiles.current,
        "profiles": {name: asdict(profile) for name, profile in sorted(profiles.by_name.items())},
    }
    replace_file(path, json.dumps(stored, indent=2).encode())


@contextmanager
def locked() -> Iterator[None]:
    """Hold the lock of the stored logins; a process that dies lets it go."""
    directory = config_dir()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(directory / "profiles.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
