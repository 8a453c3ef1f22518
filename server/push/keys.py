"""The key by which push services know this server (VAPID, RFC 8292): made when it is first needed, kept in the database."""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.db.pool import BasePool

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec

ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class PushKey:
    """`private` is the number of the private key, `public` what browsers subscribe with, in base64url."""

    private: bytes
    public: str

    @property
    def signing(self) -> "ec.EllipticCurvePrivateKey":
        """The private key as a signer takes it."""
        return _key(self.private)


async def read_or_make_key(pool: BasePool) -> PushKey:
    """Return the key of this database. Of several processes that start at once, one makes it."""
    made = (secrets.randbelow(ORDER_OF_P256 - 1) + 1).to_bytes(KEY_BYTES)
    await pool.execute("INSERT INTO push_key (private_key) VALUES ($1) ON CONFLICT DO NOTHING", made)
    private: bytes = await pool.fetchval("SELECT private_key FROM push_key")
    return PushKey(private, _public(private))


def _key(private: bytes) -> "ec.EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  only where somebody subscribes

    return ec.derive_private_key(int.from_bytes(private), ec.SECP256R1())


def _public(private: bytes) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415  as above

    point = _key(private).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()
