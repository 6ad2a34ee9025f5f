"""A script that fills the data folder in BYLINE_DATA: only account holders respond at /ferry/."""

import os

import django

PASSWORD = "seven herons on a weir"


def open_installation() -> None:
    from byline.accounts.actions import create_user  # noqa: PLC0415 - after Django
    from byline.discussion.models import CommentRules  # noqa: PLC0415
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        is_default=True,
    )
    create_user("demo@harbour.example", "Demo Owner", PASSWORD, loopback_only=True)
    create_user("rosa@harbour.example", "Rosa Quill", PASSWORD)
    rules = CommentRules.for_site(site)
    rules.who_may_respond, rules.premoderation, rules.requires_proof, rules.min_seconds = (
        "registered",
        "none",
        False,
        0,
    )
    rules.save()
    news, rosa = (
        actions.add_section(site, name="News"),
        actions.add_contributor(site=site, name="Rosa Quill"),
    )
    actions.publish_article(
        actions.file_article(news, Copy(headline="Ferry", body=[], credits=[Credit(rosa)]))
    )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    open_installation()
