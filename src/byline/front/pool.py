"""The threads that Django runs in, and who gets one of them next.

Strangers never hold all of them, so one is left for the desk, and a single network holds even
fewer. Networks take turns. A request that would have to wait too long is refused at once.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from byline.front.errors import busy

THREADS: Final = 4  # Python runs one of them at a time, and the database has one writer
THREADS_FOR_STRANGERS: Final = 3
THREADS_FOR_NETWORK: Final = 2
MAX_WAITING: Final = 128
MAX_WAITING_OF_NETWORK: Final = 32
MAX_WAIT_SECONDS: Final = 20.0

T = TypeVar("T")


@dataclass(eq=False)
class _Turn:
    network: str | None
    is_given: "asyncio.Future[None]"


class Pool:
    """The threads of one process. Call all methods on its event loop."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(THREADS, thread_name_prefix="django")
        self._running: Counter[str | None] = Counter()
        self._waiting: OrderedDict[str | None, deque[_Turn]] = OrderedDict()

    async def run(self, work: Callable[[], T], network: str | None) -> T:
        """The result of `work`, which runs in a thread.

        `network` is the stranger's; None is for people of the desk. Raises RefusedError if too many
        wait already, or none was free in time.
        """
        await self._turn(network)
        future = asyncio.get_running_loop().run_in_executor(self._executor, work)
        future.add_done_callback(lambda _: self._finish(network))
        return await asyncio.shield(future)

    async def _turn(self, network: str | None) -> None:
        if self._is_free(network) and network not in self._waiting:
            self._running[network] += 1
            return
        if self._is_full(network):
            raise busy()
        turn = _Turn(network, asyncio.get_running_loop().create_future())
        self._waiting.setdefault(network, deque()).append(turn)
        try:
            async with asyncio.timeout(MAX_WAIT_SECONDS):
                await turn.is_given
        except TimeoutError:
            self._give_up(turn)
            raise busy() from None
        except asyncio.CancelledError:
            self._give_up(turn)
            raise

    def _is_full(self, network: str | None) -> bool:
        waiting = {name: len(turns) for name, turns in self._waiting.items()}
        strangers = sum(waiting.values()) - waiting.get(None, 0)
        return waiting.get(network, 0) >= MAX_WAITING_OF_NETWORK or (
            network is not None and strangers >= MAX_WAITING
        )

    def _give_up(self, turn: _Turn) -> None:
        if turn.is_given.done() and not turn.is_given.cancelled():
            self._finish(turn.network)
            return
        waiting = self._waiting.get(turn.network, deque())
        if turn in waiting:
            waiting.remove(turn)
            if not waiting:
                del self._waiting[turn.network]

    def _is_free(self, network: str | None) -> bool:
        taken = self._running.total()
        if network is None:
            return taken < THREADS
        strangers = taken - self._running[None]
        return (
            taken < THREADS
            and strangers < THREADS_FOR_STRANGERS
            and self._running[network] < THREADS_FOR_NETWORK
        )

    def _finish(self, network: str | None) -> None:
        self._running[network] -= 1
        if not self._running[network]:
            del self._running[network]
        while turn := self._next():
            self._running[turn.network] += 1
            turn.is_given.set_result(None)

    def _next(self) -> _Turn | None:
        """Whose turn it is: the desk's first, then that of the network served longest ago."""
        for network in sorted(self._waiting, key=lambda network: network is not None):
            if not self._is_free(network):
                continue
            waiting = self._waiting[network]
            turn = waiting.popleft()
            if waiting:
                self._waiting.move_to_end(network)
            else:
                del self._waiting[network]
            if not turn.is_given.done():
                return turn
            return self._next()
        return None

    def close(self) -> None:
        self._executor.shutdown(wait=False)
