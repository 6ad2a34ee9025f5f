"""Run as a script: a newsroom in the installation in BYLINE_DATA with /ferry/, /short/ with 30
responses, /full/ with 50 and /long/ with 30,000."""

import os

import django

SHORT, FULL, LONG = 30, 50, 30_000


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
    for headline, responses in (("Ferry", 0), ("Short", SHORT), ("Full", FULL), ("Long", LONG)):
        article = actions.publish_article(
            actions.file_article(news, Copy(headline=headline, credits=[Credit(rosa)]))
        )
        fill(article, responses)


def fill(article: object, number: int) -> None:
    """Say so much under the article, every third a reply."""
    from django.utils import timezone  # noqa: PLC0415

    from byline.discussion.keys import mail_key, text_key  # noqa: PLC0415
    from byline.discussion.models import Comment, Thread  # noqa: PLC0415

    fields = {
        "article": article,
        "site": article.site,
        "state": "published",
        "was_published": True,
        "posted_at": timezone.now(),
    }
    made: list[Comment] = []
    for place in range(1, number + 1):
        text, mail = f"Thought {place} of the ferry", f"reader{place % 900}@reader.example"
        keys = {"text_key": text_key(text), "mail_key": mail_key(mail)}
        parent = made[place - 2] if place % 3 == 0 else None
        made.append(
            Comment(
                number=place,
                name="Ben",
                mail=mail,
                text=text,
                html=f"<p>{text}</p>",
                parent=parent,
                **keys,
                **fields,
            )
        )
    for some in (
        lambda comment: comment.parent is None,
        lambda comment: comment.parent is not None,
    ):
        Comment.objects.bulk_create(list(filter(some, made)), batch_size=500)
    Thread.objects.create(article=article, last_number=number, published=number)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    open_paper()
