"""The PostgreSQL of our own, on the days when something is in its way."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from server.db.embedded import os_user
from server.db.embedded.data_dir import explained
from server.db.embedded.postgres import EmbeddedPostgres, find_running, read_process_file
from server.db.errors import DatabaseInUse, EmbeddedPostgresError
from server.db.migrate import migrate
from tests.fixtures.patience import PATIENCE

pytestmark = pytest.mark.slow


AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="gives a file to another user")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the signal at a parent's death is Linux's")


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="aiqr-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def made(folder: Path, data_folder: Path) -> Path:
    """A data folder with the files of a database that was stopped, where how they are made is not the question."""
    made = folder / "made"
    subprocess.run(["cp", "-a", data_folder, made], check=True)
    return made


async def _ask(dsn: str, *statements: str) -> Any:
    connection = await asyncpg.connect(dsn)
    try:
        answer = None
        for statement in statements:
            answer = await connection.fetchval(statement)
        return answer
    finally:
        await connection.close()


def ask(dsn: str, *statements: str) -> Any:
    return asyncio.run(_ask(dsn, *statements))


def wait_until(condition: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def postmaster(folder: Path) -> int:
    return int(read_process_file(folder / "postgres")[0])


@pytest.mark.slow
def test_data_stay_from_one_start_to_the_next(folder: Path) -> None:
    """What was committed before a stop is there after the next start, nothing listens on the network, and the log is private."""
    with EmbeddedPostgres(folder) as postgres:
        ask(postgres.dsn(), "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
        assert ask(postgres.dsn(), "SHOW listen_addresses") == ""
        assert ask(postgres.dsn(), "SHOW fsync") == "on"
    (folder / "postgres.log").chmod(0o644)
    with EmbeddedPostgres(folder) as postgres:
        assert ask(postgres.dsn(), "SELECT n FROM kept") == 7
    assert (folder / "postgres.log").stat().st_mode & 0o777 == 0o600


OF_ANOTHER = """
    SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relnamespace = 'public'::regnamespace AND r.rolname <> 'aiqr_server'
"""


def test_the_servers_role_may_do_nothing_beyond_its_database(made: Path) -> None:
    """It is no superuser, makes no databases or roles, and runs no programs; it owns its own database."""
    with EmbeddedPostgres(made, sync=False) as postgres:
        rights = "rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
        assert ask(postgres.dsn(), f"SELECT {rights} FROM pg_roles WHERE rolname = current_user") is False
        for refused in (
            "COPY (SELECT 1) TO PROGRAM 'true'",
            "CREATE DATABASE other",
            "ALTER SYSTEM SET fsync = off",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                ask(postgres.dsn(), refused)
        asyncio.run(migrate(postgres.dsn()))
        assert ask(postgres.dsn(), OF_ANOTHER) == 0


def test_a_data_folder_of_the_first_version_is_given_to_the_servers_role(made: Path) -> None:
    """Where the superuser owns everything, the role is made at the next start, owns it all, and can migrate on."""
    with EmbeddedPostgres(made, sync=False) as postgres:
        asyncio.run(migrate(postgres.dsn()))
        ask(postgres.dsn(), "CREATE FUNCTION kept() RETURNS int LANGUAGE sql AS 'SELECT 7'")
        ask(postgres.superuser_dsn(), "REASSIGN OWNED BY aiqr_server TO aiqr", "DROP ROLE aiqr_server")
    (made / "server-password").unlink()
    with EmbeddedPostgres(made, sync=False) as postgres:
        assert ask(postgres.dsn(), "SELECT current_user") == "aiqr_server"
        assert ask(postgres.dsn(), OF_ANOTHER) == 0
        assert ask(postgres.dsn(), "ALTER TABLE orders ADD COLUMN tip int", "DROP FUNCTION kept()") is None
        assert ask(postgres.dsn(), "DROP SCHEMA public CASCADE", "CREATE SCHEMA public") is None
        assert find_running(made) == postgres.dsn()
    assert (made / "server-password").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["with spaces & 'quotes'", "x" * 180, "100%"])
def test_any_folder_name_works(folder: Path, name: str) -> None:
    """Spaces, quotes, signs and a path too long for a socket change nothing."""
    with EmbeddedPostgres(folder / name, sync=False) as postgres:
        assert ask(postgres.dsn(), "SELECT 1") == 1


def test_the_socket_is_closed_to_other_users(made: Path) -> None:
    """The socket's folder has mode 0700, and it is gone after the stop."""
    with EmbeddedPostgres(made, sync=False) as postgres:
        sockets = Path(read_process_file(made / "postgres")[4])
        assert sockets.stat().st_mode & 0o777 == 0o700
        assert (made / "password").stat().st_mode & 0o777 == 0o600
        assert find_running(made) == postgres.dsn()
    assert not sockets.exists()
    assert find_running(made) is None


