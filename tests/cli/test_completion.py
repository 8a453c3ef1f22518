"""What a shell offers at the Tab key: commands, and what is on the user's own server."""

import os
import pty
import select
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import completion
from cli.main import main
from cli.transport import HURRIED, PATIENT, Patience
from tests.cli.conftest import ROOT, Shell

pytestmark = pytest.mark.slow


WAITS = 60.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on a busy machine is waited for longer than a person at the Tab key waits."""
    monkeypatch.setattr(completion, "HURRIED", Patience(WAITS, WAITS, 1))


def run_completion(owner: Shell, shell: str, words: list[str], typed: str) -> list[str]:
    """What `aiqr` answers to the shell, in the shell's own protocol: the values offered."""
    env = {
        "AIQR_CONFIG_DIR": str(owner.config),
        "_AIQR_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join([*words, typed]),
        "COMP_CWORD": typed if shell == "fish" else str(len(words)),
    }
    result = CliRunner().invoke(main, env=env, prog_name="aiqr")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    if shell == "zsh":
        return [value.replace("\\:", ":") for value in lines[1::3]]
    return [line.partition(",")[2].partition("\t")[0] for line in lines if line]


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_each_kind_of_thing_is_offered_to_each_shell(owner: Shell, kind: str) -> None:
    """Items, tables, staff, restaurants and categories of this user, narrowed by what is typed, whatever its case."""
    owner.run("table", "add", "Terrace", "T1")
    owner.run("staff", "invite", "ben@example.com", "--yes")
    assert run_completion(owner, kind, ["aiqr", "item", "show"], "ma") == ["Margherita"]
    assert run_completion(owner, kind, ["aiqr", "table", "rename"], "te") == ["Terrace"]
    assert run_completion(owner, kind, ["aiqr", "staff", "remove"], "be") == ["ben@example.com"]
    assert run_completion(owner, kind, ["aiqr", "use"], "place-") == [owner.slug]
    assert run_completion(owner, kind, ["aiqr", "menu", "export", "-r"], "place-") == [owner.slug]
    assert run_completion(owner, kind, ["aiqr", "item", "list", "--category"], "d") == ["Drinks"]
    assert run_completion(owner, kind, ["aiqr", "item"], "pri") == ["price"]


def test_kitchen_staff_are_offered_what_they_may_read(owner: Shell, tmp_path: Path) -> None:
    """They may not export the menu; they are offered the dishes that diners see."""
    link = owner.out("staff", "invite", f"cook-{owner.email}", "--role", "kitchen", "--yes").strip()
    cook = Shell(owner.server, tmp_path / "cook", tmp_path)
    cook.run("join", link)
    assert run_completion(cook, "bash", ["aiqr", "item", "86"], "co") == ["Coke"]


def test_without_a_server_or_a_login_nothing_is_offered_and_nothing_fails(owner: Shell, shell: Shell) -> None:
    """The shell stays silent."""
    owner.lose_server()
    assert run_completion(owner, "bash", ["aiqr", "item", "show"], "") == []
    shell.config = shell.folder / "nobody"
    assert run_completion(shell, "bash", ["aiqr", "item", "show"], "") == []


def test_a_server_that_does_not_answer_is_not_waited_for(
    owner: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person gets the prompt back after two seconds at most; nothing is offered and nothing fails."""
    assert Patience(0.5, 2.0, 1) == HURRIED
    monkeypatch.setattr(completion, "HURRIED", Patience(WAITS, 0.1, 1))
    owner.lose_server()
    port = int(owner.server.rpartition(":")[2])
    began = time.monotonic()
    with socket.create_server(("127.0.0.1", port)):
        assert run_completion(owner, "bash", ["aiqr", "item", "show"], "") == []
    assert time.monotonic() - began < PATIENT.answer_seconds / 2


def test_scripts_exist_for_the_three_shells(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """They name the program; --install puts them where the shell looks."""
    for name in ("bash", "zsh", "fish"):
        assert "_AIQR_COMPLETE" in shell.out("completion", name)
    monkeypatch.setenv("HOME", str(shell.folder))
    shell.run("completion", "fish", "--install")
    assert (shell.folder / ".config/fish/completions/aiqr.fish").exists()


def environment(owner: Shell) -> dict[str, str]:
    """That of a shell on whose PATH `aiqr` is this tree's."""
    program = owner.folder / "bin" / "aiqr"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from cli.main import main\nmain(prog_name='aiqr')\n"
    )
    program.chmod(0o755)
    return {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "HOME": str(owner.folder),
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
        "AIQR_CONFIG_DIR": str(owner.config),
    }


def type_into(command: list[str], env: dict[str, str], lines: list[tuple[str, str]]) -> str:
    """Type each line into a terminal once what it waits for is shown; all that was shown until the program's end."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, env)  # noqa: S606  # the shell under test
    shown = ""
    waiting = list(lines)
    end = time.monotonic() + WAITS
    try:
        while time.monotonic() < end:
            if waiting and waiting[0][0] in shown:
                os.write(terminal, waiting.pop(0)[1].encode())
            if select.select([terminal], [], [], 0.05)[0]:
                shown += os.read(terminal, 65536).decode("utf-8", "replace")
    except OSError:  # the terminal is closed by its last user
        os.waitpid(pid, 0)
        return shown
    finally:
        os.close(terminal)
    raise AssertionError(shown)


SOUP = """
currency: EUR
categories:
  - name: Soups
    items:
      - {name: "Tomato soup, hot", price: 5.00}
"""

SHELLS = {
    "bash": (["bash", "--norc", "-i"], "source <(aiqr completion bash)"),
    "zsh": (["zsh", "-f", "-i"], "autoload -Uz compinit && compinit -u -D && source <(aiqr completion zsh)"),
}


@pytest.mark.parametrize("shell_name", sorted(SHELLS))
def test_a_name_with_blanks_and_a_comma_is_completed_as_one_word(owner: Shell, shell_name: str) -> None:
    """Typed in a real shell: the line that the Tab key writes is a command that finds the dish."""
    if shutil.which(shell_name) is None:
        pytest.skip(f"needs {shell_name}")
    owner.run("menu", "apply", owner.file("soup.yaml", SOUP), "--yes", "--allow-removals")
    command, setup = SHELLS[shell_name]
    lines = [
        ("", f"PS1='>'; {setup}; echo READY''TO''TYPE\r"),
        ("READYTOTYPE", "aiqr item show tom\t"),
        ("hot", "\r"),
        ("Soups", "exit\r"),
    ]
    assert "5.00 EUR" in type_into(command, environment(owner), lines)


def test_fish_offers_a_name_with_a_comma_whole(owner: Shell) -> None:
    """fish lists what it would offer for a line."""
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("needs fish")
    owner.run("menu", "apply", owner.file("soup.yaml", SOUP), "--yes", "--allow-removals")
    script = "aiqr completion fish | source; complete -C 'aiqr item show tom'"
    done = subprocess.run(
        [fish, "-c", script], check=True, env=environment(owner), capture_output=True, text=True
    )
    assert done.stdout == "Tomato soup, hot\tSoups\n"
