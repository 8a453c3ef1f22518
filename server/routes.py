"""Every route, named, in one list. Dispatch and the OpenAPI document are made from it."""

from collections.abc import Sequence

from server.http.route import Route

ROUTES: Sequence[Route] = ()
