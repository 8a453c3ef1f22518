"""Which passwords are too common."""

import pytest

from server.accounts.common_passwords import is_common


@pytest.mark.parametrize(
    "password",
    ["iloveyou123", "Welcome2024", "1q2w3e4r5t", "1qaz2wsx3edc", "aaaaaaaaaa", "letmein!!!", "9876543210",
     "passwordpassword", "Administrator1", "abc123abc123abc123"[:12], "qwertz12345", "0612345678"],
)  # fmt: skip
def test_what_is_guessed_first_is_common(password: str) -> None:
    """Walks, repetitions, dates and single words with digits around are found."""
    assert is_common(password)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "s3cret-Passw0rd!",
        "test-password-1",
        "Tr0ub4dor&3xyz",
        "kaltes klares wasser",
    ],
)
def test_what_is_not_guessed_first_is_not(password: str) -> None:
    """Several words, or letters without sense, are no common password."""
    assert not is_common(password)
