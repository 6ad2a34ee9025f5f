"""Run as a script: hands in one article to the installation in BYLINE_DATA, to go out so many seconds from now."""

import os
import sys
from datetime import timedelta

import django


def schedule_article(seconds: float) -> None:
    """Print the moment, in seconds since 1970, at which the article at /late-edition/ is to go out."""
    from django.utils import timezone  # noqa: PLC0415 - these only after Django has started

    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Courier", hostname="localhost", permalink_pattern="/%postname%/", is_default=True
    )
    news = actions.add_section(site, name="News")
    bea = actions.add_contributor(site=site, name="Bea Lind")
    copy = Copy(
        headline="Late edition",
        body=[{"type": "text", "value": "<p>Stop press.</p>"}],
        credits=[Credit(bea)],
    )
    moment = timezone.now() + timedelta(seconds=seconds)
    actions.publish_article(actions.file_article(news, copy), go_live_at=moment)
    sys.stdout.write(str(moment.timestamp()))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    schedule_article(float(sys.argv[1]))
