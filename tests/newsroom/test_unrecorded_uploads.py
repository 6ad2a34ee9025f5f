"""A file whose row is not in the database is not on the disk either."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from django.core.files import File
from django.db import transaction
from wagtail.models import Site

from byline.newsroom import actions
from newsrooms import harbour_post  # noqa: F401  (fixture)
from planted_files import drawing, saved


class DiskFullError(Exception):
    pass


def add_picture(site: Site) -> Any:
    file = File(BytesIO(saved(drawing("RGB", (320, 200)), "PNG")), name="quay.png")
    return actions.add_picture(file, site=site, title="Quay", description="A quay.")


def add_document(site: Site) -> Any:
    return actions.add_document(File(BytesIO(b"Tides"), name="tides.txt"), site=site, title="Tides")


@pytest.mark.django_db
@pytest.mark.parametrize("add", [add_picture, add_document])
def test_an_upload_that_is_rolled_back_leaves_no_file(
    add: Callable[[Site], Any],
    harbour_post: Site,  # noqa: F811
) -> None:
    with suppress(DiskFullError), transaction.atomic():
        undone = add(harbour_post).file
        assert undone.storage.exists(undone.name)
        raise DiskFullError
    assert not undone.storage.exists(undone.name)
