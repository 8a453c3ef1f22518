"""Which representation a client wants, read from its headers."""

from collections.abc import Iterator
from functools import lru_cache

from server.domain.errors import WrongMediaType
from server.menu.document.loader import Media

MEDIA: dict[str, Media] = {"application/json": "json", "application/yaml": "yaml"}


def media_of_body(content_type: str) -> Media:
    """Tell the format of a menu document. WrongMediaType where it is no format of one."""
    if content_type not in MEDIA:
        raise WrongMediaType(
            "Send the menu as «Content-Type: application/json» or «application/yaml». Nothing was changed."
        )
    return MEDIA[content_type]


@lru_cache(maxsize=256)
def wants_yaml(accept: str) -> bool:
    """Whether an Accept header prefers YAML to JSON."""
    wishes = dict(_weighted(accept))
    anything = wishes.get("application/*", wishes.get("*/*", 0.0))
    yaml, json = wishes.get("application/yaml"), wishes.get("application/json", anything)
    return yaml is not None and yaml > 0 and (yaml > json or "application/json" not in wishes)


@lru_cache(maxsize=256)
def accepts_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header allows gzip."""
    wishes = dict(_weighted(accept_encoding))
    return wishes.get("gzip", wishes.get("*", 0.0)) > 0


def names_etag(if_none_match: str, etag: str) -> bool:
    """Whether an If-None-Match header holds `etag`, compared weakly as RFC 9110 says for it."""
    if if_none_match.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in if_none_match.split(","))


def _weighted(header: str) -> Iterator[tuple[str, float]]:
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weights = [p.removeprefix("q=") for p in parameters if p.startswith("q=")]
        yield name, _weight(weights[0]) if weights else 1.0


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
