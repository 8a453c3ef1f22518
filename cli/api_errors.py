"""From an answer of the server that is an error to the words that a person reads."""

import re

import httpx
from pydantic import ValidationError

from cli.errors import CliError, Exit
from cli.texts import gettext, gettext_noop
from server.wire.errors import Problem

_NOTHING = gettext_noop("Nothing was changed.")
_NOT_KNOWN = gettext_noop("Whether anything changed is not known.")
_SEE_ERRORS = re.compile(r": see errors for (each|every field that is wrong)\.$")

_CODES = {
    400: Exit.INVALID,
    401: Exit.LOGIN,
    403: Exit.LOGIN,
    404: Exit.NOT_FOUND,
    409: Exit.CONFLICT,
    413: Exit.INVALID,
    415: Exit.INVALID,
    422: Exit.INVALID,
    429: Exit.AWAY,
    502: Exit.AWAY,
    503: Exit.AWAY,
    504: Exit.AWAY,
}

_TODO = {
    400: gettext_noop("Correct what is named above and run it again."),
    401: gettext_noop("Log in with `aiqr login`."),
    403: gettext_noop("Ask an owner of the restaurant; `aiqr whoami` shows your role."),
    404: gettext_noop("Check the name and the restaurant; `aiqr whoami` lists yours."),
    409: gettext_noop("Look at the state of things first, then decide."),
    429: gettext_noop("Wait a minute and run it again."),
    502: gettext_noop("Wait a moment and run it again."),
    503: gettext_noop("Wait a moment and run it again; on the server, `aiqr doctor` says more."),
    504: gettext_noop("Wait a moment and run it again."),
}
_ONCE_MORE = gettext_noop("Run it again; if it fails again, look at the server's log.")


class Refused(CliError):
    """An error of the server: `status` and, where it said so, the `problem` as it was sent."""

    def __init__(self, status: int, problem: Problem) -> None:
        errors = problem.errors or []
        super().__init__(
            gettext("The server refused: {sentence}").format(sentence=_sentence(_plain(problem))),
            details=tuple(f"{e.field}: {e.message}" if e.field else e.message for e in errors),
            unchanged=gettext(
                _NOTHING if status < 500 or status == 503 else _NOT_KNOWN  # noqa: PLR2004  # HTTP's own numbers
            ),
            todo=gettext(_TODO.get(status, _ONCE_MORE))
            + (
                gettext(" (request {request_id})").format(request_id=problem.request_id)
                if problem.request_id
                else ""
            ),
            code=_CODES.get(status, Exit.FAILED),
        )
        self.status = status
        self.problem = problem


def refusal(response: httpx.Response) -> CliError:
    """The failure that `response`, a 4xx or 5xx, means."""
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError:
        return not_ours(response)
    return Refused(response.status_code, problem)


def not_ours(response: httpx.Response) -> CliError:
    """The failure where something answers that does not speak this protocol."""
    url = response.request.url
    unchanged = _NOT_KNOWN if response.request.method != "GET" else _NOTHING
    return CliError(
        gettext(
            "{scheme}://{netloc} does not answer as an aiqr server does (HTTP {status_code} to {method} {path})."
        ).format(
            scheme=url.scheme,
            netloc=url.netloc.decode(),
            status_code=response.status_code,
            method=response.request.method,
            path=url.path,
        ),
        unchanged=gettext(unchanged),
        todo=gettext(
            "Check the address with `aiqr whoami`, and that server and command line are of one version."
        ),
        code=Exit.AWAY,
    )


def unreachable(failure: httpx.HTTPError, server: str, method: str) -> CliError:
    """The failure where no answer came; says whether the request can have had an effect."""
    sent = not isinstance(failure, httpx.ConnectError | httpx.ConnectTimeout | httpx.UnsupportedProtocol)
    if sent and method != "GET":
        unchanged = gettext("The request had been sent: it may or may not have been carried out.")
        todo = gettext(
            "Look at the state of things before you run it again (`aiqr menu diff FILE` after an apply)."
        )
    else:
        unchanged = gettext(_NOTHING)
        todo = gettext("Check the address and that the server runs (`aiqr serve`, or `aiqr demo` to try).")
    reason = (
        gettext("took too long to answer")
        if isinstance(failure, httpx.TimeoutException)
        else _reason(failure)
    )
    return CliError(f"{server} {reason}.", unchanged=unchanged, todo=todo, code=Exit.AWAY)


def stopped(method: str) -> CliError:
    """The failure where the person stopped the command while the server was at work."""
    if method == "GET":
        return CliError(gettext("Stopped."), unchanged=gettext(_NOTHING), code=Exit.INTERRUPTED)
    return CliError(
        gettext("Stopped while the server was at work."),
        unchanged=gettext("It carries a request out whole or not at all; which of the two is not known."),
        todo=gettext(
            "Look at the state of things before you run it again (`aiqr menu diff FILE` after an apply)."
        ),
        code=Exit.INTERRUPTED,
    )


def _reason(failure: httpx.HTTPError) -> str:
    text = re.sub(r"^\[Errno -?\d+\] ", "", str(failure)).rstrip(".") or type(failure).__name__
    return gettext("cannot be reached ({text})").format(text=text)


def _plain(problem: Problem) -> str:
    """What happened, without what is said on lines of its own: that nothing changed, and each error."""
    text = (problem.detail or problem.title).replace(f" {_NOTHING}", "")
    return _SEE_ERRORS.sub(":", text) if problem.errors else text


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
