"""Seeds of generated orders: a few for every run of the tests, many for the slow proofs."""

import pytest

QUICK = 2


def seeds(count: int) -> list[object]:
    """Return `count` seeds; those after the first few are tried with the slow proofs alone, which CI always runs."""
    return [*range(QUICK), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(QUICK, count))]
