"""Breaks a rule of the code in one place at a time and says which breaks no test notices (scripts/mutants.toml).

    python -m scripts.mutants [part of a file's name …]

Of our own because mutmut leaves alone what stands outside of functions, such as tables of moves and limits, and
whatever has a decorator, and cosmic-ray starts a Python for each mutant. Here each is a fork that compiles the changed
file in memory, imports what depends on it anew and runs the tests of its group. Exit 1 where under 90 % are killed.
"""

import ast
import copy
import os
import resource
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from scripts.check_imports import ROOT, Graph, module_of, read_files
from scripts.mutations import Mutation, find_mutations

WANTED = 0.9
MEMORY = 2 << 30
"""Bytes of address space beyond the parent's own, above which a mutant counts as killed."""
QUIET = ("-x", "-q", "--noconftest", "--no-header", "--tb=no", "--capture=sys", "-m", "not slow")
PLUGINS = ("no:randomly", "no:cacheprovider", "no:xdist", "no:timeout")


@dataclass(frozen=True)
class Mutant:
    """One change of one file, and the tests that should notice it."""

    path: str
    mutation: Mutation
    tests: tuple[str, ...]


class Changed:
    """Finds and loads one module from changed code, and leaves all others to Python."""
