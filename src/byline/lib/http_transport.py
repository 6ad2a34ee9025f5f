"""Connections of the guarded HTTP client: to checked addresses, within one time limit."""

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
from httpcore import NetworkBackend, NetworkStream, SyncBackend

from byline.lib.public_addresses import HostNotFound, resolve_public

Options = Iterable[httpcore.SOCKET_OPTION]


class DeadlineStream(NetworkStream):
    """A connection that never waits past `end` (of the monotonic clock), however slow it is."""

    def __init__(self, stream: NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, seconds_left(self._end))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, seconds_left(self._end))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        return DeadlineStream(
            self._stream.start_tls(ssl_context, server_hostname, seconds_left(self._end)), self._end
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PublicNetworkBackend(NetworkBackend):
    """Connects to public addresses only.

    A name is resolved once, and the addresses that were checked are those connected to.
    """

    def __init__(self, end: float, *, loopback: bool) -> None:
        self._end, self._loopback = end, loopback

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options | None = None,
    ) -> NetworkStream:
        failure: Exception = HostNotFound(f"{host} has no address")
        for address in resolve_public(
            host, port, seconds=seconds_left(self._end), loopback=self._loopback
        ):
            try:
                return DeadlineStream(
                    SyncBackend().connect_tcp(str(address), port, seconds_left(self._end)),
                    self._end,
                )
            except httpcore.ConnectError as error:
                failure = error
        raise failure


def seconds_left(end: float) -> float:
    """The seconds until `end`. Raises httpcore.TimeoutException if there are none."""
    seconds = end - time.monotonic()
    if seconds <= 0:
        raise httpcore.TimeoutException
    return seconds


@cache
def default_ssl_context() -> ssl.SSLContext:
    """The trusted certificates, read once."""
    return httpcore.default_ssl_context()
