"""The cast at the desk. Rosa reports, Edo edits News, Maya manages, Olu owns; Otto owns the sister paper; Ana is nobody there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from newsrooms import HOST

PASSWORD = "seven herons on a weir"
SISTER = "lagoon.example"
NAMES = ("rosa", "edo", "maya", "olu", "otto", "ana")


@dataclass
class Desk:
    """Two papers of one installation, and the people who work for them."""

    site: Site
    news: SectionPage
    sport: SectionPage
    sister: Site
    tides: SectionPage
    people: dict[str, User]
    names: dict[str, Contributor]

    def browser(self, name: str) -> Client:
        """A browser in which this person is signed in."""
        client = Client(HTTP_HOST=SISTER if name == "otto" else HOST)
        client.force_login(self.people[name])
        return client

    def draft(
        self, name: str, headline: str, section: SectionPage | None = None, *, signed: bool = True
    ) -> Article:
        """A draft of this person's, under the person's name unless told not to."""
        named = [Credit(self.names[name])] if signed else []
        owner = self.people[name]
        return actions.file_article(
            section or self.news, Copy(headline=headline, credits=named), owner=owner
        )

    def published(self, name: str, headline: str, section: SectionPage | None = None) -> Article:
        return actions.publish_article(self.draft(name, headline, section))


@pytest.fixture(scope="module")
def two_sites(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Both papers and their people, made once for all tests of a module; each test's own changes are taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        site = actions.open_site(
            name="The Harbour Post", hostname=HOST, time_zone="Pacific/Auckland", is_default=True
        )
        news = actions.add_section(site, name="News")
        actions.add_section(site, name="Sport")
        sister = actions.open_site(name="The Lagoon", hostname=SISTER)
        actions.add_section(sister, name="Tides")
        people = {name: create_user(f"{name}@{HOST}", name.title(), PASSWORD) for name in NAMES}
        for name, user in people.items():
            at = sister if name == "otto" else site
            actions.add_contributor(site=at, name=name.title(), user=user)
        actions.grant_role(people["rosa"], site, "contributor")
        actions.grant_role(people["edo"], site, "editor", [news])
        actions.grant_role(people["maya"], site, "managing_editor")
        actions.grant_role(people["olu"], site, "owner")
        actions.grant_role(people["otto"], sister, "owner")
        yield
        transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()


@pytest.fixture
def desk(two_sites: None, db: None) -> Desk:
    """Both papers as nobody has touched them yet."""
    sections = {section.slug: section for section in SectionPage.objects.select_related("site")}
    people = {user.email.partition("@")[0]: user for user in User.objects.all()}
    names = {contributor.slug: contributor for contributor in Contributor.objects.all()}
    news, tides = sections["news"], sections["tides"]
    return Desk(news.site, news, sections["sport"], tides.site, tides, people, names)
