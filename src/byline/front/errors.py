"""Why the front refuses a request."""

from http import HTTPStatus


class RefusedError(Exception):
    """The request is answered with this status and this message."""

    def __init__(self, status: HTTPStatus, message: str, *, retry_seconds: int = 0) -> None:
        super().__init__(message)
        self.status, self.message, self.retry_seconds = status, message, retry_seconds


class DisconnectedError(Exception):
    """The client has disconnected."""


def busy() -> RefusedError:
    return RefusedError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "This server is busy. Try again in a few seconds.\n",
        retry_seconds=5,
    )
