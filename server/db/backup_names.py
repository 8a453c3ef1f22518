"""Backups that are made regularly: a name for each, and the old ones taken away."""

import re
from datetime import datetime
from pathlib import Path

NAME = re.compile(r"aiqr-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}\.aiqr")


def dated_name(moment: datetime) -> str:
    """Return the name of a backup made at a moment; names in their order are backups in their order."""
    return f"aiqr-{moment:%Y-%m-%d-%H%M%S}.aiqr"


def drop_old(folder: Path, keep: int) -> list[Path]:
    """Delete all backups with dated names in a folder but the `keep` newest; returns those that went."""
    dated = sorted(file for file in folder.iterdir() if NAME.fullmatch(file.name))
    old = dated[: max(0, len(dated) - keep)]
    for file in old:
        file.unlink()
    return old
