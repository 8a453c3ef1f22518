"""The breaker opens after failures, rests, and lets one call try."""

from server.parsing.language_model.breaker import Breaker


def breaker_at(clock: list[float]) -> Breaker:
    return Breaker(failures=3, rest=10, clock=lambda: clock[0])


def test_opens_after_failures_in_a_row() -> None:
    """A success in between starts the count again."""
    breaker = breaker_at([0.0])
    for succeeds in (False, False, True, False, False):
        assert breaker.enter()
        breaker.succeed() if succeeds else breaker.fail()
    assert not breaker.is_open
    assert breaker.enter()
    breaker.fail()
    assert breaker.is_open
    assert not breaker.enter()


def test_one_call_tries_after_the_rest() -> None:
    """After the rest exactly one call goes through until its end is known."""
    clock = [0.0]
    breaker = breaker_at(clock)
    for _ in range(3):
        breaker.enter()
        breaker.fail()
    clock[0] = 10.0
    assert breaker.enter()
    assert not breaker.enter()
    breaker.fail()
    assert not breaker.enter()
    clock[0] = 20.0
    assert breaker.enter()
    breaker.succeed()
    assert breaker.enter()
    assert not breaker.is_open


def test_a_call_given_up_decides_nothing() -> None:
    """A try that was cancelled leaves room for the next one."""
    clock = [0.0]
    breaker = breaker_at(clock)
    for _ in range(3):
        breaker.enter()
        breaker.fail()
    clock[0] = 10.0
    assert breaker.enter()
    breaker.leave()
    assert breaker.enter()
