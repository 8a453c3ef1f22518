"""The kitchen display in a terminal of its own: every byte that it draws, and when."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.testbed import PATIENCE

KEEP = 1_000_000


class Terminal:
    """The terminal's end of a display. A thread reads what is drawn, so that nothing waits for the measuring."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self.process, self._master = process, master
        self._drawn = bytearray()
        self._total = 0
        self._more = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def mark(self) -> int:
        """How much has been drawn so far."""
        with self._more:
            return self._total

    def wait_for(self, text: str, since: int) -> float:
        """The moment (monotonic seconds) when `text` has been drawn after `since`. TimeoutError."""
        wanted = text.encode()
        deadline = time.monotonic() + PATIENCE
        with self._more:
            while wanted not in self._drawn[max(0, since - self._total + len(self._drawn)) :]:
                if not self._more.wait(deadline - time.monotonic()):
                    raise TimeoutError(f"{text!r} was not drawn within {PATIENCE:.0f} seconds")
            return time.monotonic()

    def processor_seconds(self) -> float:
        """How long the display has worked so far (Linux)."""
        times = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def _read(self) -> None:
        while True:
            try:
                chunk = os.read(self._master, 65536)
            except OSError:
                return
            with self._more:
                self._drawn += chunk
                del self._drawn[:-KEEP]
                self._total += len(chunk)
                self._more.notify_all()


@contextmanager
def display(url: str, slug: str, token: str, size: tuple[int, int] = (200, 60)) -> Iterator[Terminal]:
    """`aiqr kds` of a restaurant, in a terminal of `size` columns and rows."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    with tempfile.TemporaryDirectory(prefix="aiqr-bench-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli.main", "kds", "--server", url, "-r", slug],
            env=_environment(Path(folder), token),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        terminal = Terminal(master, process)
        try:
            terminal.wait_for("ALL STATIONS", 0)
            yield terminal
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
            os.close(master)


def _environment(folder: Path, token: str) -> dict[str, str]:
    return {
        **os.environ,
        "AIQR_CONFIG_DIR": str(folder),
        "AIQR_STATE_DIR": str(folder),
        "AIQR_TOKEN": token,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
