"""Nodes of one PostgreSQL database for tests: each has a data folder of its own, as on a machine of its own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from database_templates import postgresql_template
from postgresql_databases import new_database
from running_server import RunningServer, prepared_data_folder, serve

KEY = "a key for all the nodes of this database, no less"


@contextmanager
def migrated_database() -> Iterator[str]:
    """The URL of a database with all tables and nothing in them."""
    with new_database(postgresql_template()) as url:
        yield url


def node(shelf: Path, data: Path) -> Path:
    """A data folder with static files, and nothing else."""
    prepared_data_folder(shelf, data)
    for file in data.glob("*.sqlite3*"):
        file.unlink()
    return data


def node_environment(url: str, *, key: str = KEY) -> dict[str, str]:
    """The settings of a node. Its pages are not stored."""
    given = {"BYLINE_SECRET_KEY": key} if key else {}
    return {"BYLINE_DATABASE": url, "BYLINE_PRESS": "false", **given}


@contextmanager
def serve_nodes(
    data_folders: list[Path], environment: dict[str, str]
) -> Iterator[list[RunningServer]]:
    """A running node for each of these folders."""
    with ExitStack() as servers:
        yield [servers.enter_context(serve(data, environment=environment)) for data in data_folders]
