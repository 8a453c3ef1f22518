"""How alike two texts are: all that the server takes of `rapidfuzz`, imported here alone.

Two threads that import a package at the same time, one by its name and one by a module inside it, may each wait for the
other; Python then lets both go on with half of it, and both fail. Here whoever comes second waits for the first.
"""

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

__all__ = ["OSA", "fuzz", "process"]
