"""Commands for the installation in BYLINE_DATA.

`open NAME`, `publish SLUG HTML`, `revise SLUG HTML`, `withdraw SLUG`, `trust DOMAIN`.
"""

import os
import sys
from typing import Any

import django


def do(verb: str, *arguments: str) -> None:
    from byline.linkbacks.actions import save_ping_rules  # noqa: PLC0415 - after setup
    from byline.linkbacks.models import PingRules  # noqa: PLC0415
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.actions.articles import revise_article  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415
    from byline.newsroom.models import Article, Contributor, SectionPage  # noqa: PLC0415

    def copy(slug: str, html: str) -> Copy:
        body: list[dict[str, Any]] = [{"type": "text", "value": html}]
        return Copy(
            headline=slug.title(), slug=slug, body=body, credits=[Credit(Contributor.objects.get())]
        )

    if verb == "open":
        site = actions.open_site(
            name=arguments[0],
            hostname="localhost",
            permalink_pattern="/%postname%/",
            is_default=True,
        )
        actions.add_section(site, name="News")
        actions.add_contributor(site=site, name="Rosa Quill")
    elif verb == "publish":
        actions.publish_article(
            actions.file_article(SectionPage.objects.get(slug="news"), copy(*arguments))
        )
    elif verb == "revise":
        actions.publish_article(
            revise_article(Article.objects.get(slug=arguments[0]), copy(*arguments))
        )
    elif verb == "withdraw":
        actions.unpublish_article(Article.objects.get(slug=arguments[0]))
    elif verb == "trust":
        rules = PingRules.for_site(SectionPage.objects.get(slug="news").site)
        rules.trusted = arguments[0]
        save_ping_rules(rules)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    do(*sys.argv[1:])