def test_a_second_server_is_kept_out(made: Path) -> None:
    """The second on the same folder is told who holds it, and the first goes on working."""
    with EmbeddedPostgres(made, sync=False) as postgres:
        with pytest.raises(DatabaseInUse, match=rf"in use by another aiqr server \(process {os.getpid()}\)"):
            EmbeddedPostgres(made, sync=False).start()
        assert ask(postgres.dsn(), "SELECT 1") == 1


def test_a_crash_of_the_database_loses_no_commit(made: Path) -> None:
    """After kill -9 of PostgreSQL the same object starts it again, with every committed row."""
    with EmbeddedPostgres(made) as postgres:
        ask(postgres.dsn(), "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n")
        os.kill(postmaster(made), signal.SIGKILL)
        wait_until(lambda: not postgres.running())
        assert ask(postgres.start(), "SELECT count(*) FROM kept") == 1000


PARENT = """
import sys, time
from pathlib import Path
from server.db.embedded.postgres import EmbeddedPostgres
print(EmbeddedPostgres(Path(sys.argv[1]), sync=False).start(), flush=True)
time.sleep(600)
"""


def start_in_another_process(
    folder: Path, python: str = sys.executable, **options: Any
) -> subprocess.Popen[str]:
    command = [python, "-c", PARENT, str(folder)]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)
    assert parent.stdout is not None
    with parent.stdout:
        assert parent.stdout.readline().startswith("postgresql://")
    return parent


@LINUX
def test_the_database_ends_with_its_parent(made: Path) -> None:
    """After kill -9 of the parent PostgreSQL shuts down by itself, and the next start is clean."""
    parent = start_in_another_process(made)
    process = postmaster(made)
    parent.kill()
    parent.wait()
    wait_until(lambda: not alive(process))
    assert not (made / "postgres" / "postmaster.pid").exists()
    with EmbeddedPostgres(made, sync=False) as postgres:
        assert ask(postgres.dsn(), "SELECT 1") == 1


def python_of_everybody(environment: dict[str, str]) -> str:
    """An interpreter that an ordinary user can run with our packages, where ours lies in root's home."""
    for python in (sys.executable, "/usr/bin/python3"):
        usable = [python, "-c", "import server.db.embedded.postgres"]
        try:
            done = subprocess.run(usable, user=65534, env=environment, check=False, capture_output=True)
        except OSError:
            continue
        if done.returncode == 0:
            return python
    pytest.skip("no Python of this version that an ordinary user can run")


@pytest.mark.slow
@AS_ROOT
def test_an_ordinary_user_runs_it_too(folder: Path) -> None:
    """Without root the database belongs to the user, in a folder of the user's own."""
    os.chown(folder, 65534, 65534)
    installed = os_user.installed_package()
    assert installed is not None
    environment = {"PYTHONPATH": f"{Path.cwd()}:{installed.parent}", "PYTHONDONTWRITEBYTECODE": "1"}
    parent = start_in_another_process(
        folder,
        python_of_everybody(environment),
        user=65534,
        group=65534,
        extra_groups=[],
        env=environment,
    )
    process, sockets = postmaster(folder), read_process_file(folder / "postgres")[4]
    try:
        assert (folder / "postgres").stat().st_uid == 65534
    finally:
        parent.terminate()
        parent.wait()
        wait_until(lambda: not alive(process))
        shutil.rmtree(sockets)


def test_an_orphan_is_stopped_and_its_data_taken_over(made: Path) -> None:
    """A PostgreSQL that outlived its server is ended before the next one starts on the same files."""
    orphaned = EmbeddedPostgres(made, sync=False)
    ask(orphaned.start(), "CREATE TABLE kept AS SELECT 7 AS n")
    process = postmaster(made)
    orphaned._lock.release()
    with EmbeddedPostgres(made, sync=False) as postgres:
        assert postmaster(made) != process
        assert ask(postgres.dsn(), "SELECT n FROM kept") == 7
    orphaned.stop()


