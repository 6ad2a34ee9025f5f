"""Run as a script: opens a paper in the installation in BYLINE_DATA. Two articles have pictures of which no size was made, and one has none.

It prints what a test needs to know about it as JSON.
"""

import json
import os
import sys
from io import BytesIO

import django

EMAIL, PASSWORD = "ada@desk.example", "four quiet presses"


def open_paper() -> dict[str, object]:
    """The keys of the first article and of the site's collection, and the cookie of somebody who may do everything."""
    from django.core.files import File  # noqa: PLC0415 - these only after Django has started
    from django.test import Client  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    from byline.accounts.models import User  # noqa: PLC0415
    from byline.discussion.models import CommentRules  # noqa: PLC0415
    from byline.newsroom import actions  # noqa: PLC0415
    from byline.newsroom.copy import Copy, Credit  # noqa: PLC0415

    site = actions.open_site(
        name="The Courier", hostname="localhost", permalink_pattern="/%postname%/", is_default=True
    )
    CommentRules.objects.update_or_create(
        site=site,
        defaults={
            "who_may_respond": "named",
            "premoderation": "none",
            "requires_proof": False,
            "min_seconds": 0,
            "flood_number": 30_000,
        },
    )
    news = actions.add_section(site, name="News")
    bea = actions.add_contributor(site=site, name="Bea Lind")
    articles = []
    for headline in ("Quay", "Weir"):
        drawn = BytesIO()
        Image.effect_noise((1000, 750), 90).convert("RGB").save(drawn, "JPEG")
        picture = actions.add_picture(
            File(drawn, name="quay.jpg"), site=site, title=headline, description=f"The {headline}"
        )
        copy = Copy(
            headline=headline,
            body=[{"type": "text", "value": "<p>It sails.</p>"}],
            credits=[Credit(bea)],
            lead_picture=picture,
        )
        articles.append(actions.publish_article(actions.file_article(news, copy)))
    lock = Copy(
        headline="Lock",
        body=[{"type": "text", "value": "<p>It opens.</p>"}],
        credits=[Credit(bea)],
    )
    actions.publish_article(actions.file_article(news, lock))
    ada = User.objects.create_superuser(EMAIL, PASSWORD)
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(ada)
    return {
        "article": articles[0].pk,
        "collection": picture.collection_id,
        "session": browser.cookies["sessionid"].value,
    }


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "byline.settings"
    django.setup()
    json.dump(open_paper(), sys.stdout)
