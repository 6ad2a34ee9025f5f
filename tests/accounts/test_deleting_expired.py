"""What nobody came back to goes, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from wagtail.models import Site

from accounts.conftest import PASSWORD, TOVE, is_signed_in, mailed_code
from byline.accounts import tasks
from byline.accounts.actions import create_user
from byline.accounts.models import User
from byline.lib.duties import all_duties
from newsrooms import HOST

MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
def test_an_account_that_nobody_confirmed_is_gone_after_a_week(
    tove: Client, days: int, left: int
) -> None:
    with time_machine.travel(MARCH, tick=False):
        tove.post("/accounts/signup/", TOVE)
    with time_machine.travel(MARCH + timedelta(days=days), tick=False):
        tasks.delete_expired_sessions_and_accounts()
    assert User.objects.count() == left


def test_one_that_was_confirmed_or_invited_stays_and_sessions_go_when_they_have_ended(
    tove: Client, harbour_post: Site
) -> None:
    with time_machine.travel(MARCH, tick=False):
        create_user(f"nora@{HOST}", "Nora")
        tove.post("/accounts/signup/", TOVE)
        tove.post("/accounts/confirm-email/", {"code": mailed_code()})
    with time_machine.travel(MARCH + timedelta(days=6), tick=False):
        tasks.delete_expired_sessions_and_accounts()
        assert is_signed_in(tove)
    with time_machine.travel(MARCH + timedelta(days=37), tick=False):
        tasks.delete_expired_sessions_and_accounts()
        assert not Session.objects.exists()
        assert User.objects.count() == 2
        tove.post("/accounts/login/", {"login": TOVE["email"], "password": PASSWORD})
        assert is_signed_in(tove)


def test_the_keeper_does_it() -> None:
    assert "accounts.delete_expired_sessions_and_accounts" in [duty.name for duty in all_duties()]