def test_a_process_file_that_names_a_stranger_harms_nobody(made: Path) -> None:
    """Where the old pid now belongs to another program, that one lives on and the database starts."""
    with EmbeddedPostgres(made, sync=False):
        lines = read_process_file(made / "postgres")
    stranger = subprocess.Popen(["sleep", "600"])
    try:
        (made / "postgres" / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        with EmbeddedPostgres(made, sync=False) as postgres:
            assert ask(postgres.dsn(), "SELECT 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_an_interrupted_making_is_made_again(folder: Path) -> None:
    """A first start that was cut off leaves nothing that the next one stumbles over."""
    (folder / "postgres-new-abc").mkdir()
    (folder / "postgres-new-abc" / "PG_VERSION").write_text("18")
    with EmbeddedPostgres(folder, sync=False) as postgres:
        assert ask(postgres.dsn(), "SELECT 1") == 1
    assert not list(folder.glob("*-new-*"))


@pytest.mark.parametrize(("version", "advice"), [("99", "newer aiqr"), ("9", "backup")])
def test_files_of_another_version_are_not_touched(folder: Path, version: str, advice: str) -> None:
    """Data of a newer or older PostgreSQL are refused with what to do, and stay as they are."""
    (folder / "postgres").mkdir()
    (folder / "postgres" / "PG_VERSION").write_text(version + "\n")
    with pytest.raises(EmbeddedPostgresError, match=rf"made by PostgreSQL {version}.*{advice}"):
        EmbeddedPostgres(folder).start()
    assert [file.name for file in (folder / "postgres").iterdir()] == ["PG_VERSION"]


@AS_ROOT
def test_a_folder_of_somebody_else_is_refused(folder: Path) -> None:
    """The message names the folder's owner, and nothing is written into it."""
    os.chown(folder, 65534, 65534)
    with pytest.raises(EmbeddedPostgresError, match="belongs to nobody"):
        EmbeddedPostgres(folder).start()
    assert not list(folder.iterdir())


def test_a_file_where_the_folder_should_be_is_one_line(folder: Path) -> None:
    """A path that cannot be a folder is refused with the setting to change."""
    (folder / "taken").write_text("")
    with pytest.raises(EmbeddedPostgresError, match=r"cannot be used: File exists.*AIQR_DATA_DIR"):
        EmbeddedPostgres(folder / "taken").start()


@AS_ROOT
@pytest.mark.parametrize(
    ("options", "message"),
    [("size=3m,mode=755", "disk is full|No space left"), ("ro,mode=755", "Read-only file system")],
)
def test_a_full_or_read_only_disk_is_one_line(folder: Path, options: str, message: str) -> None:
    """A disk without space, or one that cannot be written, is named as such."""
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=False, capture_output=True
    ).returncode:
        pytest.skip("no disks can be mounted here")
    try:
        with pytest.raises(EmbeddedPostgresError, match=message) as caught:
            EmbeddedPostgres(disk / "data").start()
        assert "\n" not in str(caught.value)
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.slow
def test_programs_that_the_other_user_cannot_read_are_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the environment lies in a closed home, a copy with its libraries runs from the data folder."""
    installed = os_user.installed_package()
    assert installed is not None
    copied = os_user._copy_programs(installed, folder / "programs")
    monkeypatch.setattr("server.db.embedded.postgres.find_programs", lambda *_: copied / "bin")
    with EmbeddedPostgres(folder, sync=False) as postgres:
        command = Path(f"/proc/{postmaster(folder)}/exe").readlink()
        assert command == copied / "bin" / "postgres"
        assert ask(postgres.dsn(), "SELECT 1") == 1


def test_folders_that_a_user_may_enter(folder: Path) -> None:
    """A closed folder anywhere on the way is noticed before PostgreSQL fails on it."""
    stranger = os_user.Owner(uid=54321, gid=54321, name="stranger", switch=True)
    (folder / "open").mkdir(mode=0o755)
    folder.chmod(0o700)
    assert not os_user.can_enter(folder / "open", stranger)
    folder.chmod(0o711)
    assert os_user.can_enter(folder / "open", stranger)


def test_the_disks_refusal_names_the_way_out(folder: Path) -> None:
    """Out of space and out of quota say that nothing was lost and to free some."""
    for number in (28, 122):
        with (
            pytest.raises(EmbeddedPostgresError, match=r"Nothing was lost. Free some space"),
            explained(folder),
        ):
            raise OSError(number, os.strerror(number))
