"""The routes of keys for scripts."""

from collections.abc import Sequence

from server.http.route import Route
from server.restaurants import api_key_handlers as handlers
from server.wire import api_keys as wire

API_KEYS: Sequence[Route] = (
    Route(
        "GET",
        "/api/restaurants/{restaurant_id}/keys/",
        "list_keys",
        handlers.list_keys,
        "The keys of scripts that were not revoked",
        access="owner",
        answers={200: [wire.ApiKey]},
    ),
    Route(
        "POST",
        "/api/restaurants/{restaurant_id}/keys/",
        "create_key",
        handlers.create_key,
        "Make a key for a script; its token is shown this once",
        access="owner",
        body=wire.CreateApiKeyRequest,
        answers={201: wire.NewApiKey},
        errors=(409,),
    ),
    Route(
        "DELETE",
        "/api/restaurants/{restaurant_id}/keys/{key_id}/",
        "revoke_key",
        handlers.revoke_key,
        "Revoke a key: its token works nowhere from here on",
        access="owner",
        answers={204: None},
    ),
)
