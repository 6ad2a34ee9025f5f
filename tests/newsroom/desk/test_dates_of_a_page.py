"""The desk's pages about one page show times in its site's zone, whatever zone the account has."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from wagtail.users.models import UserProfile

from byline.network.actions import update_settings
from cast import Desk

# Noon in New York is the next morning in Auckland, the site's zone.
NOON = datetime(2026, 3, 1, 17, tzinfo=UTC)


def test_the_status_and_the_history_name_the_day_at_the_site(desk: Desk) -> None:
    with time_machine.travel(NOON, tick=False):
        article = desk.published("edo", "Ferry")
        edo = desk.browser("edo")
        profiles = UserProfile.objects.filter(user=desk.people["edo"])
        profiles.update(current_time_zone="America/New_York")
        for name in ("edit", "history"):
            page = edo.get(reverse(f"wagtailadmin_pages:{name}", args=[article.pk]))
            text = page.content.decode()
            assert ("March 2, 2026, 6 a.m." in text, "March 1, 2026" in text) == (True, False), name
    assert profiles.get().current_time_zone == "America/New_York"


@pytest.mark.parametrize(
    ("language", "moment"),
    [
        ("en-GB", "2 March 2026, 06:00"),
        ("en-IE", "2 Mar 2026, 06:00"),
        ("de-AT", "2. März 2026 06:00"),
        ("de-CH", "2. März 2026 06:00"),
        ("fr-CH", "2 mars 2026 06:00"),
    ],
)
def test_the_desk_has_the_dates_of_its_sites_country(
    desk: Desk, language: str, moment: str
) -> None:
    update_settings(desk.site, language=language)
    with time_machine.travel(NOON, tick=False):
        article = desk.published("edo", "Ferry")
        page = desk.browser("edo").get(reverse("wagtailadmin_pages:history", args=[article.pk]))
    text = page.content.decode()
    assert (moment in text, "March 2, 2026" in text) == (True, False)


def test_no_two_languages_of_the_desk_have_one_name(desk: Desk) -> None:
    page = desk.browser("edo").get(reverse("wagtailadmin_account"))
    names = re.findall(r'<option value="[a-z]{2}(?:-[a-z]+)?"[^>]*>([^<]+)<', page.content.decode())
    assert {"British English", "Deutsch", "Deutsch (Schweiz)"} <= set(names)
    assert len(names) == len(set(names))
