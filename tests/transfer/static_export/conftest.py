import pytest
from django.conf import settings
from django.core.management import call_command

from cli.conftest import shelf  # noqa: F401  (fixture)
from journeys.conftest import chromium  # noqa: F401  (fixture)
from newsrooms import contributor, harbour_post, news, publish  # noqa: F401  (fixtures)
from pages.conftest import edition  # noqa: F401  (fixture)


@pytest.fixture(scope="session")
def styles() -> None:
    """The styles and scripts, where pages look for them."""
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (settings.STATIC_ROOT / "byline/byline.css").exists()
