"""`aiqr completion`: let the shell complete commands, restaurants, items and tables."""

from pathlib import Path

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from cli import output
from cli.command import Command
from cli.texts import gettext

VARIABLE = "_AIQR_COMPLETE"
BASH = """\
COMP_WORDBREAKS=${COMP_WORDBREAKS//[@:]/}
%(complete_func)s() {
    local IFS=$'\\n' type value
    while IFS=, read -r type value; do
        case $type in
            dir) COMPREPLY=(); compopt -o dirnames ;;
            file) COMPREPLY=(); compopt -o default ;;
            plain) COMPREPLY+=("$value"); compopt -o filenames ;;
        esac
    done < <(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(complete_var)s=bash_complete "$1")
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
"""As click's, but names with blanks are quoted, and an e-mail address is one word."""

FISH = """\
function %(complete_func)s
    set -l response (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) \
        COMP_CWORD=(commandline -t) %(prog_name)s)
    for completion in $response
        set -l found (string split -m 1 "," -- $completion)
        switch $found[1]
            case dir
                __fish_complete_directories $found[2]
            case file
                __fish_complete_path $found[2]
            case plain
                echo $found[2]
        end
    end
end
complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""
"""As click's, but a name may have a comma."""


class Bash(BashComplete):
    source_template = BASH


class Fish(FishComplete):
    source_template = FISH


KINDS: dict[str, type[ShellComplete]] = {"bash": Bash, "fish": Fish, "zsh": ZshComplete}
_PLACES = {
    "bash": ".local/share/bash-completion/completions/aiqr",
    "fish": ".config/fish/completions/aiqr.fish",
    "zsh": ".local/share/zsh/site-functions/_aiqr",
}


@click.command(
    cls=Command,
    examples="""
    aiqr completion bash --install
    aiqr completion zsh > ~/.zfunc/_aiqr
    """,
)
@click.argument("shell", type=click.Choice(list(_PLACES)))
@click.option("--install", is_flag=True, help="Put it where the shell looks for it, in your home directory.")
def completion(shell: str, *, install: bool) -> None:
    """Print what makes SHELL complete aiqr's commands, options, restaurants, items, tables and staff."""
    script = _script(shell)
    if not install:
        click.echo(script)
        return
    path = Path.home() / _PLACES[shell]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, "utf-8")
    output.done(gettext("{path}: open a new {shell} and press Tab.").format(path=path, shell=shell))
    if shell == "zsh":
        output.hint(
            gettext("~/.zshrc needs, before compinit: fpath=({parent} $fpath)").format(parent=path.parent)
        )


def _script(shell: str) -> str:
    from cli.main import main  # noqa: PLC0415  # main imports this module by name

    return KINDS[shell](main, {}, "aiqr", VARIABLE).source()
