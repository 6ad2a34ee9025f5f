"""Moving an installation's database from SQLite to PostgreSQL, or back."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from byline.lib.database.settings import SHARED_TABLES
from byline.lib.locks import KEEPER_LOCK, RUN_LOCK, try_exclusive
from byline.lib.text import counted
from byline.safekeeping.actions.upgrading import is_unfinished
from byline.safekeeping.choices import DATABASE, UNFINISHED_MOVE, Progress, no_progress
from byline.safekeeping.exceptions import MoveFailed, UnmovableRows
from byline.safekeeping.moves.endpoints import Source, Target
from byline.safekeeping.moves.postgresql import PostgresqlEndpoint
from byline.safekeeping.moves.sqlite import SqliteEndpoint
from byline.safekeeping.moves.tables import Sum, Table, in_groups
from byline.safekeeping.moves.values import KINDS

REBUILT_TABLES = ("wagtailsearch_indexentry", *SHARED_TABLES)
"""The search index, which the two databases store differently, and what only PostgreSQL has."""
SETTING_UP, COPYING = "setting up", "copying"
MAX_BAD_ROWS = 20


@dataclass(frozen=True)
class TableProof:
    """What both databases have of a table: its rows, and their digest in hexadecimal."""

    name: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Move:
    """What was moved. `left_behind` has the tables that Byline does not know."""

    source: str
    target: str
    proofs: list[TableProof]
    left_behind: list[str]


@dataclass(frozen=True)
class Steps:
    """What Django does in the new database; `migrations` identifies those of this version."""

    migrations: str
    unfit: Callable[[list[str]], str]
    """Why an installation with these migrations cannot be moved; "" if it can."""
    set_up: Callable[[], object]
    """Make all tables."""
    build_index: Callable[[], object]
    """Fill the search index from what was copied."""


def move_database(
    data: Path,
    source_url: str,
    target_url: str,
    steps: Steps,
    *,
    progress: Progress = no_progress,
    say: Callable[[str], object] = lambda words: None,
) -> Move:
    """Copy the database to an empty one and prove that both have the same rows.

    A URL names a PostgreSQL database; "" is SQLite in the folder `data`. If this process is killed,
    the target stays marked as unfinished, and the next move goes on. Raises MoveFailed; the source
    is never changed.
    """
    with (
        _stopped(data),
        closing(_endpoint(data, source_url)) as source,
        closing(_endpoint(data, target_url)) as target,
    ):
        _check_target(source, target)
        with source.hold():
            if reason := steps.unfit(source.migrations()):
                raise MoveFailed(reason)
            return _Moving(source, target, steps, progress, say).move()


def _endpoint(data: Path, url: str) -> PostgresqlEndpoint | SqliteEndpoint:
    return PostgresqlEndpoint(url) if url else SqliteEndpoint(data / DATABASE)


@contextmanager
def _stopped(data: Path) -> Iterator[None]:
    """Keep `byline run` from starting. Raises MoveFailed if it runs."""
    with ExitStack() as locks:
        for name in (RUN_LOCK, KEEPER_LOCK):
            if not data.exists() or not locks.enter_context(try_exclusive(data / name)):
                raise MoveFailed(
                    f"`byline run` serves the data folder {data}. Stop it first. Nothing was moved."
                    if data.exists()
                    else f"There is no installation in {data}."
                )
        if is_unfinished(data):
            raise MoveFailed("An upgrade was stopped half-way. Run `byline upgrade` first.")
        yield


def _check_target(source: Source, target: Target) -> None:
    if UNFINISHED_MOVE in source.tables():
        raise MoveFailed(
            f"{source.name} is itself the target of a move that was not finished. The setting "
            "database (BYLINE_DATABASE) must name the database to move from."
        )
    tables = target.tables()
    if tables and target.mark() is None:
        raise MoveFailed(
            f"{target.name} is not empty: it has {counted(len(tables), 'table')}. Choose an empty "
            "database: an installation is never overwritten."
        )


class _Moving:
    def __init__(
        self,
        source: PostgresqlEndpoint | SqliteEndpoint,
        target: PostgresqlEndpoint | SqliteEndpoint,
        steps: Steps,
        progress: Progress,
        say: Callable[[str], object],
    ) -> None:
        self._source, self._target, self._steps = source, target, steps
        self._progress, self._say = progress, say

    def move(self) -> Move:
        """Everything, from the target's tables to the end of its mark."""
        self._set_up()
        tables, left_behind = self._tables()
        try:
            proofs = self._proofs(tables)
            self._copy(tables, proofs)
        except UnmovableRows as error:
            self._target.clear()
            raise UnmovableRows(
                f"{error}\nNothing was moved. Correct this at the desk, then move again."
            ) from error
        self._compare(tables, proofs)
        self._target.finish(tables, self._source.last_keys(tables))
        self._say("Building the search index …")
        self._steps.build_index()
        self._target.remove_mark()
        return Move(self._source.name, self._target.name, [*proofs.values()], left_behind)

    def _set_up(self) -> None:
        """Make the tables, unless an earlier move of this version has made them."""
        if self._target.mark() == self._copying:
            self._say("An earlier move was stopped. This one goes on.")
            return
        self._target.clear()
        self._target.set_mark(SETTING_UP)
        self._say("Setting up the new database …")
        self._steps.set_up()

    @property
    def _copying(self) -> str:
        return f"{COPYING} {self._steps.migrations}"

    def _tables(self) -> tuple[list[Table], list[str]]:
        """The tables of this version, and the names of others that the source has."""
        described = next(
            end for end in (self._source, self._target) if isinstance(end, PostgresqlEndpoint)
        )
        names = {*self._target.tables()} - {UNFINISHED_MOVE, *REBUILT_TABLES}
        there = set(self._source.tables())
        tables = [described.describe(name, KINDS) for name in sorted(names)]
        for table in tables:
            columns = {column.name for column in table.columns}
            for end in (self._source, self._target):
                if end.columns(table.name) != columns:
                    raise MoveFailed(f"{table.name} has other columns in {end.name}.")
        return tables, sorted(there - names - {*REBUILT_TABLES})

    def _proofs(self, tables: list[Table]) -> dict[str, TableProof]:
        """Read everything once, before anything is written. Raises UnmovableRows."""
        total = sum(self._source.count(table.name) for table in tables)
        proofs, bad_rows, done = {}, [], 0
        for table in tables:
            digest = Sum(table)
            try:
                for rows in self._source.rows(table):
                    digest.add(rows)
                    done += len(rows)
                    self._progress("Reading", done, total)
            except UnmovableRows as error:
                bad_rows.append(str(error))
            proofs[table.name] = TableProof(table.name, digest.rows, digest.digest)
        if bad_rows:
            raise UnmovableRows("\n".join(bad_rows[:MAX_BAD_ROWS]))
        return proofs

    def _copy(self, tables: list[Table], proofs: dict[str, TableProof]) -> None:
        groups = in_groups(tables)
        if self._target.mark() != self._copying or not all(
            self._is_whole_or_empty(group, proofs) for group in groups
        ):
            self._target.empty(tables, self._copying)
        total, done = sum(proof.rows for proof in proofs.values()), 0
        self._say(f"Copying {counted(total, 'row')} …")
        for group in groups:
            if not any(self._target.count(table.name) for table in group):
                with self._target.transaction():
                    for table in group:
                        for rows in self._source.rows(table):
                            self._target.write(table, rows)
                            done += len(rows)
                            self._progress("Copying", done, total)
            else:
                done += sum(proofs[table.name].rows for table in group)

    def _is_whole_or_empty(self, group: list[Table], proofs: dict[str, TableProof]) -> bool:
        """Whether an earlier move copied this group as the source still has it, or none of it."""
        return not any(self._target.count(table.name) for table in group) or all(
            self._proof(table) == proofs[table.name] for table in group
        )

    def _compare(self, tables: list[Table], proofs: dict[str, TableProof]) -> None:
        different = []
        for number, table in enumerate(tables, 1):
            copied, original = self._proof(table), proofs[table.name]
            if copied != original:
                different.append(
                    f"{table.name}: {counted(original.rows, 'row')} became {copied.rows}"
                    if copied.rows != original.rows
                    else f"{table.name}: it has {counted(copied.rows, 'row')}, but others"
                )
            self._progress("Comparing", number, len(tables))
        if different:
            raise MoveFailed(
                "The new database is not the same, and must not be used. "
                f"{'; '.join(different)}. Run the command again: it copies them again."
            )

    def _proof(self, table: Table) -> TableProof:
        digest = Sum(table)
        for rows in self._target.rows(table):
            digest.add(rows)
        return TableProof(table.name, digest.rows, digest.digest)
