"""One attempt to deliver: what is sent, and how what comes back is read."""

import time
from http import HTTPStatus

from aiohttp import ClientConnectorCertificateError, ClientConnectorError, ClientError

from server.http.trust import read_certificates
from server.webhooks.message import headers
from server.webhooks.model import Outcome, Parcel
from server.webhooks.network import PATIENCE, NotAllowed, Ways

TOLD = "The address answered {}."
SLOW = f"The address did not answer within {PATIENCE.total:g} seconds."
NOT_ALLOWED = "The address leads into a private network, and was not connected to."
NO_CERTIFICATE = "The address has no certificate that is trusted."
UNREACHABLE = "The address could not be reached."
BROKEN = "The connection ended before an answer came."


async def send(ways: Ways, parcel: Parcel) -> Outcome:
    """Send a parcel once. The answer's status counts alone: its body is not read, and no redirection is followed."""
    signed = headers(parcel.message_id, int(time.time()), parcel.body, parcel.secrets)
    try:
        await read_certificates()
        answer = await ways.way_to(parcel.url).post(
            parcel.url, data=parcel.body, headers=signed, allow_redirects=False
        )
    except (ClientError, OSError, ValueError) as error:
        return Outcome(None, _reason(error), is_delivered=False)
    answer.close()
    return Outcome(
        answer.status,
        "" if _is_good(answer.status) else TOLD.format(answer.status),
        is_delivered=_is_good(answer.status),
        is_gone=answer.status == HTTPStatus.GONE,
    )


def _is_good(status: int) -> bool:
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES


def _reason(error: Exception) -> str:
    match error:
        case TimeoutError():
            return SLOW
        case ClientConnectorCertificateError():
            return NO_CERTIFICATE
        case ClientConnectorError() if isinstance(error.os_error, NotAllowed):
            return NOT_ALLOWED
        case ClientConnectorError() | ValueError():
            return UNREACHABLE
    return BROKEN
