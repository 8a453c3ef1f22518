"""The data folder of the embedded PostgreSQL: its lock, its leftovers and its making.

<data folder>/lock          held by the one server that uses the folder
<data folder>/password      of the database's superuser, who makes the files and nothing else
<data folder>/server-password  of the role that the server connects as
<data folder>/postgres/     PostgreSQL's own files
<data folder>/languages/    what the parser has made of its languages' files (`server.parsing.text.kept`)
<data folder>/postgres.log  what PostgreSQL had to say
"""

import errno
import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.db.embedded.os_user import Owner, can_enter, name_of_owner
from server.db.errors import DatabaseInUse, EmbeddedPostgresError
from server.local_files import replace_file

DATABASE = "aiqr"
SUPERUSER, SERVER_ROLE = "aiqr", "aiqr_server"
SUPERUSER_PASSWORD, SERVER_PASSWORD = "password", "server-password"  # files' names
ORPHAN_PATIENCE = 15.0
"""Seconds that a PostgreSQL whose server died is given to write its data and end."""


@contextmanager
def explained(data_dir: Path) -> Iterator[None]:
    """Turn the system's refusals about a folder into one line that says what to do."""
    try:
        yield
    except OSError as error:
        raise EmbeddedPostgresError(_explanation(error, data_dir)) from error


def _explanation(error: OSError, data_dir: Path) -> str:
    what = f"The data folder {data_dir} cannot be used: {error.strerror or error}."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{what} Nothing was lost. Free some space on its disk and start again."
    if error.errno == errno.EROFS:
        return f"{what} Choose a folder on a disk that can be written, with AIQR_DATA_DIR."
    if error.errno in (errno.EACCES, errno.EPERM) and data_dir.exists():
        return f"{what} It belongs to {name_of_owner(data_dir)}. Start as that user, or set AIQR_DATA_DIR."
    return f"{what} Choose another one with AIQR_DATA_DIR."


def prepare(data_dir: Path, owner: Owner) -> None:
    """Make the data folder where it does not exist, and see that PostgreSQL's user can reach it."""
    with explained(data_dir):
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if data_dir.stat().st_uid != os.geteuid():
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if owner.switch:
            data_dir.chmod(0o711)
    if owner.switch and not can_enter(data_dir, owner):
        raise EmbeddedPostgresError(
            f"PostgreSQL runs as the user {owner.name}, who may not enter {data_dir}. "
            "Choose a folder outside root's home with AIQR_DATA_DIR."
        )


