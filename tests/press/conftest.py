import shutil
from collections.abc import Iterator
from dataclasses import fields
from unittest.mock import patch

import proofs
import pytest
from django.conf import settings
from django.test import override_settings

from byline.network import middleware
from byline.press.store import PageStore, installation_store
from cli.conftest import empty_installation, shelf  # noqa: F401  (fixtures)


@pytest.fixture
def paper() -> proofs.Paper:
    fresh = proofs.Paper()
    for field in fields(fresh):
        setattr(proofs.paper, field.name, getattr(fresh, field.name))
    return proofs.paper


@pytest.fixture
def store(transactional_db: None, paper: proofs.Paper) -> Iterator[PageStore]:
    """An empty store, in an installation without a site, which answers by any name, whose pages are the tiny paper's."""
    shutil.rmtree(settings.DATA / "press", ignore_errors=True)
    any_address = patch.object(middleware, "SET_UP_FOLDERS", ("/",))
    with override_settings(ROOT_URLCONF="proofs"), any_address:
        yield installation_store()


@pytest.fixture
def reader(store: PageStore) -> proofs.Reader:
    return proofs.Reader(proofs.new_front(store))
