from io import BytesIO

import pytest
from django.core.files import File
from PIL import Image

from byline.newsroom import actions
from byline.newsroom.models import Picture
from cast import Desk, desk, two_sites  # noqa: F401  (fixtures)


@pytest.fixture
def picture(desk: Desk) -> Picture:  # noqa: F811
    """A picture that nobody at the desk brought."""
    drawn = BytesIO()
    Image.new("RGB", (64, 40), (40, 80, 120)).save(drawn, "PNG")
    drawn.seek(0)
    return actions.add_picture(
        File(drawn, name="ferry.png"),
        site=desk.site,
        title="Ferry",
        description="A ferry at the quay.",
    )
