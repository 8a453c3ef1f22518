"""What the parent of the workers knows of the settings.

A worker reads them, which has the library for it anyway: the parent, which only waits most of the time, is kept small.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

from server.db.errors import DatabaseError


class SettingsError(Exception):
    """Settings that the server cannot start with; `problems` names all of them, one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("The server was not started: " + "; ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Plan:
    """`values` are all settings by the names of their variables, as text; `dsn` is "" where the database is embedded."""

    values: Mapping[str, str]
    data_dir: str
    dsn: str

    @property
    def host(self) -> str:
        return self.values["AIQR_HOST"]

    @property
    def port(self) -> int:
        return int(self.values["AIQR_PORT"])

    @property
    def workers(self) -> int:
        return int(self.values["AIQR_WORKERS"])

    @property
    def public_url(self) -> str:
        return self.values["AIQR_PUBLIC_URL"]

    @property
    def grace_seconds(self) -> float:
        return float(self.values["AIQR_GRACE_SECONDS"])

    @property
    def folder(self) -> Path:
        """The folder of the embedded database and the generated secrets."""
        return Path(self.data_dir)

    def with_values(self, **values: str) -> Self:
        """Return the plan with some settings replaced."""
        return replace(self, values={**self.values, **values})


def written(found: Plan | SettingsError | DatabaseError) -> str:
    """Return a plan, or why there is none, as one line."""
    if isinstance(found, Plan):
        return json.dumps(asdict(found))
    if isinstance(found, SettingsError):
        return json.dumps({"problems": found.problems})
    return json.dumps({"database": str(found)})


def read(line: str) -> Plan:
    """Return the plan that a line holds. SettingsError or DatabaseError where it says why there is none."""
    found = json.loads(line)
    if "problems" in found:
        raise SettingsError(found["problems"])
    if "database" in found:
        raise DatabaseError(found["database"])
    return Plan(**found)


def with_settings(values: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """Return `base` as an environment in which the settings are `values`, whatever it said of them."""
    ours = {name.lower() for name in values}
    kept = {name: value for name, value in base.items() if name.lower() not in ours}
    return kept | {name: value for name, value in values.items() if value}
