"""The number of queries for an article's page with everything on it."""

from io import BytesIO

import pytest
from django.core.files import File
from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.models import Site

from byline.discussion.actions import pin
from byline.discussion.models import Comment, CommentRules, Thread
from byline.linkbacks.models import PingRules
from byline.network.choices import PolicyKind
from byline.newsroom import actions
from byline.newsroom.copy import Credit
from byline.newsroom.models import Article, Contributor, Picture
from byline.readership.models import ReadSettings, Tally
from byline.sharing.models import SharingSettings
from newsrooms import Publish, text
from response_helpers import Respond


@pytest.fixture
def full(
    publish: Publish, contributor: Contributor, comment_rules: CommentRules, harbour_post: Site
) -> Article:
    """The last of five, with pictures, tags, two sections, two names, a link to another, and a site
    that chose everything itself.
    """
    policy = actions.add_standing_page(
        harbour_post,
        title="What we print",
        policy=PolicyKind.COMMENT_POLICY,
        body=text("No abuse."),
    )
    PingRules.objects.create(site=harbour_post, close_after_days=30)
    ReadSettings.objects.create(site=harbour_post)
    SharingSettings.objects.create(site=harbour_post, principles=policy)
    people = [
        Credit(contributor),
        Credit(actions.add_contributor(site=harbour_post, name="Ivo Sand"), "photographs"),
    ]
    harbour, picture = actions.add_section(harbour_post, name="Harbour"), drawn(harbour_post)
    shown = {
        "type": "picture",
        "value": {"picture": drawn(harbour_post).pk, "caption": "", "alt": "", "decorative": True},
    }
    for number in range(4):
        other = publish(f"Quay {number}", credits=people, lead_picture=picture)
    several = {
        "type": "gallery",
        "value": {"pictures": [shown["value"] | {"picture": drawn(harbour_post).pk}]},
    }
    body = [*text(f'As <a linktype="page" id="{other.pk}">told</a>.'), shown, several]
    article = publish(
        "Quay",
        credits=people,
        lead_picture=drawn(harbour_post),
        body=body,
        tags=["tide", "quay"],
        further_sections=[harbour],
        respond="open",
    )
    Tally.objects.create(article=article, shown=6563)
    return article


def drawn(site: Site) -> Picture:
    file = BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(file, "PNG")
    return actions.add_picture(
        File(file, name="quay.png"), site=site, title="Quay", credit="Ivo Sand"
    )


def asked_by(reader: Client, path: str) -> int:
    reader.get(path)  # what is remembered for good is asked once
    with CaptureQueriesContext(connection) as asked:
        page = reader.get(path).content.decode()
    for shown in (
        "6,563 reads",
        ">tide<",
        ">Harbour</a>",
        ">told</a>",
        "What we print",
        '<figure class="gallery"',
        'id="respond"',
    ):
        assert shown in page
    return len(asked)


def test_an_article_with_everything_asks_ten_times(full: Article, reader: Client) -> None:
    assert asked_by(reader, full.permalink) == 10


def test_its_responses_ask_once_more(full: Article, reader: Client, respond: Respond) -> None:
    first = respond("It ran late.", article=full)
    respond("It did not.", article=full, name="Ben", mail="ben@reader.example", parent=1)
    pin(first, pinned=True)
    assert asked_by(reader, full.permalink) == 11


def test_those_of_many_pages_ask_twice_more(
    full: Article, reader: Client, respond: Respond
) -> None:
    first = respond("It ran late.", article=full)
    respond("It did not.", article=full, name="Ben", mail="ben@reader.example", parent=1)
    pin(first, pinned=True)
    Thread.objects.filter(article=full).update(last_number=120)
    assert asked_by(reader, full.permalink) == 12


def test_those_that_links_of_another_installation_name_come_along(
    full: Article, reader: Client, respond: Respond
) -> None:
    first = respond("It ran late.", article=full)
    respond("It did not.", article=full, name="Ben", mail="ben@reader.example", parent=1)
    pin(first, pinned=True)
    Comment.objects.filter(article=full).update(
        anchor=Concat(Value("comment-"), F("number"), output_field=CharField())
    )
    Thread.objects.filter(article=full).update(last_number=120, last_imported=2)
    assert asked_by(reader, full.permalink) == 12
