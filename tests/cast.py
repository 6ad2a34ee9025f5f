"""The cast at the desk. Rosa reports, Edo edits News, Maya manages, Olu owns; Otto owns the sister paper; Ana is nobody there."""

from dataclasses import dataclass, field

import pytest
from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.newsroom import actions
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage
from django.test import Client
from newsrooms import HOST
from wagtail.models import Site

PASSWORD = "seven herons on a weir"
SISTER = "lagoon.example"


@dataclass
class Desk:
    """Two papers of one house, and the people who work for them."""

    site: Site
    news: SectionPage
    sport: SectionPage
    sister: Site
    tides: SectionPage
    people: dict[str, User]
    names: dict[str, Contributor] = field(default_factory=dict)

    def browser(self, name: str) -> Client:
        """A browser in which this person is signed in."""
        client = Client(HTTP_HOST=SISTER if name == "otto" else HOST)
        client.force_login(self.people[name])
        return client

    def draft(self, name: str, headline: str, section: SectionPage | None = None, *, signed: bool = True) -> Article:
        """A draft of this person's, under the person's name unless told not to."""
        credits = [Credit(self.names[name])] if signed else []
        owner = self.people[name]
        return actions.file_article(section or self.news, Copy(headline=headline, credits=credits), owner=owner)

    def published(self, name: str, headline: str, section: SectionPage | None = None) -> Article:
        return actions.publish_article(self.draft(name, headline, section))


@pytest.fixture
def desk(harbour_post: Site, news: SectionPage) -> Desk:
    sport = actions.add_section(harbour_post, name="Sport")
    sister = actions.open_site(name="The Lagoon", hostname=SISTER)
    tides = actions.add_section(sister, name="Tides")
    people = {name: create_user(f"{name}@{HOST}", name.title(), PASSWORD) for name in ("rosa", "edo", "maya", "olu", "otto", "ana")}
    actions.grant_role(people["rosa"], harbour_post, "contributor")
    actions.grant_role(people["edo"], harbour_post, "editor", [news])
    actions.grant_role(people["maya"], harbour_post, "managing_editor")
    actions.grant_role(people["olu"], harbour_post, "owner")
    actions.grant_role(people["otto"], sister, "owner")
    names = {name: actions.add_contributor(name=name.title(), user=user) for name, user in people.items()}
    return Desk(harbour_post, news, sport, sister, tides, people, names)


