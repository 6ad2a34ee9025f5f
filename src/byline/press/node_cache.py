"""The page cache of a node: what its agent does with it, and the lease on it."""

from collections.abc import Iterable
from functools import cache, partial

from django.conf import settings

from byline.lib.database.direct import connect_directly
from byline.lib.stop_event import StopEvent
from byline.nodes.agent import Agent
from byline.nodes.lease import Lease
from byline.press import invalidations
from byline.press.invalidations import EVERYTHING
from byline.press.store import NODE, PageStore, installation_store

AGENT_STATEMENT_MS = 2_000  # shorter than a lease


class NodeCache:
    """A store as the node's agent sees it (`nodes.agent.LocalCache`)."""

    def __init__(self, store: PageStore) -> None:
        self._store = store

    def identity(self) -> object:
        with self._store.index.reading() as index:
            return index.execute("SELECT value FROM counters WHERE name = 'made'").fetchone()

    def hits(self) -> int:
        with self._store.index.reading() as index:
            row = index.execute("SELECT times FROM outcomes WHERE what = 'hit'").fetchone()
            return int(row[0]) if row else 0

    def withhold(self, tags: Iterable[str]) -> int:
        return self._store.open_invalidation(tags, NODE)

    def withhold_all(self) -> int:
        return self.withhold([EVERYTHING])

    def withheld(self) -> list[int]:
        with self._store.index.reading() as index:
            return invalidations.open_numbers(index, NODE)

    def release(self, numbers: Iterable[int]) -> None:
        self._store.close_invalidations(numbers)


@cache
def installation_lease() -> Lease | None:
    """The lease on the store of this installation; None if it is not one of several nodes."""
    if not settings.OPTIONS.node:
        return None
    return Lease(installation_store().folder / "lease")


def run_agent(stopping: StopEvent) -> None:
    """The agent of this node, until `stopping` is set."""
    lease = installation_lease()
    assert lease is not None  # noqa: S101 - the setting node has a name
    connect = partial(connect_directly, statement_ms=AGENT_STATEMENT_MS)
    Agent(settings.OPTIONS.node, NodeCache(installation_store()), lease, connect).run(stopping)
