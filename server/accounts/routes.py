"""The routes of accounts."""

from collections.abc import Sequence

from server.accounts import handlers
from server.http.route import Route
from server.wire import accounts as wire

RETRY_KEY = {"type": "string", "minLength": 16, "maxLength": 255, "pattern": "^[ -~]*$"}

ACCOUNTS: Sequence[Route] = (
    Route(
        "POST",
        "/api/auth/register/",
        "register",
        handlers.register,
        "Make an account and log in",
        body=wire.RegisterRequest,
        answers={201: wire.Session},
        errors=(409,),
    ),
    Route(
        "POST",
        "/api/auth/login/",
        "log_in",
        handlers.log_in,
        "Log in",
        body=wire.LoginRequest,
        answers={200: wire.Tokens},
        errors=(401,),
        limit="login",
    ),
    Route(
        "POST",
        "/api/auth/refresh/",
        "refresh",
        handlers.refresh,
        "Swap a refresh token for fresh tokens; with an Idempotency-Key, the same ones again where the answer was lost",
        body=wire.RefreshRequest,
        answers={200: wire.Tokens},
        errors=(401,),
        headers={"Idempotency-Key": RETRY_KEY},
    ),
    Route(
        "POST",
        "/api/auth/logout/",
        "log_out",
        handlers.log_out,
        "End the session of a refresh token",
        body=wire.RefreshRequest,
        answers={204: None},
    ),
    Route(
        "POST",
        "/api/auth/accept-invite/",
        "accept_invitation",
        handlers.accept_invitation,
        "Take the place that an invitation offers",
        body=wire.AcceptInviteRequest,
        answers={200: wire.Session},
        errors=(401, 409, 429),
        may_log_in=True,
    ),
    Route(
        "GET",
        "/api/auth/me/",
        "read_me",
        handlers.read_me,
        "Who the caller is and where they work",
        access="login",
        answers={200: wire.Me},
    ),
    Route(
        "PATCH",
        "/api/auth/me/",
        "update_me",
        handlers.update_me,
        "Change the caller's names or password",
        access="login",
        body=wire.UpdateMeRequest,
        answers={200: wire.Me},
        errors=(409, 429),
    ),
)
