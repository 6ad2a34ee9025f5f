"""A script that fills the data folder in BYLINE_DATA: three articles, and Maya as manager."""

import os

import django


def open_installation() -> None:
    from byline.accounts.actions import create_user  # noqa: PLC0415 - after Django
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        is_default=True,
    )
    maya = create_user("maya@harbour.example", "Maya", "seven herons on a weir")
    actions.grant_role(maya, site, "managing_editor")
    news, rosa = (
        actions.add_section(site, name="News"),
        actions.add_contributor(site=site, name="Rosa Quill"),
    )
    for headline in ("Ferry", "Bridge", "Weir"):
        actions.publish_article(
            actions.file_article(news, Copy(headline=headline, body=[], credits=[Credit(rosa)]))
        )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    open_installation()
