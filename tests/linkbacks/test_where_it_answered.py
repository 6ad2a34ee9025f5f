"""A page is judged by the address that answered, and a sender by its own share."""

from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from byline.discussion.choices import BanKind, Reason, State
from byline.discussion.models import Ban, Comment
from byline.linkbacks.actions import save_ping_rules
from byline.linkbacks.choices import (
    MAX_PENDING_CHECKS,
    MIN_CHECK_INTERVAL,
    PINGS_PER_HOUR,
    MentionState,
)
from byline.linkbacks.deliveries import deliver_linkback
from byline.linkbacks.models import IncomingMention, PingRules
from byline.network.actions.delivering import deliver_due
from byline.network.models import Delivery
from linkbacks.elsewhere import AnotherSite
from newsrooms import HOST, Publish, text

NOTE = '<title>On ferries</title><p>They wrote <a href="{target}">well of it</a>.</p>'


def redirecting(site: AnotherSite, path: str, to: str) -> str:
    """The address, under the server's other name, of a redirect to `to`."""
    site.put(path, "", status=302, headers=[("Location", f"{{{{BASE}}}}{to}")])
    return site.url.replace("127.0.0.1", "localhost") + path


def trust(site: Site, domain: str) -> None:
    rules: PingRules = PingRules.for_site(site)
    rules.trusted = domain
    save_ping_rules(rules)


def ping(reader: Client, source: str, target: str, sender: str = "198.51.100.7") -> int:
    form = {"source": source, "target": target}
    return reader.post("/-/webmention", form, REMOTE_ADDR=sender).status_code


def deliver_all() -> None:
    while deliver_due(now=timezone.now() + MIN_CHECK_INTERVAL):
        pass


def test_a_trusted_sites_redirect_publishes_nobodys_page(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    trust(harbour_post, "localhost")
    page = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, redirecting(another_site, "/out", "/note"), ferry_page)
    deliver_all()
    comment, mention = Comment.objects.get(), IncomingMention.objects.get()
    assert (comment.state, comment.link) == (State.PENDING, page)
    assert (mention.source, mention.host_key) == (page, "127.0.0.1")


def test_a_page_of_a_trusted_site_is_trusted_from_anywhere(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    trust(harbour_post, "127.0.0.1")
    another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, redirecting(another_site, "/out", "/note"), ferry_page)
    deliver_all()
    comment = Comment.objects.get()
    assert (comment.state, comment.reason) == (State.PUBLISHED, Reason.TRUSTED)


def test_a_banned_domain_does_not_hide_behind_a_redirect(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    trust(harbour_post, "localhost")
    Ban.objects.create(site=harbour_post, kind=BanKind.DOMAIN, value="127.0.0.1")
    another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, redirecting(another_site, "/out", "/note"), ferry_page)
    deliver_all()
    mention = IncomingMention.objects.get()
    assert (mention.state, Comment.objects.count()) == (MentionState.REJECTED, 0)
    assert mention.detail == "This site does not accept pings from that domain."


def test_a_page_that_moves_behind_a_ban_is_withdrawn(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    trust(harbour_post, "localhost")
    another_site.put("/good", NOTE.format(target=ferry_page))
    source = another_site.url.replace("127.0.0.1", "localhost") + "/good"
    ping(reader, source, ferry_page)
    deliver_all()
    assert Comment.objects.get().state == State.PUBLISHED
    Ban.objects.create(site=harbour_post, kind=BanKind.DOMAIN, value="127.0.0.1")
    another_site.put("/note", NOTE.format(target=ferry_page))
    redirecting(another_site, "/good", "/note")
    ping(reader, source, ferry_page)
    deliver_all()
    assert Comment.objects.get().state == State.WITHDRAWN


def test_one_page_is_one_voice(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    trust(harbour_post, "127.0.0.1")
    page = another_site.put("/note", NOTE.format(target=ferry_page))
    for source in (
        *(redirecting(another_site, f"/out{number}", "/note") for number in range(3)),
        page,
    ):
        ping(reader, source, ferry_page)
        deliver_all()
    assert Comment.objects.get().link == page
    accepted = IncomingMention.objects.filter(state=MentionState.ACCEPTED)
    assert [mention.source for mention in accepted] == [page]


def test_pings_that_lead_nowhere_close_nothing(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    for number in range(MAX_PENDING_CHECKS):
        assert ping(reader, f"http://blog{number}.example/x", ferry_page, "192.0.2.9") == 202
    assert ping(reader, another_site.url + "/note", ferry_page) == 202


def test_a_host_that_does_not_answer_loses_no_place(reader: Client, ferry_page: str) -> None:
    for number in range(MAX_PENDING_CHECKS):
        ping(reader, f"http://slow.example/{number}", ferry_page)
    assert ping(reader, "http://slow.example/more", ferry_page) == 429
    Delivery.objects.update(tries=1)
    assert ping(reader, "http://slow.example/more", ferry_page) == 202


def test_each_network_has_a_share_of_its_own(reader: Client, ferry_page: str) -> None:
    answers = [
        ping(reader, f"http://blog{number}.example/", ferry_page, "2001:db8:1:2::1")
        for number in range(PINGS_PER_HOUR)
    ]
    assert set(answers) == {202}
    again = [
        ping(reader, "http://blog.example/", ferry_page, sender)
        for sender in ("2001:db8:1:ff::1", "2001:db8:1:100::1")
    ]
    assert again == [429, 202]


def test_links_of_our_own_articles_are_never_lost(
    reader: Client, publish: Publish, ferry_page: str
) -> None:
    for number in range(MAX_PENDING_CHECKS):
        ping(reader, f"http://{HOST}.blog.example/{number}", ferry_page)
    IncomingMention.objects.update(host_key=HOST)
    bridge = publish("Bridge", body=text(f'Since <a href="{ferry_page}">the ferry</a>.'))
    for delivery in Delivery.objects.filter(kind="linkback"):
        deliver_linkback(delivery)
    assert IncomingMention.objects.filter(source=f"http://{HOST}{bridge.href}").exists()
