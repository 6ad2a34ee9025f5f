"""The private link to one's response ends; the account remains."""

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, decide
from byline.discussion.actions.notifying import OBJECTION_PERIOD
from byline.discussion.choices import Act, Reason
from byline.discussion.tokens import own_response_href
from newsrooms import HOST
from response_helpers import Respond

DAY = timedelta(days=1)


def status_after(reader: Client, href: str, period: timedelta) -> int:
    with time_machine.travel(timezone.now() + period, tick=False):
        return reader.get(href).status_code


def test_the_link_to_a_response_ends_with_the_time_to_object(
    respond: Respond, reader: Client
) -> None:
    href = own_response_href(respond("The bell rang.").pk)
    answers = [status_after(reader, href, OBJECTION_PERIOD + days) for days in (-DAY, DAY)]
    assert answers == [200, 404]
    with time_machine.travel(timezone.now() + OBJECTION_PERIOD + DAY, tick=False):
        for action in ("change", "withdraw", "object"):
            assert reader.post(f"{href}{action}/", {"text": "Other words"}).status_code == 404


def test_a_later_decision_prolongs_it(respond: Respond, reader: Client) -> None:
    comment = respond("The bell rang.")
    later = timezone.now() + OBJECTION_PERIOD - DAY
    with time_machine.travel(later, tick=False):
        decide(comment, Act.REMOVE, Grounds(Reason.OFF_TOPIC))
    href = own_response_href(comment.pk)
    answers = [status_after(reader, href, 2 * OBJECTION_PERIOD - days) for days in (2 * DAY, -DAY)]
    assert answers == [200, 404]


def test_an_author_with_an_account_keeps_the_page(respond: Respond) -> None:
    ina = create_user("ina@reader.example", "Ina Berg", "seven herons on a weir")
    comment = respond("The bell rang.", user=ina)
    with time_machine.travel(timezone.now() + OBJECTION_PERIOD + DAY, tick=False):
        client = Client(HTTP_HOST=HOST)
        client.force_login(ina)
        answer = client.get(f"/-/response/{comment.pk}/", follow=True)
        assert answer.status_code == 200
        stranger = Client(HTTP_HOST=HOST).get(answer.redirect_chain[-1][0])
        assert stranger.status_code == 404
