"""The same words are understood alike in every process, whatever order its sets happen to have."""

import json
import os
import subprocess
import sys

import pytest

READ_ALL = """
import json
from server.parsing.result.wire_mapping import to_answer
from server.parsing.grammar import understand
from tests.parsing.kitchens import cases, kitchen
told = []
for name in ("harbour", "vento", "de", "ja"):
    index = kitchen(name)
    for case in cases(name):
        told.append(to_answer(understand(index, case["text"]), index.menu).model_dump())
print(json.dumps(told))
"""


def _told(seed: int) -> list[object]:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    run = subprocess.run(
        [sys.executable, "-c", READ_ALL], check=True, capture_output=True, text=True, env=environment
    )
    return list(json.loads(run.stdout))


@pytest.mark.slow
def test_no_order_of_sets_shows() -> None:
    """Processes with different hash seeds answer the same for every sentence of ours."""
    first = _told(1)
    assert len(first) > 200
    assert _told(2) == first
    assert _told(3) == first
