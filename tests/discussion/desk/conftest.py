"""Two sites and their people; Ines moderates the Harbour Post."""

import pytest
from django.test import Client
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.discussion.choices import Premoderation
from byline.discussion.models import CommentRules
from byline.newsroom.actions import grant_role
from byline.newsroom.models import SectionPage
from cast import HOST, PASSWORD, Desk, desk, two_sites  # noqa: F401  (fixtures)


@pytest.fixture
def harbour_post(desk: Desk) -> Site:  # noqa: F811
    return desk.site


@pytest.fixture
def news(desk: Desk) -> SectionPage:  # noqa: F811
    return desk.news


@pytest.fixture
def ines(desk: Desk) -> User:  # noqa: F811
    """Who does nothing at the Harbour Post but moderate."""
    user = create_user(f"ines@{HOST}", "Ines", PASSWORD)
    grant_role(user, desk.site, "moderator")
    return user


@pytest.fixture
def moderator(ines: User) -> Client:
    """Her browser."""
    client = Client(HTTP_HOST=HOST)
    client.force_login(ines)
    return client


@pytest.fixture
def waiting(comment_rules: CommentRules) -> None:
    """Every response waits for a moderator."""
    comment_rules.premoderation = Premoderation.ALL
    comment_rules.save()