class Lock:
    """Keeps a second server out of a data folder; the system releases it when the process ends."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._file: int | None = None

    @property
    def held(self) -> bool:
        return self._file is not None

    def take(self) -> None:
        """Raise DatabaseInUse where another process holds the folder."""
        with explained(self._data_dir):
            file = os.open(self._data_dir / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(file, 20).decode() or "unknown"
            os.close(file)
            raise DatabaseInUse(
                f"The data folder {self._data_dir} is in use by another aiqr server (process {holder}). "
                "Stop that one first, or choose another folder with AIQR_DATA_DIR."
            ) from None
        os.ftruncate(file, 0)
        os.write(file, str(os.getpid()).encode())
        self._file = file

    def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def check_version(files: Path, programs: Path) -> None:
    """Raise EmbeddedPostgresError where another major version of PostgreSQL made these files."""
    made_by = int((files / "PG_VERSION").read_text().strip())
    answer = subprocess.run(  # noqa: S603  # a program of the installed wheel
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    ours = int(answer.stdout.split()[-1].split(".")[0])
    if made_by == ours:
        return
    advice = (
        "Install the newer aiqr again"
        if made_by > ours
        else "Make a backup with the aiqr that made it (`aiqr db backup`), restore it into a new folder"
    )
    raise EmbeddedPostgresError(
        f"The data folder {files.parent} was made by PostgreSQL {made_by}, and this aiqr brings "
        f"PostgreSQL {ours}. Nothing was changed. {advice}, or choose another folder with AIQR_DATA_DIR."
    )


def end_orphans(files: Path) -> None:
    """Stop a PostgreSQL left behind by a killed server, and drop a process file that names a stranger.

    The pid in `postmaster.pid` is not trusted: by now it may be any program's. Only called under the lock.
    """
    orphans = _servers_of(files)
    _signal_all(orphans, signal.SIGINT)
    deadline = time.monotonic() + ORPHAN_PATIENCE
    while orphans and time.monotonic() < deadline:
        time.sleep(0.02)
        orphans = _servers_of(files)
    _signal_all(orphans, signal.SIGKILL)
    if not _servers_of(files):
        (files / "postmaster.pid").unlink(missing_ok=True)


def _signal_all(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, number)
        except ProcessLookupError:
            continue


def _servers_of(files: Path) -> list[int]:
    if sys.platform == "linux":
        numbers = [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]
        return [number for number in numbers if _works_in(number, files)]
    listing = subprocess.run(["/bin/ps", "-axo", "pid=,command="], capture_output=True, text=True, check=True)
    ours = [line for line in listing.stdout.splitlines() if f"postgres -D {files} " in line]
    return [int(line.split()[0]) for line in ours]


def _works_in(process: int, files: Path) -> bool:
    folder = Path("/proc", str(process))
    try:
        return (folder / "cwd").samefile(files) and (folder / "exe").readlink().name.startswith("postgres")
    except OSError:
        return False


def make_files(data_dir: Path, programs: Path, owner: Owner, *, sync: bool) -> None:
    """Make PostgreSQL's files, whole or not at all, with a superuser, its password and one empty database."""
    _drop_unfinished(data_dir)
    password = secrets.token_urlsafe(32)
    work = Path(tempfile.mkdtemp(prefix="postgres-new-", dir=data_dir))
    try:
        owner.take(work)
        given = work / "password"
        given.write_text(password)
        owner.take(given)
        _initdb(work / "files", given, programs, owner, sync=sync)
        replace_file(data_dir / SUPERUSER_PASSWORD, password.encode())
        (work / "files").rename(data_dir / "postgres")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _drop_unfinished(data_dir: Path) -> None:
    for left in data_dir.glob("p*-new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _initdb(files: Path, password: Path, programs: Path, owner: Owner, *, sync: bool) -> None:
    access = ["-U", SUPERUSER, f"--pwfile={password}", "--auth=scram-sha-256"]
    text = ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    run_as(owner, [str(programs / "initdb"), "-D", str(files), "--no-sync", *access, *text])
    run_as(
        owner,
        [str(programs / "postgres"), "--single", "-F", "-D", str(files), "postgres"],
        send=f"CREATE DATABASE {DATABASE};\n",
    )
    if sync:
        run_as(owner, [str(programs / "initdb"), "--sync-only", "-D", str(files)])


GIVE_DATABASE = """
DO $$
DECLARE
    what text;
BEGIN
    IF to_regrole('{role}') IS NULL THEN CREATE ROLE {role}; END IF;
    ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{password}';
    ALTER DATABASE {database} OWNER TO {role};
    FOR what IN
        SELECT 'SCHEMA public'
        UNION ALL SELECT 'TABLE ' || oid::regclass FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        UNION ALL SELECT 'SEQUENCE ' || oid::regclass FROM pg_class c
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i'))
        UNION ALL SELECT 'FUNCTION ' || oid::regprocedure FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER %s OWNER TO {role}', what);
    END LOOP;
END
$$;
"""
"""Gives the server's role all that is in the database, which belongs to the superuser where aiqr 0.1.0 made it."""


def make_server_role(data_dir: Path, programs: Path, owner: Owner) -> None:
    """Give the database to a role that is no superuser, unless it has it already. PostgreSQL must not run."""
    if (data_dir / SERVER_PASSWORD).exists():
        return
    password = secrets.token_urlsafe(32)
    statement = GIVE_DATABASE.format(role=SERVER_ROLE, database=DATABASE, password=password)
    files = str(data_dir / "postgres")
    run_as(
        owner,
        [str(programs / "postgres"), "--single", "-F", "-D", files, DATABASE],
        send=" ".join(statement.split()) + "\n",
    )
    replace_file(data_dir / SERVER_PASSWORD, password.encode())


def run_as(owner: Owner, command: list[str], send: str = "") -> None:
    """Run a program of PostgreSQL to its end; raises EmbeddedPostgresError with its last words."""
    who = {"user": owner.uid, "group": owner.gid, "extra_groups": []} if owner.switch else {}
    done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603  # a program of the installed wheel
        command, input=send, capture_output=True, text=True, check=False, cwd="/", env=ENVIRONMENT, **who
    )
    if done.returncode != 0:
        raise EmbeddedPostgresError(last_words(Path(command[0]).name, done.stderr))


ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}
"""What PostgreSQL sees of ours: nothing that could change how it behaves."""


def last_words(program: str, output: str) -> str:
    """Say in one line why a program of PostgreSQL ended, and what to do."""
    if "No space left on device" in output:
        return "The database could not be started: its disk is full. Nothing was lost. Free some space and start again."
    lines = [
        line for line in output.splitlines() if "FATAL" in line or "error" in line
    ] or output.splitlines()
    reason = lines[-1].strip() if lines else "it said nothing"
    return f"The database could not be started. {program} said: {reason}"
