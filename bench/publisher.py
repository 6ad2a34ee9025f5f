"""Run as a script beside a server: publishes an article for every line read, and echoes it."""

import os
import sys

import django


def publish() -> None:
    from byline.newsroom import actions  # noqa: PLC0415 - these only after Django has started
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415
    from byline.newsroom.models import Contributor, SectionPage  # noqa: PLC0415

    section, author = (
        SectionPage.objects.get(slug="news"),
        Contributor.objects.order_by("pk").first(),
    )
    body = [
        {
            "type": "text",
            "value": "<p>Nobody at the quay could say why the ferry was late again.</p>" * 20,
        }
    ]
    say("ready\n")
    for line in sys.stdin:
        copy = Copy(headline=f"Late again, {line.strip()}", body=body, credits=[Credit(author)])
        actions.publish_article(actions.file_article(section, copy))
        say(line)


def say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    publish()
