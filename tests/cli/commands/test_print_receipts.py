"""`aiqr print receipts`: each receipt once, on paper that is a file here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

PAUSE = "cli.commands.print_.receipt_printer.pause"


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The paper, and a state directory of its own."""
    monkeypatch.setenv("AIQR_STATE_DIR", str(tmp_path / "state"))
    made = tmp_path / "paper"
    made.touch()
    return made


def paid(owner: Shell, number: int) -> None:
    owner.order("a coke")
    owner.run("bill", "pay", f"#{number}", "card")


def printed(paper: Path) -> list[str]:
    """The numbers of the receipts on the paper."""
    lines = paper.read_bytes().decode("latin-1").splitlines()
    return [line.rsplit("/", 1)[1].strip() for line in lines if "Receipt" in line]


def test_receipts_are_printed_as_bills_are_paid(
    owner: Shell, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was paid before the first start is left; what is paid then comes out once, also after a restart."""
    paid(owner, 1)
    command = ("print", "receipts", "--printer", f"file:{paper}")

    def evening() -> Iterator[None]:
        paid(owner, 2)
        paid(owner, 3)
        yield

    def wait(steps: Iterator[None]) -> None:
        try:
            next(steps)
        except StopIteration:
            raise KeyboardInterrupt from None

    steps = evening()
    monkeypatch.setattr(PAUSE, lambda _: wait(steps))
    owner.fails(130, *command)
    assert printed(paper) == ["2", "3"]
    paid(owner, 4)
    monkeypatch.setattr(PAUSE, lambda _: wait(iter(())))
    owner.fails(130, *command)
    assert printed(paper) == ["2", "3", "4"]


def test_the_receipts_of_one_bill_are_printed_once_more(owner: Shell, paper: Path) -> None:
    """By an order of it; a printer that is not there says so."""
    paid(owner, 1)
    owner.run("print", "receipts", "--bill", "#1", "--printer", f"file:{paper}")
    assert printed(paper) == ["1"]
    said = owner.fails(1, "print", "receipts", "--bill", "#1", "--printer", f"file:{paper.parent}/none/paper")
    assert "has not printed receipt 1" in said
