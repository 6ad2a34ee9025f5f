"""The threads that Django runs in, and who gets one of them next.

Strangers never hold all of them, so one is left for the desk, and a single network holds even
fewer. Networks take turns. Where too many wait, the network with the most requests is refused one.
Whoever asks for a page that is being rendered waits for it without taking a turn.
"""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, TypeVar

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
        self._rendering: dict[Hashable, asyncio.Future[Any]] = {}

    async def run(
        self, work: Callable[[], T], network: str | None, page: Hashable | None = None
    ) -> T:
        """The result of `work`, which runs in a thread and renders this page, if one is given.

        `network` is the stranger's; None is for people of the desk. Raises RefusedError if too many
        wait already, or none was free in time.
        """
        await self._turn(network)
        future = asyncio.get_running_loop().run_in_executor(self._executor, work)
        if page is not None:
            self._rendering.setdefault(page, future)
        future.add_done_callback(lambda done: self._end(done, network, page))
        return await asyncio.shield(future)

    async def was_rendered(self, page: Hashable) -> bool:
        """Wait while a thread renders this page; whether one did."""
        future = self._rendering.get(page)
        if future is None:
            return False
        await asyncio.wait([future], timeout=MAX_WAIT_SECONDS)
        return True

    async def _turn(self, network: str | None) -> None:
        if self._is_free(network) and network not in self._waiting:
            self._running[network] += 1
            return
        self._make_room(network)
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

    def _make_room(self, network: str | None) -> None:
        """Refuse this request or one that waits, if there are too many."""
        waiting = {name: len(turns) for name, turns in self._waiting.items()}
        own = waiting.get(network, 0)
        if own >= MAX_WAITING_OF_NETWORK:
            raise busy()
        strangers = {name: count for name, count in waiting.items() if name is not None}
        if network is None or sum(strangers.values()) < MAX_WAITING:
            return
        largest = max(strangers, key=strangers.__getitem__)
        if own + 1 >= strangers[largest]:
            raise busy()
        turn = self._waiting[largest].pop()
        if not turn.is_given.done():
            turn.is_given.set_exception(busy())

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

    def _end(self, done: "asyncio.Future[Any]", network: str | None, page: Hashable | None) -> None:
        if self._rendering.get(page) is done:
            del self._rendering[page]
        self._finish(network)

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
