"""Run as a script: writes and deletes articles in BYLINE_DATA and prints the numbers they had."""

import os
import sys

import django


def take_numbers(name: str, rounds: int) -> None:
    from byline.newsroom import actions  # noqa: PLC0415 - after Django has started
    from byline.newsroom.copy import Copy, Credit, Incoming  # noqa: PLC0415
    from byline.newsroom.models import Article, Contributor, SectionPage  # noqa: PLC0415

    news, named = SectionPage.objects.get(), [Credit(Contributor.objects.get())]
    sys.stdin.readline()  # all begin at once
    for number in range(rounds):
        filed = actions.file_article(news, Copy(f"{name} {number}", credits=named))
        published = actions.publish_article(
            actions.file_article(news, Copy(f"{name} {number} too", credits=named))
        )
        [imported] = actions.import_articles(
            [Incoming(news, Copy(f"{name} {number} three", credits=named), live=True)]
        )
        sys.stdout.write(f"{filed.post_id} {published.post_id} {imported.post_id}\n")
        for article in (imported, filed):  # the newest number is free, as it might seem
            Article.objects.get(pk=article.pk).delete()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    take_numbers(sys.argv[1], int(sys.argv[2]))
