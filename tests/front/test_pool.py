"""Who gets a thread: the desk always one, and no network all of those for strangers."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from byline.front import pool as pool_module
from byline.front.errors import RefusedError
from byline.front.pool import (
    MAX_WAITING,
    MAX_WAITING_OF_NETWORK,
    THREADS_FOR_NETWORK,
    THREADS_FOR_STRANGERS,
    Pool,
)

FIRST, SECOND, THIRD = "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"
PATIENCE = 10.0  # seconds


@contextmanager
def pool_with_work() -> Iterator[tuple[Pool, Callable[[], bool], Event]]:
    """A pool, work that lasts until an event, and the event."""
    pool, end = Pool(), Event()
    try:
        yield pool, lambda: end.wait(PATIENCE), end
    finally:
        end.set()
        pool.close()


async def started(count: int, run: Callable[[], Awaitable[object]]) -> list["asyncio.Task[object]"]:
    tasks = [asyncio.ensure_future(run()) for _ in range(count)]
    await asyncio.sleep(0)
    return tasks  # type: ignore[return-value]


def test_people_of_the_desk_get_a_thread_while_strangers_fill_theirs() -> None:
    async def scene() -> None:
        with pool_with_work() as (pool, work, end):
            waiting = [
                task
                for network in (FIRST, SECOND, THIRD)
                for task in await started(THREADS_FOR_NETWORK, lambda n=network: pool.run(work, n))  # type: ignore[misc]
            ]
            assert len(waiting) > THREADS_FOR_STRANGERS
            async with asyncio.timeout(PATIENCE):
                assert await pool.run(lambda: "desk", None) == "desk"
            end.set()
            assert await asyncio.gather(*waiting) == [True] * len(waiting)

    asyncio.run(scene())


def test_a_network_that_fills_its_threads_leaves_one_to_another() -> None:
    async def scene() -> None:
        with pool_with_work() as (pool, work, end):
            crowd = await started(10, lambda: pool.run(work, FIRST))
            async with asyncio.timeout(PATIENCE):
                assert await pool.run(lambda: "other", SECOND) == "other"
            end.set()
            await asyncio.gather(*crowd)

    asyncio.run(scene())


def test_networks_take_turns() -> None:
    async def scene() -> list[str]:
        order: list[str] = []
        with pool_with_work() as (pool, work, end):
            held = [
                *await started(2, lambda: pool.run(work, FIRST)),
                *await started(1, lambda: pool.run(work, THIRD)),
            ]

            def noted(network: str) -> Callable[[], Awaitable[object]]:
                return lambda: pool.run(lambda: order.append(network), network)

            queued = [*await started(3, noted(FIRST)), *await started(1, noted(SECOND))]
            end.set()
            await asyncio.gather(*held, *queued)
        return order

    assert SECOND in asyncio.run(scene())[:3]


def test_a_network_whose_queue_is_full_is_refused_and_the_others_are_not() -> None:
    async def scene() -> None:
        with pool_with_work() as (pool, work, end):
            crowd = await started(
                THREADS_FOR_NETWORK + MAX_WAITING_OF_NETWORK, lambda: pool.run(work, FIRST)
            )
            with pytest.raises(RefusedError) as refused:
                await pool.run(work, FIRST)
            assert (refused.value.status, refused.value.retry_seconds) == (503, 5)
            assert await pool.run(lambda: "other", SECOND) == "other"
            end.set()
            await asyncio.gather(*crowd)

    asyncio.run(scene())


def test_whoever_waits_too_long_is_refused_and_holds_no_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool_module, "MAX_WAIT_SECONDS", 0.01)

    async def scene() -> None:
        with pool_with_work() as (pool, work, end):
            held = await started(THREADS_FOR_NETWORK, lambda: pool.run(work, FIRST))
            for _ in range(MAX_WAITING_OF_NETWORK + 1):
                with pytest.raises(RefusedError):
                    await pool.run(work, FIRST)
            end.set()
            await asyncio.gather(*held)
            assert await pool.run(lambda: "served", FIRST) == "served"

    asyncio.run(scene())


def test_networks_that_fill_the_queue_make_room_for_another() -> None:
    async def scene() -> None:
        with pool_with_work() as (pool, work, end):
            crowds = [
                await started(MAX_WAITING_OF_NETWORK, lambda n=number: pool.run(work, f"{n}"))  # type: ignore[misc]
                for number in range(MAX_WAITING // MAX_WAITING_OF_NETWORK + 1)
            ]
            [other] = await started(1, lambda: pool.run(lambda: "other", SECOND))
            end.set()
            assert await other == "other"
            results = [await asyncio.gather(*crowd, return_exceptions=True) for crowd in crowds]
            errors = [error for crowd in results for error in crowd if error is not True]
            assert {type(error) for error in errors} == {RefusedError}
            crowd_size = sum(len(crowd) for crowd in crowds)
            assert len(errors) == crowd_size - THREADS_FOR_STRANGERS - MAX_WAITING + 1

    asyncio.run(scene())


def test_everybody_waits_for_a_page_that_is_being_rendered_and_takes_no_turn() -> None:
    async def scene() -> None:
        with pool_with_work() as (pool, work, end):
            assert not await pool.was_rendered("page")
            [rendering] = await started(1, lambda: pool.run(work, FIRST, "page"))
            crowd = await started(1_000, lambda: pool.was_rendered("page"))
            assert not await pool.was_rendered("other page")
            assert await pool.run(lambda: "other", FIRST) == "other"
            end.set()
            assert await asyncio.gather(rendering, *crowd) == [True] * 1_001
            assert not await pool.was_rendered("page")

    asyncio.run(scene())
