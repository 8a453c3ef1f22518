"""A picture as it is stored, and what is taken for one; how it is made stands in `picture`, which needs a large library."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["photo", "logo", "cover"]
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in all its forms; `digest` names its content."""

    digest: str
    forms: Mapping[str, bytes]
