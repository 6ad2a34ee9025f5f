"""What a server's answer means for a delivery."""

from http import HTTPStatus

from byline.lib.http_client import RemoteResponse
from byline.network.delivery_kinds import PermanentFailure, TemporaryFailure

MAX_QUOTED_LENGTH = 200  # characters of an answer in an error
TEMPORARY_CLIENT_ERRORS = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)


def is_temporary(answer: RemoteResponse) -> bool:
    """Whether this error status may be another one later."""
    return (
        answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        or answer.status in TEMPORARY_CLIENT_ERRORS
    )


def require_success(answer: RemoteResponse) -> None:
    """Raise TemporaryFailure or PermanentFailure unless the status is 2xx."""
    if answer.is_success:
        return
    text = " ".join(answer.text.split())[:MAX_QUOTED_LENGTH]
    message = f"{answer.url} answered {answer.status}" + (f": {text}" if text else "")
    raise TemporaryFailure(message) if is_temporary(answer) else PermanentFailure(message)
