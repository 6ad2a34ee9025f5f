from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from byline.newsroom.models import Article
from byline.transfer.actions import import_wordpress
from byline.transfer.run.options import ImportOptions
from byline.transfer.run.report import ImportReport
from transfer.exports import write, wxr

ImportExport = Callable[..., ImportReport]


@pytest.fixture
def import_export(db: None, tmp_path: Path) -> ImportExport:
    """Import an export made of these items into the installation; `head` and `version` as in exports.wxr."""

    def import_items(
        *items: str,
        rehearse: bool = False,
        options: dict[str, Any] | None = None,
        uploads: Path | None = None,
        site: str | None = None,
        **fields: str,
    ) -> ImportReport:
        file = write(tmp_path, wxr(*items, **fields))
        return import_wordpress(
            file, ImportOptions(uploads=uploads, site=site, **(options or {})), rehearse=rehearse
        )

    return import_items


@pytest.fixture
def reader() -> Client:
    """A reader of whatever site is the installation's default."""
    return Client(HTTP_HOST="127.0.0.1")


@pytest.fixture
def article(db: None) -> Callable[[int], Article]:
    """The article with this number, as it is now."""
    return lambda number: Article.objects.get(post_id=number)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all the suite's processes share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent
