"""Names as people compare them."""


def folded(name: str) -> str:
    """The name without differences of case and blanks: two things of one place may not share it."""
    return " ".join(name.casefold().split())
