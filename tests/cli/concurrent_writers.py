"""Run as a script: threads that write to the installation in BYLINE_DATA at once, when a line comes in.

Prints what each was given: a line of article number, response number and policy version.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django


def write(writer: str, begin: Barrier) -> str:
    from django.db import connection  # noqa: PLC0415 - these only after Django has started

    from byline.discussion.actions import post_comment  # noqa: PLC0415
    from byline.discussion.submission import Submission  # noqa: PLC0415
    from byline.network.actions import publish_policy  # noqa: PLC0415
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415
    from byline.newsroom.models import Article, Contributor, SectionPage  # noqa: PLC0415

    ferry, news = Article.objects.get(slug="ferry"), SectionPage.objects.get()
    named = [Credit(Contributor.objects.get())]
    begin.wait()
    try:
        article = actions.publish_article(
            actions.file_article(news, Copy("Late again", credits=named))
        )
        submission = Submission(name=writer, text=f"{writer} was late.", address="203.0.113.7")
        begin.wait()
        response = post_comment(ferry, submission).comment
        begin.wait()
        policy = publish_policy(
            ferry.site, "comment_policy", title="Responses", text=f"<p>{writer}</p>"
        )
        return f"{article.post_id} {response.number} {policy.number} {article.slug}"
    finally:
        connection.close()


def write_at_once(process: str, threads: int) -> None:
    begin = Barrier(threads, timeout=120)
    with ThreadPoolExecutor(threads) as pool:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        writers = [pool.submit(write, f"{process}-{thread}", begin) for thread in range(threads)]
    for writer in writers:
        sys.stdout.write(f"{writer.result()}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    write_at_once(sys.argv[1], int(sys.argv[2]))
