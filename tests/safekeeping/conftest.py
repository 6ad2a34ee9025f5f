import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from byline.safekeeping.choices import DATABASE
from cli.conftest import shelf  # noqa: F401  (fixture)
from running_server import prepared_data_folder, schedule_article


@pytest.fixture(scope="module")
def furnished(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """An installation with an article, a picture and secrets, as it was left."""
    data = prepared_data_folder(shelf, tmp_path_factory.mktemp("furnished") / "installation")
    schedule_article(data, seconds=3600)
    (data / "media/images").mkdir(parents=True)
    (data / "media/images/weir.webp").write_bytes(bytes(range(256)) * 400)
    (data / "byline.toml").write_text("workers = 2\n", encoding="ascii")
    return data


@pytest.fixture
def installation(furnished: Path, tmp_path: Path) -> Path:
    """That installation, for one test."""
    return Path(shutil.copytree(furnished, tmp_path / "installation"))


def ask(data: Path, question: str) -> list[tuple[object, ...]]:
    """What the installation's database answers."""
    with closing(sqlite3.connect(data / DATABASE)) as database:
        return database.execute(question).fetchall()
