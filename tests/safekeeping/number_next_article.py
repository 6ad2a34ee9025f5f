"""Run as a script: prints the key and the number of a new article in BYLINE_DATA; deletes it if asked to."""

import os
import sys

import django


def main(*, deletes: bool) -> None:
    from byline.newsroom import actions  # noqa: PLC0415 - these only after Django has started
    from byline.newsroom.copy import Copy  # noqa: PLC0415
    from byline.newsroom.models import SectionPage  # noqa: PLC0415

    section = SectionPage.objects.get(slug="news")
    copy = Copy(headline="Extra", body=[{"type": "text", "value": "<p>Stop press.</p>"}])
    article = actions.file_article(section, copy)
    sys.stdout.write(f"{article.pk} {article.post_id}")
    if deletes:
        article.delete()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    main(deletes="delete" in sys.argv)
