"""A script that opens the Harbour Post in BYLINE_DATA, with five pending responses."""

import os
import sys
from datetime import timedelta

import django

SAID = (
    "The bell rang at six.",
    "Buy a bell at once!",
    "You are a fool.",
    "I was on it.",
    "My cousin owes you money.",
)


def talk(password: str) -> None:
    """Ines and Maya moderate; five readers responded to /nine-weeks/, a minute apart."""
    from django.utils import timezone  # noqa: PLC0415 - these only after Django has started

    from byline.accounts.actions import create_user  # noqa: PLC0415
    from byline.discussion.actions import post_comment  # noqa: PLC0415
    from byline.discussion.models import CommentRules  # noqa: PLC0415
    from byline.discussion.submission import Submission  # noqa: PLC0415
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        is_default=True,
    )
    news, rosa = (
        actions.add_section(site, name="News"),
        actions.add_contributor(site=site, name="Rosa"),
    )
    text = [{"type": "text", "value": "<p>The bell is silent.</p>"}]
    copy = Copy(
        headline="Nine weeks without a ferry", slug="nine-weeks", body=text, credits=[Credit(rosa)]
    )
    article = actions.publish_article(actions.file_article(news, copy))
    for name in ("Ines", "Maya"):
        actions.grant_role(
            create_user(f"{name.lower()}@harbour.example", name, password), site, "moderator"
        )
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation, rules.requires_proof = "named", "all", False
    rules.save()
    first = timezone.now() - timedelta(hours=1)
    for number, words in enumerate(SAID):
        submission = Submission(
            name=f"Reader {number + 1}", text=words, mail=f"reader{number + 1}@reader.example"
        )
        post_comment(article, submission, now=first + timedelta(minutes=number))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    talk(sys.argv[1])
