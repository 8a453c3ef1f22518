"""What the running command was given: the shared options, the environment, and whether a person is there."""

import os
import sys
from dataclasses import dataclass

import click


@dataclass
class State:
    """The shared options as they were given, wherever on the line they stood."""

    profile: str | None = None
    server: str | None = None
    restaurant: str | None = None
    json: bool = False


def state(ctx: click.Context | None = None) -> State:
    """The `State` of the running command."""
    root = (ctx or click.get_current_context()).find_root()
    if not isinstance(root.obj, State):
        root.obj = State()
    return root.obj


def interactive() -> bool:
    """Whether a person is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def environment(name: str) -> str | None:
    """An environment variable, None where it is unset or empty."""
    return os.environ.get(name) or None
