"""Two newsrooms, each with everything planted, once for all the tests of a module."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from attackers import Attacker
from django.db import transaction
from django.test import Client
from guarded_rows import Rows, all_rows, rows_since
from planting import Newsroom, draft_of_editor, open_newsroom, plant
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from byline.accounts.models import User


@dataclass
class Installation:
    """The Harbour is attacked, the Lagoon's people attack it, and so do some of its own."""

    harbour: Newsroom
    lagoon: Newsroom
    operator: User
    rows_of_harbour: Rows
    rows_of_lagoon: Rows
    rows_of_draft: Rows

    def attacker(self, newsroom: Newsroom, role: str, victim: Newsroom) -> Attacker:
        """Somebody of one newsroom who attacks the other."""
        rows = self.rows_of_harbour if victim is self.harbour else self.rows_of_lagoon
        who = f"{role} of {newsroom.name}"
        client = self.browser(newsroom, newsroom.people[role])
        return Attacker(who, newsroom, client, victim.canaries, rows)

    def browser(self, newsroom: Newsroom, user: User) -> Client:
        client = Client(HTTP_HOST=newsroom.site.hostname, raise_request_exception=False)
        client.force_login(user)
        return client


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Installation]:
    with django_db_blocker.unblock(), transaction.atomic():
        operator = User.objects.create_superuser("root@harbour.example", "seven herons on a weir")
        before = all_rows()
        harbour = open_newsroom("harbour", is_default=True)
        before_draft = all_rows()
        draft_of_editor(harbour)
        rows_of_draft = rows_since(before_draft)
        plant(harbour)
        rows_of_harbour, before = rows_since(before), all_rows()
        lagoon = open_newsroom("lagoon")
        draft_of_editor(lagoon)
        plant(lagoon)
        rows_of_lagoon = rows_since(before)
        yield Installation(
            harbour, lagoon, operator, rows_of_harbour, rows_of_lagoon, rows_of_draft
        )
        transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()


@pytest.fixture
def installation(planted: Installation, db: None) -> Installation:
    return planted
