"""A script that opens the Harbour Post in BYLINE_DATA, with a section, people and an article."""

import os
import sys

import django


def staff(password: str, time_zone: str) -> None:
    """Rosa reports, Edo edits News, Maya manages. One article by Rosa is published."""
    from byline.accounts.actions import create_user  # noqa: PLC0415 - after Django
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Harbour Post",
        hostname="localhost",
        permalink_pattern="/%postname%/",
        time_zone=time_zone,
        is_default=True,
    )
    news = actions.add_section(site, name="News")
    people = {
        name: create_user(f"{name.lower()}@harbour.example", name, password)
        for name in ("Rosa", "Edo", "Maya")
    }
    names = {
        name: actions.add_contributor(site=site, name=name, user=user)
        for name, user in people.items()
    }
    actions.grant_role(people["Rosa"], site, "contributor")
    actions.grant_role(people["Edo"], site, "editor", [news])
    actions.grant_role(people["Maya"], site, "managing_editor")
    text = [{"type": "text", "value": "<p>The bell is silent.</p>"}]
    copy = Copy(
        headline="Nine weeks without a ferry",
        slug="nine-weeks",
        body=text,
        credits=[Credit(names["Rosa"])],
    )
    actions.publish_article(actions.file_article(news, copy, owner=people["Rosa"]))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    staff(*sys.argv[1:])
