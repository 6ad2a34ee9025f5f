"""A model of the protocol between writers and nodes, and a search of everything that can happen in it.

A state is what the database, the nodes' agents, their caches and the writers remember. Everyone may do their next step at any time,
stop for as long as they like, or die; between two steps, time may pass. Times are in ticks. Each step is atomic in the program too:
a statement of SQL, a transaction of the page index, or a write of the lease.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

ALL = -1  # withheld while a node joins


@dataclass(frozen=True)
class Rules:
    """The protocol; what is not the default is a mistake that the search must find."""

    lease: int = 2
    expiry: int = 3
    waits_for_receipts: bool = True
    waits_for_lapse: bool = True
    lease_begins_before_renewal: bool = True
    row_and_changes_are_one_snapshot: bool = True
    hears_after_renewal: bool = True
    joins_empty: bool = True
    row_before_changes: bool = True
    withholds_until_the_end: bool = True
    checks_renders: bool = True


@dataclass(frozen=True)
class Node:
    """A node: its agent, which is `at` some step, and its cache."""

    at: str = "join"
    incarnation: int = 0
    left: int = 0  # ticks until the lease ends
    since: int = 0  # ticks since the agent noted the time
    heard: frozenset[int] = frozenset()  # the changes in its last snapshot
    is_expired_in_snapshot: bool = False
    withheld: frozenset[int] = frozenset()
    page: int | None = None  # which version is stored
    render: tuple[str, int, bool] | None = (
        None  # step, version read, whether nothing was released since
    )


@dataclass(frozen=True)
class Writer:
    """A transaction that makes the next version of the page."""

    at: str = "begin"
    left: int = 0  # ticks until it stops waiting


@dataclass(frozen=True)
class State:
    nodes: tuple[Node, ...]
    writers: tuple[Writer, ...]
    version: int = 0  # committed
    rows: frozenset[tuple[int, int]] = frozenset()  # (node, incarnation) that have not expired
    changes: frozenset[int] = frozenset()  # announced, by writer
    receipts: frozenset[tuple[int, int, int]] = frozenset()  # (writer, node, incarnation)


Step = tuple[str, State]


def search(rules: Rules, *, nodes: int, writers: int, incarnations: int = 2) -> list[str] | None:
    """The shortest way to an outdated page that a reader is given, as names of steps; None if there is none."""
    first = State((Node(),) * nodes, (Writer(),) * writers)
    came_from: dict[State, tuple[State, str] | None] = {first: None}
    waiting = deque([first])
    while waiting:
        state = waiting.popleft()
        if _is_stale(state):
            return _way(came_from, state)
        for name, following in _steps(state, rules, incarnations):
            if following not in came_from:
                came_from[following] = (state, name)
                waiting.append(following)
    return None


def _is_stale(state: State) -> bool:
    return any(
        node.left > 0 and node.page is not None and node.page < state.version
        for node in state.nodes
    )


def _way(came_from: dict[State, tuple[State, str] | None], state: State) -> list[str]:
    way: list[str] = []
    while step := came_from[state]:
        state, name = step
        way.append(name)
    return way[::-1]


def _steps(state: State, rules: Rules, incarnations: int) -> Iterator[Step]:
    yield "tick", _tick(state, rules)
    for number, writer in enumerate(state.writers):
        yield from _writer_steps(state, rules, number, writer)
    for number, node in enumerate(state.nodes):
        yield from _agent_steps(state, rules, number, node, incarnations)
        yield from _render_steps(state, rules, number, node)


def _tick(state: State, rules: Rules) -> State:
    nodes = tuple(
        replace(node, left=max(0, node.left - 1), since=min(rules.lease, node.since + 1))
        for node in state.nodes
    )
    writers = tuple(replace(writer, left=max(0, writer.left - 1)) for writer in state.writers)
    return replace(state, nodes=nodes, writers=writers)


def _writer_steps(state: State, rules: Rules, number: int, writer: Writer) -> Iterator[Step]:
    def moved(at: str, left: int = 0, **changed: object) -> State:
        writers = list(state.writers)
        writers[number] = Writer(at, left)
        return replace(state, writers=tuple(writers), **changed)  # type: ignore[arg-type]

    name = f"writer {number}: "
    if writer.at not in ("ended", "dead"):
        yield name + "dies", moved("dead")
    if writer.at == "begin":
        yield name + "announces", moved("announced", rules.expiry, changes=state.changes | {number})
    elif writer.at == "announced":
        missing = {row for row in state.rows if (number, *row) not in state.receipts}
        if not rules.waits_for_receipts or not missing:
            yield name + "has all receipts", moved("ready")
        elif writer.left == 0 or not rules.waits_for_lapse:
            yield name + "expires nodes", moved("ready", rows=state.rows - missing)
    elif writer.at == "ready":
        yield name + "commits", moved("committed", version=state.version + 1)
    elif writer.at == "committed":
        yield name + "withdraws", moved("ended", changes=state.changes - {number})


def _is_over(state: State, change: int) -> bool:
    return state.writers[change].at in ("committed", "ended", "dead")


def _agent_steps(  # noqa: C901, PLR0912, PLR0915 - one table, of which each case is a row
    state: State, rules: Rules, number: int, node: Node, incarnations: int
) -> Iterator[Step]:
    def moved(at: str, where: State = state, **changed: object) -> State:
        nodes = list(where.nodes)
        nodes[number] = replace(node, at=at, **changed)  # type: ignore[arg-type]
        return replace(where, nodes=tuple(nodes))

    name = f"node {number}: "
    row = (number, node.incarnation)
    ended = frozenset(change for change in state.changes if _is_over(state, change))
    heard: dict[str, object] = {
        "heard": state.changes - ended,
        "is_expired_in_snapshot": row not in state.rows,
    }
    withheld = node.withheld | node.heard
    receipts = replace(
        state, receipts=state.receipts | {(change, *row) for change in node.heard & state.changes}
    )
    released: dict[str, object] = {
        "withheld": node.heard if rules.withholds_until_the_end else frozenset(),
        "render": node.render and (*node.render[:2], False),
    }
    page = node.page if withheld == node.withheld else None
    lapse = name + "lapses", moved("join", left=0)
    match node.at:
        case "join" if node.incarnation < incarnations:
            emptied = {"withheld": node.withheld | {ALL}, "page": None} if rules.joins_empty else {}
            own = frozenset({row})
            yield (
                name + "empties its cache",
                moved(
                    "enter" if rules.row_before_changes else "look",
                    replace(state, rows=state.rows - own),
                    left=0,
                    incarnation=node.incarnation + 1,
                    **emptied,
                ),
            )
        case "enter":
            entered = replace(state, rows=state.rows | {row})
            yield name + "enters its row", moved("look", entered, since=0)
        case "look":
            yield name + "looks at changes", moved("joins-withhold", **heard)
        case "joins-withhold" if node.is_expired_in_snapshot and rules.row_before_changes:
            yield lapse
        case "joins-withhold":
            yield name + "withholds", moved("joins-receipt", withheld=withheld, page=page)
        case "joins-receipt":
            yield name + "gives receipts", moved("joins-release", receipts)
        case "joins-release":
            at = "lease" if rules.row_before_changes else "late-enter"
            yield name + "releases everything", moved(at, **released)
        case "late-enter":
            entered = replace(state, rows=state.rows | {row})
            yield name + "enters its row", moved("lease", entered, since=0)
        case "rest":
            if not rules.hears_after_renewal:
                yield name + "hears", moved("late-renew", **heard)
            elif row in state.rows:
                yield name + "renews", moved("hear", since=0)
            else:
                yield lapse
        case "late-renew":
            if row in state.rows:
                yield name + "renews", moved("withhold", since=0)
            else:
                yield lapse
        case "hear":
            if not rules.row_and_changes_are_one_snapshot:
                heard["is_expired_in_snapshot"] = False
            yield name + "hears", moved("withhold", **heard)
        case "withhold" if node.is_expired_in_snapshot:
            yield lapse
        case "withhold":
            yield name + "withholds", moved("receipt", withheld=withheld, page=page)
        case "receipt":
            yield name + "gives receipts", moved("release", receipts)
        case "release":
            changed = released if node.withheld != released["withheld"] else {}
            yield name + "releases", moved("lease", **changed)
        case "lease":
            since = node.since if rules.lease_begins_before_renewal else 0
            yield name + "extends its lease", moved("rest", left=rules.lease - since)
    if ended:
        yield name + "forgets ended changes", replace(state, changes=state.changes - ended)
    if node.at != "join":
        yield name + "agent dies", moved("join")


def _render_steps(state: State, rules: Rules, number: int, node: Node) -> Iterator[Step]:
    def moved(**changed: object) -> State:
        nodes = list(state.nodes)
        nodes[number] = replace(node, **changed)  # type: ignore[arg-type]
        return replace(state, nodes=tuple(nodes))

    name = f"node {number}: render "
    if node.render is None:
        if node.left > 0 and node.page is None:
            yield name + "begins", moved(render=("begun", 0, True))
        return
    at, version, is_clean = node.render
    if at == "begun":
        yield name + "reads", moved(render=("read", state.version, is_clean))
    elif rules.checks_renders and (node.withheld or not is_clean):
        yield name + "is not stored", moved(render=None)
    else:
        yield name + "is stored", moved(render=None, page=version)
