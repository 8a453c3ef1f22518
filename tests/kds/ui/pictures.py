"""Pictures of the screen as text files beside the tests: what stands where, to be read in a diff.

`AIQR_UPDATE_PICTURES=1` writes them anew; look at the difference before it is committed.
"""

import os
from pathlib import Path

from tests.kds.ui.harness import Driver

FOLDER = Path(__file__).parent / "pictures"
UPDATE = bool(os.environ.get("AIQR_UPDATE_PICTURES"))


def expected(name: str) -> str:
    """The picture as it was last accepted."""
    path = FOLDER / f"{name}.txt"
    return path.read_text("utf-8") if path.exists() else ""


def write(name: str, text: str) -> None:
    """Accept a picture."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.txt").write_text(text, "utf-8")


def trimmed(text: str) -> str:
    """Rows without the blanks at their ends."""
    return "\n".join(row.rstrip() for row in text.splitlines()) + "\n"


def check(name: str, text: str) -> None:
    """Compare a picture that was drawn without a screen."""
    if UPDATE:
        write(name, trimmed(text))
    assert trimmed(text) == expected(name)


async def check_screen(driver: Driver, name: str, *words: str) -> None:
    """Wait until the screen is as it was accepted; `words` are on it in any case."""
    await driver.sees(*words)
    if UPDATE:
        await driver.pilot.pause(0.5)
        write(name, trimmed(driver.text()))
    wanted = expected(name)
    await driver.until(lambda: trimmed(driver.text()) == wanted, f"the picture {name}:\n{wanted}")
