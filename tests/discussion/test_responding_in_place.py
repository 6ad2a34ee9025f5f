"""A page's script gets the form or the response alone, from the same view."""

from django.test import Client

from byline.accounts.models import User
from byline.discussion.models import CommentRules
from byline.newsroom.models import Article

TOVES = {"name": "Tove", "text": "It ran late.", "mail": "tove@reader.example"}
PART = {"Byline-Part": "1"}


def send(reader: Client, ferry: Article, **more: str) -> tuple[int, str]:
    answer = reader.post(f"{ferry.permalink}respond/", TOVES | more, headers=PART)
    return answer.status_code, answer.content.decode().strip()


def test_the_response_alone_comes_back(reader: Client, ferry: Article) -> None:
    status, part = send(reader, ferry)
    assert (status, part[:4], part[-5:]) == (201, "<li ", "</li>")
    assert 'id="response-1"' in part
    assert "Your response is published" in part


def test_what_waits_is_shown_to_its_author_and_says_so(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.premoderation = "all"
    comment_rules.save()
    _status, part = send(reader, ferry)
    assert "Waiting for a moderator." in part
    assert "It ran late." in part
    assert "response-1" not in reader.get(ferry.permalink).content.decode()


def test_said_twice_it_is_the_first_one(reader: Client, ferry: Article) -> None:
    send(reader, ferry)
    status, part = send(reader, ferry)
    assert status == 200
    assert "You have already posted this" in part


def test_an_error_brings_the_form_back_with_the_words(reader: Client, ferry: Article) -> None:
    status, part = send(reader, ferry, name="")
    assert (status, part[:5], part[-7:]) == (422, "<form", "</form>")
    assert "It ran late.</textarea>" in part
    assert "Enter a name to show with your response." in part


def test_a_refusal_brings_the_form_back_with_the_words(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.flood_number = 1
    comment_rules.save()
    send(reader, ferry)
    status, part = send(reader, ferry, text="Once more.")
    assert (status, part[:5]) == (403, "<form")
    assert "You have posted several responses in a short time." in part
    assert "Once more.</textarea>" in part


def test_who_is_signed_in_gets_the_form_in_place(
    reader: Client, ferry: Article, comment_rules: CommentRules
) -> None:
    comment_rules.who_may_respond = "registered"
    comment_rules.save()
    assert (
        f'data-account="{ferry.permalink}respond/"' in reader.get(ferry.permalink).content.decode()
    )
    reader.force_login(User.objects.create_user("ida@reader.example", first_name="Ida"))
    part = reader.get(f"{ferry.permalink}respond/", headers=PART).content.decode()
    assert "You are responding as Ida." in part
    assert 'name="name"' not in part


def test_another_sites_script_is_refused(reader: Client, ferry: Article) -> None:
    foreign = PART | {"Sec-Fetch-Site": "cross-site"}
    assert reader.post(f"{ferry.permalink}respond/", TOVES, headers=foreign).status_code == 403
