import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings

from byline.lib.expiring_store import expiring_store


@pytest.fixture(scope="session", autouse=True)
def _data_folder_is_cleared_away() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_has_been_counted_yet() -> None:
    expiring_store().clear()
