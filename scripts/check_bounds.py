"""Says which dependencies in pyproject.toml lack a lower or an upper bound. Exit 1 where one does."""

import sys
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
OURS = "aiqr"


def requirements(document: dict[str, Any]) -> Iterator[Requirement]:
    """Yield every requirement on somebody else's package: the project's, its extras' and its groups'."""
    project, groups = document["project"], document["dependency-groups"]
    extras = project["optional-dependencies"]
    for written in chain(project["dependencies"], *extras.values(), *groups.values()):
        if (requirement := Requirement(written)).name != OURS:
            yield requirement


def is_bounded(requirement: Requirement) -> bool:
    """Whether it names the oldest version that works and the next that may break."""
    operators = {part.operator for part in requirement.specifier}
    return operators >= {">=", "<"} or bool(operators & {"==", "~="})


def main() -> int:
    """Print each requirement without bounds; return the exit code."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text())
    unbounded = [str(requirement) for requirement in requirements(document) if not is_bounded(requirement)]
    for requirement in unbounded:
        print(f"pyproject.toml: {requirement} needs a lower and an upper bound, such as >=3.1,<4.")
    return int(bool(unbounded))


if __name__ == "__main__":
    sys.exit(main())
