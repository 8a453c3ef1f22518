"""What of an order is a person's: the columns that are emptied when it is no longer needed. Figures stay."""

from collections.abc import Iterable, Mapping

NO_REQUESTS = """(
    SELECT coalesce(jsonb_agg(jsonb_set(line - ARRAY['conflicts', 'guest_name'], '{special_requests}', '""') ORDER BY place), '[]')
    FROM jsonb_array_elements(lines) WITH ORDINALITY AS each (line, place)
)"""
ERASED: Mapping[str, str] = {
    "customer_name": "''",
    "raw_input": "''",
    "note": "''",
    "allergies": "'[]'",
    "reason": "''",
    "lines": NO_REQUESTS,
}
"""Columns of `orders`, and the SQL of what they hold afterwards: names, words, requests, allergies."""


def set_erased(columns: Iterable[str] = tuple(ERASED)) -> str:
    """Return the SET list of an UPDATE that empties those of `columns` that are a person's."""
    return ", ".join(f"{name} = {ERASED[name]}" for name in columns if name in ERASED)
