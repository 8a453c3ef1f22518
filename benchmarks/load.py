"""Load on one address: by wrk where it is installed, else by asyncio."""

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from typing import Any

THREADS = 2
"""Of wrk. A call that sets what another takes back stands an even number of places from it: both are one thread's."""


@dataclass
class Load:
    """What a load did: requests a second, latencies in milliseconds, answers that were not 2xx."""

    rate: float
    p50_ms: float
    p99_ms: float
    failed: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


@dataclass
class Call:
    """One request that is made again and again, in turn with others."""

    path: str
    method: str = "GET"
    body: Any = None
    token: str = ""
    keyed: bool = False


SCRIPT = """
local count = 0
failed = 0
request = function()
  count = count + 1
  local c = calls[(count * THREADS + OFFSET) % #calls + 1]
  if c[5] then c[3]["Idempotency-Key"] = OFFSET .. "-" .. count .. "-" .. os.time() end
  return wrk.format(c[1], c[2], c[3], c[4])
end
OFFSET = 0
local threads = {}
setup = function(thread) thread:set("OFFSET", #threads); table.insert(threads, thread) end
response = function(status) if status >= 300 then failed = failed + 1 end end
done = function(summary, latency)
  local bad = 0
  for _, t in ipairs(threads) do bad = bad + (t:get("failed") or 0) end
  io.write(string.format("RESULT %f %f %f %d\\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    bad + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


def run(url: str, calls: list[Call], *, connections: int, seconds: int) -> Load:
    """Send `calls` in turn over `connections` connections for `seconds`, each thread of wrk those of its own.

    SystemExit where some were refused: how fast that goes is not what is asked.
    """
    if shutil.which("wrk") is None:
        raise SystemExit(
            "wrk is needed (apt install wrk): a load generator in Python would be the bottleneck."
        )
    threads = min(THREADS, connections)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_script(calls, threads))
        script.flush()
        command = [
            "wrk",
            "-t",
            str(threads),
            "-c",
            str(connections),
            "-d",
            f"{seconds}s",
            "--timeout",
            "10s",
            "-s",
            script.name,
            url,
        ]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\S+) (\S+) (\S+) (\d+)", output)
    if found is None:
        raise SystemExit(f"wrk said nothing that is understood:\n{output}")
    load = Load(float(found[1]), float(found[2]), float(found[3]), int(found[4]))
    if load.failed:
        raise SystemExit(f"{load.failed} answers were errors or did not come: {calls[0].path}")
    return load


def _script(calls: list[Call], threads: int) -> str:
    written = ",\n".join(_lua(call) for call in calls)
    return f"local calls = {{\n{written}\n}}\nTHREADS = {threads}\n{SCRIPT}"


def _lua(call: Call) -> str:
    headers = {"Accept-Encoding": "gzip"}
    if call.token:
        headers["Authorization"] = f"Bearer {call.token}"
    body = "nil"
    if call.body is not None:
        headers["Content-Type"] = "application/json"
        body = f"[==[{json.dumps(call.body)}]==]"
    table = ", ".join(f'["{name}"]="{value}"' for name, value in headers.items())
    keyed = str(call.keyed).lower()
    return f'{{"{call.method}", "{call.path}", {{{table}}}, {body}, {keyed}}}'
