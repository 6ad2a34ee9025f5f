"""A rehearsal leaves nothing behind."""

from io import BytesIO

import pytest
from django.core.files import File
from wagtail.models import Site

from byline.newsroom import actions
from byline.newsroom.models import Picture
from byline.transfer.run.rehearsal import rehearsal
from newsrooms import harbour_post  # noqa: F401  (fixture)
from planted_files import drawing, saved


@pytest.mark.django_db
def test_a_rehearsal_leaves_neither_rows_nor_files(harbour_post: Site) -> None:  # noqa: F811
    uploaded = File(BytesIO(saved(drawing("RGB", (320, 200)), "PNG")), name="quay.png")
    with rehearsal():
        file = actions.add_picture(
            uploaded, site=harbour_post, title="Quay", description="A quay."
        ).file
        assert file.storage.exists(file.name)
    assert not Picture.objects.filter(title="Quay").exists()
    assert not file.storage.exists(file.name)
