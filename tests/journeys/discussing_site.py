"""A script that fills BYLINE_DATA: /ferry/ and /weir/ for guests, /bridge/ with 120 responses."""

import os

import django


def open_installation() -> None:
    from django.utils import timezone  # noqa: PLC0415 - these only after Django has started

    from byline.accounts.actions import create_user  # noqa: PLC0415
    from byline.discussion.models import Comment, CommentRules, Thread  # noqa: PLC0415
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        is_default=True,
    )
    create_user("kit@reader.example", "Kit Rowe", "seven herons on a weir")
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation, rules.requires_proof, rules.min_seconds = (
        "named",
        "none",
        True,
        0,
    )
    rules.flood_number = 30_000  # all who post come from one network
    rules.save()
    news, rosa = (
        actions.add_section(site, name="News"),
        actions.add_contributor(site=site, name="Rosa Quill"),
    )
    ferry, bridge, _weir = (
        actions.publish_article(
            actions.file_article(news, Copy(headline=headline, body=[], credits=[Credit(rosa)]))
        )
        for headline in ("Ferry", "Bridge", "Weir")
    )
    assert (ferry.permalink, bridge.permalink) == ("/ferry/", "/bridge/")
    environment = {
        "article": bridge,
        "site": site,
        "state": "published",
        "was_published": True,
        "name": "Ben",
    }
    Comment.objects.bulk_create(
        Comment(
            number=number,
            text=f"Thought {number}",
            html=f"<p>Thought {number}</p>",
            posted_at=timezone.now(),
            **environment,
        )
        for number in range(1, 121)
    )
    Thread.objects.create(article=bridge, last_number=120, published=120)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    open_installation()
