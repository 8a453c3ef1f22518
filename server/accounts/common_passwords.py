"""Which passwords are too common to be one: those that are tried first against any account."""

import re
from functools import cache
from pathlib import Path

LONGEST_PERIOD = 6
"""`abc123abc123` repeats six characters."""
LEET = str.maketrans("@4310$57!", "aaeiossti")
WALKS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol",
    "qazwsxedcrfvtgbyhnujmikolp",
    "zaq12wsxcde34rfvbgt56yhn",
    "1a2b3c4d5e6f7g8h9i",
    "a1b2c3d4e5f6g7h8i9",
    "147258369147258369",
    "987654321123456789987654321",
)


@cache
def _words() -> frozenset[str]:
    lines = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_common(password: str) -> bool:
    """Whether `password` is among those that are guessed first.

    These are a walk on the keyboard, a repetition, mere digits as of a date, and one common word with digits and
    signs around it (`P@ssw0rd2024!`).
    """
    lowered = password.lower()
    return _repeats(lowered) or _walks(lowered) or _is_short_number(lowered) or _is_one_word(lowered)


def _repeats(text: str) -> bool:
    return any(
        text == (text[:period] * len(text))[: len(text)]
        for period in range(1, min(LONGEST_PERIOD, len(text)) + 1)
    )


def _walks(text: str) -> bool:
    return any(text in walk or text in walk[::-1] for walk in WALKS)


def _is_short_number(text: str) -> bool:
    """Telephone numbers and dates: at most twelve digits and nothing else of weight."""
    return re.fullmatch(r"[\d .:/+-]{1,14}", text) is not None


def _is_one_word(text: str) -> bool:
    readings = {text, text.translate(LEET), re.sub(r"[\W\d_]+$", "", text).translate(LEET)}
    return any(_is_word(re.sub(r"^[\W\d_]+|[\W\d_]+$", "", reading)) for reading in readings)


def _is_word(core: str) -> bool:
    half = core[: len(core) // 2]
    return core in _words() or (half * 2 == core and half in _words())
