"""The pages' own files: read once, compressed once, named by their content so that browsers keep them for good."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import web

from server.domain.errors import NotFound

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
WORKER = "worker.js"
"""The one file that may act for all pages, not just for those beside it."""
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes as they are and, where that is smaller, compressed."""

    media: str
    plain: bytes
    gzipped: bytes | None


class Assets:
    """Every file of a folder. One hash names them all, so that a script finds its modules beside it."""

    def __init__(self, folder: Path = FOLDER) -> None:
        files = sorted(path for path in folder.iterdir() if path.suffix in TYPES)
        self._by_name = {path.name: _read(path) for path in files}
        digest = hashlib.sha256()
        for name, asset in self._by_name.items():
            digest.update(name.encode() + b"\0" + asset.plain + b"\0")
        self.version = digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file. KeyError where there is none of that name."""
        if name not in self._by_name:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    def answer(self, version: str, name: str, accept_encoding: str) -> web.Response:
        """Answer with a file. One asked for by another version's hash is answered as it is now, and not kept."""
        asset = self._by_name.get(name)
        if asset is None:
            raise NotFound
        headers = {
            "Cache-Control": FOR_GOOD if version == self.version else "no-cache",
            "Vary": "Accept-Encoding",
        }
        if name == WORKER:
            headers["Service-Worker-Allowed"] = "/"
        body = asset.plain
        if asset.gzipped and "gzip" in accept_encoding:
            body, headers["Content-Encoding"] = asset.gzipped, "gzip"
        text = asset.media.startswith("text/") or asset.media.endswith("xml")
        return web.Response(
            body=body, content_type=asset.media, charset="utf-8" if text else None, headers=headers
        )


ASSETS = web.AppKey("assets", Assets)


@cache
def read_assets() -> Assets:
    """Read the files of the pages, once a process."""
    return Assets()


def _read(path: Path) -> Asset:
    plain = path.read_bytes()
    small = gzip.compress(plain, 9, mtime=0)
    return Asset(TYPES[path.suffix], plain, small if len(small) < len(plain) * 0.9 else None)
