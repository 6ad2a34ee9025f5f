import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings


@pytest.fixture(scope="session", autouse=True)
def _data_folder_is_cleared_away() -> Iterator[None]:
    yield
    shutil.rmtree(settings.DATA, ignore_errors=True)
