"""Run as a script beside a server of the installation in BYLINE_DATA: publishes /ferry/, then corrects it each time it is told to.

Each line that it reads is the new headline; it says the line again when the change is committed. A line that begins with `~` is
written behind the press's back. With `!` it dies in the middle of the change.
"""

import os
import signal
import sys

import django


def correct() -> None:
    from django.db import transaction  # noqa: PLC0415 - these only after Django has started

    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415
    from byline.newsroom.models import Article  # noqa: PLC0415
    from byline.press.actions import invalidate  # noqa: PLC0415

    site = actions.open_site(
        name="The Courier", hostname="localhost", permalink_pattern="/%postname%/", is_default=True
    )
    site.port = int(os.environ.get("COURIER_PORT", "80"))
    site.save()
    news = actions.add_section(site, name="News")
    bea = actions.add_contributor(site=site, name="Bea Lind")
    copy = Copy(
        headline="Ferry",
        body=[{"type": "text", "value": "<p>It sails.</p>" * 40}],
        credits=[Credit(bea)],
    )
    article = actions.publish_article(actions.file_article(news, copy))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        with transaction.atomic():
            if line[0] != "~":
                invalidate(f"article:{article.pk}")
            Article.objects.filter(pk=article.pk).update(title=line.strip("~!\n"))
            if line[0] == "!":
                os.kill(os.getpid(), signal.SIGKILL)
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    correct()
