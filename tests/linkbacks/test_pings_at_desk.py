"""The desk: a mention in the queue, and the page with the ping rules."""

import pytest
from django.test import Client

from byline.accounts.actions import create_user
from byline.discussion.choices import Kind
from byline.linkbacks.actions import receive
from byline.linkbacks.models import PingRules
from byline.network.actions.delivering import deliver_due
from byline.newsroom.actions import grant_role
from cast import HOST, PASSWORD, Desk, desk, two_sites  # noqa: F401  (fixtures)
from linkbacks.elsewhere import AnotherSite

RULES = {
    "webmentions": "on",
    "pingbacks": "on",
    "close_after_days": "30",
    "trusted": "https://Blog.example/about\nfriend.example",
    "sends": "on",
}


def moderator(desk: Desk) -> Client:  # noqa: F811
    user = create_user(f"ines@{HOST}", "Ines", PASSWORD)
    grant_role(user, desk.site, "moderator")
    client = Client(HTTP_HOST=HOST)
    client.force_login(user)
    return client


def test_a_moderator_sees_a_mention_in_the_queue_and_approves_it(
    desk: Desk,  # noqa: F811
    another_site: AnotherSite,
) -> None:
    article = desk.published("rosa", "The ferry")
    target = f"http://{HOST}{article.href}"
    source = another_site.put(
        "/note", f'<title>On ferries</title><p>They wrote <a href="{target}">well of it</a>.</p>'
    )
    receive(Kind.WEBMENTION, source, target)
    deliver_due()
    ines = moderator(desk)
    queue = ines.get("/admin/responses/").content.decode()
    assert "Webmention (mentioned this)" in queue
    assert f'<a href="{source}" target="_blank" rel="nofollow noopener noreferrer">' in queue
    assert "<code>linkback</code>" in queue
    comment = article.comments.get()
    ines.post(
        "/admin/responses/act/", {"do": f"approve:{comment.pk}", f"seen_{comment.pk}": "pending"}
    )
    assert "They wrote well of it." in Client(HTTP_HOST=HOST).get(article.href).content.decode()


def test_the_owner_changes_the_ping_rules(desk: Desk) -> None:  # noqa: F811
    maya = desk.browser("maya")
    answer = maya.post(f"/admin/pings/{desk.site.pk}/", RULES)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/pings/{desk.site.pk}/")
    rules = PingRules.objects.get(site=desk.site)
    assert (rules.trusted, rules.close_after_days, rules.trackbacks, rules.reads_first) == (
        "blog.example\nfriend.example",
        30,
        False,
        False,
    )
    assert [
        rules.trusts(host) for host in ("blog.example", "a.friend.example", "unfriend.example")
    ] == [True, True, False]


def test_an_invalid_trusted_domain_is_reported(desk: Desk) -> None:  # noqa: F811
    answer = desk.browser("olu").post(
        f"/admin/pings/{desk.site.pk}/", RULES | {"trusted": "blog.example\nno_domain!"}
    )
    assert answer.status_code == 422
    assert (
        "“no_domain!” is not a domain. Enter one domain a line, such as blog.example."
        in answer.content.decode()
    )
    assert not PingRules.objects.filter(close_after_days=30).exists()


@pytest.mark.parametrize("way", ["get", "post"])
def test_nobody_else_does(way: str, desk: Desk) -> None:  # noqa: F811
    path = f"/admin/pings/{desk.site.pk}/"
    for client in (
        moderator(desk),
        desk.browser("edo"),
        desk.browser("rosa"),
        desk.browser("otto"),
        desk.browser("ana"),
        Client(HTTP_HOST=HOST),
    ):
        answer = getattr(client, way)(path, RULES)
        assert (answer.status_code, answer["Location"].startswith("/admin/")) == (302, True)
    assert not PingRules.objects.filter(close_after_days=30).exists()


def test_recent_pings_are_listed_with_their_results(
    desk: Desk,  # noqa: F811
    another_site: AnotherSite,
) -> None:
    article = desk.published("rosa", "The ferry")
    receive(Kind.PINGBACK, another_site.put("/note", "<p>nothing"), f"http://{HOST}{article.href}")
    deliver_due()
    page = desk.browser("olu").get(f"/admin/pings/{desk.site.pk}/").content.decode()
    assert f"{another_site.url}/note" in page
    assert "Rejected: it does not link to the article" in page
    assert (
        f"{another_site.url}/note"
        not in desk.browser("otto").get(f"/admin/pings/{desk.sister.pk}/").content.decode()
    )


def test_the_queue_links_to_pings_for_those_who_may_change_rules(desk: Desk) -> None:  # noqa: F811
    href = f'href="/admin/pings/{desk.site.pk}/"'
    assert [
        href in desk.browser(name).get("/admin/responses/").content.decode()
        for name in ("olu", "edo")
    ] == [True, False]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_makes_the_same_queries_for_any_number_of_pings(
    number: int,
    desk: Desk,  # noqa: F811
    django_assert_num_queries: object,
) -> None:
    article, olu = desk.published("rosa", "The ferry"), desk.browser("olu")
    for count in range(number):
        receive(Kind.WEBMENTION, f"https://blog.example/{count}", f"http://{HOST}{article.href}")
    olu.get(f"/admin/pings/{desk.site.pk}/")
    with django_assert_num_queries(29):  # type: ignore[operator]
        olu.get(f"/admin/pings/{desk.site.pk}/")
