"""However much was said on a site, what an author did there is found without looking through what others did."""

import pytest
from django.db.models import Q

from byline.discussion.history import by_author
from byline.discussion.models import Comment
from byline.newsroom.models import Article
from letters import Say


@pytest.mark.parametrize(
    ("author", "index"),
    [
        (by_author(7, "", ""), "comments_by_author (author_id=? AND site_id=?)"),
        (by_author(None, "a key", ""), "comments_by_mail (mail_key=? AND site_id=?)"),
        (by_author(None, "", "a key"), "comments_by_address (address_key=? AND site_id=?)"),
    ],
)
def test_an_authors_past_is_looked_up(author: Q, index: str, ferry: Article, say: Say) -> None:
    say("It ran late.")
    plan = Comment.objects.filter(author, site=ferry.site_id).explain()
    assert f"USING INDEX {index}" in plan
    assert "SCAN" not in plan
