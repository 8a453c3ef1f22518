"""The routes of pairing a kitchen display."""

from collections.abc import Sequence

from server.http.route import Route
from server.kitchen import pairing_handlers as handlers
from server.wire import pairing as wire
from server.wire.restaurants import StaffMember

PAIRING: Sequence[Route] = (
    Route(
        "POST",
        "/api/kitchen/pair/",
        "offer_pairing",
        handlers.offer,
        "A code for a new display to show; good for 10 minutes",
        answers={201: wire.PairingOffer},
        limit="pair",
    ),
    Route(
        "POST",
        "/api/kitchen/pair/claim/",
        "claim_pairing",
        handlers.claim,
        "Whether a display's code was approved; once approved, with its login",
        body=wire.ClaimRequest,
        answers={200: wire.Claim},
        errors=(404,),
        limit="claim",
    ),
    Route(
        "POST",
        "/api/restaurants/{restaurant_id}/pair/",
        "approve_pairing",
        handlers.approve,
        "Let the display that shows this code into the kitchen",
        access="manager",
        body=wire.ApprovePairingRequest,
        answers={201: StaffMember},
    ),
)
