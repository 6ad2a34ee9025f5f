"""Why the front refuses a request."""

from http import HTTPStatus


class RefusedError(Exception):
    """The request is answered with this status and these words."""

    def __init__(self, status: HTTPStatus, words: str, *, retry_seconds: int = 0) -> None:
        super().__init__(words)
        self.status, self.words, self.retry_seconds = status, words, retry_seconds


class DisconnectedError(Exception):
    """The client has gone."""


def busy() -> RefusedError:
    return RefusedError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "This server is busy. Try again in a few seconds.\n",
        retry_seconds=5,
    )
