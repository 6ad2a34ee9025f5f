"""Run as a script beside a server of the installation in BYLINE_DATA: an editor who publishes an article anew each time that is asked.

A line is a headline's first word and a number; it is said again when that edition is published. `open` opens the newsroom first:
/ferry/, open to everybody who gives a name, /weir/ and /bridge/.
"""

import os
import sys

import django


def open_paper() -> None:
    from byline.discussion.models import CommentRules  # noqa: PLC0415 - these only after Django has started
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        is_default=True,
    )
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation, rules.requires_proof, rules.flood_number = (
        "named",
        "none",
        False,
        32_000,
    )
    rules.save()
    news, rosa = (
        actions.add_section(site, name="News"),
        actions.add_contributor(site=site, name="Rosa Quill"),
    )
    for headline in ("Ferry", "Weir", "Bridge"):
        actions.publish_article(
            actions.file_article(news, Copy(headline=headline, credits=[Credit(rosa)]))
        )


def edit() -> None:
    from byline.newsroom.actions import publish_article, revise_article  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415
    from byline.newsroom.models import Article, Contributor  # noqa: PLC0415

    articles = {article.title.partition(",")[0]: article for article in Article.objects.all()}
    rosa = Contributor.objects.get()
    say("ready\n")
    for line in sys.stdin:
        name, number = line.split()
        body = [
            {
                "type": "text",
                "value": f"<p>{name}, edition {number}, is all there is to say.</p>" * 30,
            }
        ]
        copy = Copy(
            headline=f"{name}, edition {number}",
            slug=name.lower(),
            body=body,
            credits=[Credit(rosa)],
        )
        publish_article(revise_article(articles[name], copy))
        say(line)


def say(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    if sys.argv[1:] == ["open"]:
        open_paper()
    else:
        edit()
