"""How soon a server answers after its start, and how soon it understands its first words, beside another checkout.

usage: python -m benchmarks.start [/path/to/other/checkout] [--turns 9]

`aiqr serve` as it comes, on an embedded PostgreSQL in a data folder that has been started with before; what else the machine does
troubles both checkouts alike, as they are started in turns. Prints the medians: seconds from the start of the command to
the first answer of `/readyz`, milliseconds of the first words, asked for SETTLED seconds later, and those of the words
after them; then each as a share of the other checkout's.
"""

import argparse
import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.testbed import PATIENCE, free_port

HERE = Path(__file__).parent.parent
MENU = HERE / "server/demo/trattoria.yaml"
SETTLED = 3.0
LIMITS = {"first_answer_s": 0.7, "first_words_ms": 50.0}
WORDS = ("two large margheritas, one without basil, and a coke", "a tiramisu and two espressos please")


@dataclass(frozen=True, slots=True)
class Deployment:
    """A checkout with a home folder of its own."""

    checkout: Path
    home: Path

    @contextmanager
    def serving(self) -> Iterator[tuple[str, float]]:
        """Its server: the address, and the seconds from the start of the command to the first answer."""
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "AIQR_DATA_DIR": str(self.home / "data"),
            "AIQR_PARSER": "grammar",
        }
        command = [str(self.checkout / ".venv/bin/aiqr"), "serve", "--port", str(port)]
        began = time.monotonic()
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=self.checkout,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_until_ready(url)
            yield url, time.monotonic() - began
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def _wait_until_ready(url: str) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            urllib.request.urlopen(f"{url}/readyz").close()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise SystemExit("the server did not start")


def _send(method: str, url: str, body: bytes, token: str = "", kind: str = "application/json") -> Any:
    headers = {"Content-Type": kind, **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310  our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        return json.loads(answer.read())


def _post(url: str, body: dict[str, str], token: str = "") -> Any:
    return _send("POST", url, json.dumps(body).encode(), token)


def furnish(deployment: Deployment) -> str:
    """Open a restaurant with a menu, and have words understood, as on a day before; returns its slug."""
    with deployment.serving() as (url, _):
        account = {"email": "owner@example.com", "password": "a long enough password"}
        token = _post(f"{url}/api/auth/register/", account)["access"]
        made = _post(f"{url}/api/restaurants/", {"name": "Started", "currency": "USD"}, token)
        _send(
            "PUT",
            f"{url}/api/restaurants/{made['id']}/menu/",
            MENU.read_bytes(),
            token,
            "application/yaml",
        )
        slug = str(made["slug"])
        _understand(url, slug, WORDS[0])
    return slug


def _understand(url: str, slug: str, words: str) -> float:
    """Have words understood; returns the milliseconds."""
    began = time.monotonic()
    _post(f"{url}/api/public/orders/parse/", {"restaurant_slug": slug, "raw_input": words})
    return (time.monotonic() - began) * 1000


def start_once(deployment: Deployment, slug: str) -> dict[str, float]:
    """The figures of one start."""
    with deployment.serving() as (url, seconds):
        urllib.request.urlopen(f"{url}/api/public/menu/{slug}/").close()  # noqa: S310  our own server
        time.sleep(SETTLED)
        first, second = (_understand(url, slug, words) for words in WORDS)
    return {"first_answer_s": seconds, "first_words_ms": first, "second_words_ms": second}


def measure(checkouts: list[Path], turns: int) -> list[dict[str, float]]:
    """The medians of each checkout, started in turns."""
    with ExitStack() as stack:
        homes = [
            Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="aiqr-start-"))) for _ in checkouts
        ]
        for home in homes:
            home.chmod(0o755)
        deployments = [Deployment(*each) for each in zip(checkouts, homes, strict=True)]
        slugs = [furnish(deployment) for deployment in deployments]
        found: list[list[dict[str, float]]] = [[] for _ in deployments]
        for _ in range(turns):
            for deployment, slug, figures in zip(deployments, slugs, found, strict=True):
                figures.append(start_once(deployment, slug))
    return [{name: median(f[name] for f in figures) for name in figures[0]} for figures in found]


def report(ours: dict[str, float], other: dict[str, float] | None = None) -> None:
    """Print the figures beside what is asked, and beside the other checkout's."""
    for name, figure in ours.items():
        asked = f"  (asked: under {LIMITS[name]:g})" if name in LIMITS else ""
        beside = f"  {figure / other[name]:.2f} of the other's {other[name]:.3g}" if other else ""
        print(f"{name:16} {figure:8.3g}{asked}{beside}")


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("other", type=Path, nargs="?", help="the other checkout")
    arguments.add_argument("--turns", type=int, default=9)
    options = arguments.parse_args()
    found = measure([HERE, *([options.other.resolve()] if options.other else [])], options.turns)
    report(*found)


if __name__ == "__main__":
    main()
