"""A page that links to an article is checked, and shown among its responses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from byline.discussion.actions import Grounds, decide
from byline.discussion.choices import Act, BanKind, Reason, ResponseType, State
from byline.discussion.models import Ban, Comment, CommentRules, ListedWord
from byline.linkbacks.actions import save_ping_rules
from byline.linkbacks.choices import MIN_CHECK_INTERVAL, MentionState
from byline.linkbacks.deliveries import CHECK_PAUSES
from byline.linkbacks.models import IncomingMention, PingRules
from byline.network.actions.delivering import INTERRUPTED, deliver_due
from byline.network.delivery_kinds import DeliveryState
from byline.network.models import Delivery
from byline.newsroom.actions.articles import unpublish_article
from byline.newsroom.models import Article
from linkbacks.elsewhere import AnotherSite
from newsrooms import Publish, text

NOTE = """<!doctype html><title>On ferries</title>
<article class="h-entry"><h1 class="p-name">On ferries</h1>
<p class="p-author h-card">Ben Adler</p>
<p class="e-content">They wrote <a href="{target}">well of it</a> last week.</p></article>"""


@pytest.fixture
def trusting(harbour_post: Site) -> PingRules:
    """Rules under which what comes from this machine is published at once."""
    rules: PingRules = PingRules.for_site(harbour_post)
    rules.trusted = "127.0.0.1"
    save_ping_rules(rules)
    return rules


def ping(reader: Client, source: str, target: str) -> None:
    assert reader.post("/-/webmention", {"source": source, "target": target}).status_code == 202
    while deliver_due(now=timezone.now() + MIN_CHECK_INTERVAL):
        pass  # an own article notifies the one it links to, which queues the check once more


def test_a_webmention_is_stored_checked_and_pending(
    reader: Client, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    answer = reader.post("/-/webmention", {"source": source, "target": ferry_page})
    assert (answer.status_code, answer.content) == (
        202,
        b"Thank you. The page will be checked soon.\n",
    )
    assert (another_site.server.asked, Comment.objects.count()) == ([], 0)
    deliver_due()
    comment = Comment.objects.get()
    assert (comment.kind, comment.response_type, comment.name, comment.link) == (
        "webmention",
        ResponseType.MENTION,
        "Ben Adler",
        source,
    )
    assert comment.text == "On ferries\n\nThey wrote well of it last week."
    assert (comment.state, comment.reason, comment.decisions.get().rule) == (
        State.PENDING,
        Reason.LINKBACK,
        "linkback",
    )
    assert IncomingMention.objects.get().state == MentionState.ACCEPTED
    assert (
        another_site.server.asked[0]
        .headers["user-agent"]
        .endswith(f"(+http://{'harbour.example'})")
    )


@pytest.mark.usefixtures("trusting")
def test_readers_see_a_mention_with_its_author_and_link(
    reader: Client, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    page = reader.get(ferry.href).content.decode()
    assert f'<a href="{source}" rel="nofollow ugc noopener"><bdi>Ben Adler</bdi></a>' in page
    assert '<span class="response-type">mentioned this</span>' in page
    assert "<p>They wrote well of it last week.</p>" in page
    assert Comment.objects.get().reason == Reason.TRUSTED


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("property_name", "response_type", "says"),
    [
        ("u-like-of", ResponseType.LIKE, "liked this"),
        ("u-repost-of", ResponseType.REPOST, "reposted this"),
    ],
)
def test_a_like_is_one_line_without_text(
    reader: Client,
    ferry: Article,
    ferry_page: str,
    another_site: AnotherSite,
    property_name: str,
    response_type: ResponseType,
    says: str,
) -> None:
    html = (
        '<div class="h-entry"><span class="p-author h-card">Cy</span>'
        f'<a class="{property_name}" href="{ferry_page}">x</a></div>'
    )
    ping(reader, another_site.put("/like", html), ferry_page)
    page = reader.get(ferry.href).content.decode()
    start = page.index('<article class="response reader wordless"')
    shown = page[start : page.index("</article>", start)]
    assert (Comment.objects.get().response_type, says in shown, '<div class="words"' in shown) == (
        response_type,
        True,
        False,
    )


@pytest.mark.usefixtures("trusting")
def test_a_reply_is_shown_in_full(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    again = "again " * 80
    html = (
        '<div class="h-entry"><div class="p-author h-card">'
        '<a class="p-name u-url" href="/me">Dora</a></div>'
        f'<div class="u-in-reply-to h-cite"><a class="u-url" href="{ferry_page}">the ferry</a></div>'
        '<div class="e-content"><p>It was <script>alert(1)</script><b>on time</b> '
        f"{again}.</p></div></div>"
    )
    ping(reader, another_site.put("/reply", html), ferry_page)
    comment = Comment.objects.get()
    assert (comment.response_type, comment.name) == (ResponseType.REPLY, "Dora")
    assert comment.html == f"<p>It was on time {'again ' * 80}.</p>"


LINKS = {
    "relative in a base": '<base href="http://harbour.example"><a href="{path}">x</a>',
    "a picture": '<img src="{target}">',
    "with a part": '<a href="{target}#response-1">x</a>',
    "over https": '<a href="{secure}">x</a>',
    "without its last slash": '<a href="{bare}">x</a>',
}
NO_LINKS = {
    "in a comment": '<!-- <a href="{target}">x</a> -->',
    "in a script": "<script>var a = '<a href=\"{target}\">x</a>'</script>",
    "in a template": '<template><a href="{target}">x</a></template>',
    "only named": "<p>{target}</p>",
    "to another page": '<a href="{target}more/">x</a>',
    "to another host": '<a href="http://other.example{path}">x</a>',
    "in its head alone": '<link rel="related" href="{target}">',
    "nothing at all": "",
}


def filled(html: str, ferry: Article, target: str) -> str:
    return html.format(
        target=target,
        path=ferry.href,
        secure=target.replace("http:", "https:"),
        bare=target.rstrip("/"),
    )


@pytest.mark.parametrize("html", LINKS.values(), ids=LINKS)
def test_a_link_is_a_link_however_it_is_written(
    html: str, reader: Client, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    ping(reader, another_site.put("/note", filled(html, ferry, ferry_page)), ferry_page)
    assert IncomingMention.objects.get().state == MentionState.ACCEPTED


@pytest.mark.parametrize("html", NO_LINKS.values(), ids=NO_LINKS)
def test_a_page_without_a_link_is_rejected(
    html: str, reader: Client, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    ping(reader, another_site.put("/note", filled(html, ferry, ferry_page)), ferry_page)
    mention = IncomingMention.objects.get()
    assert (mention.state, mention.detail, mention.delivery.due_at) == (
        MentionState.REJECTED,
        "it does not link to the article",
        None,
    )
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("kind", "body", "state"),
    [
        ("application/json", '{{"of": ["{target}"]}}', MentionState.ACCEPTED),
        ("application/json", '{{"of": "see {target}"}}', MentionState.REJECTED),
        ("application/json", '{{"of": ', MentionState.REJECTED),
        ("text/plain", "See {target}.", MentionState.ACCEPTED),
        ("text/plain", "See {target}more/.", MentionState.REJECTED),
        ("image/png", "{target}", MentionState.REJECTED),
    ],
)
def test_also_other_kinds_of_pages_can_link_here(
    kind: str, body: str, state: str, reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    ping(reader, another_site.put("/data", body.format(target=ferry_page), kind=kind), ferry_page)
    assert IncomingMention.objects.get().state == state


@pytest.mark.usefixtures("trusting")
def test_a_change_there_is_a_change_here_and_kept_with_its_decision(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    another_site.put("/note", NOTE.format(target=ferry_page).replace("last week", "this week"))
    ping(reader, source, ferry_page)
    comment = Comment.objects.get()
    assert (comment.text, comment.state) == (
        "On ferries\n\nThey wrote well of it this week.",
        State.PUBLISHED,
    )
    assert [(decision.act, decision.rule) for decision in comment.decisions.all()] == [
        (Act.PUBLISH, "trusted"),
        (Act.EDIT, "source"),
    ]
    ping(reader, source, ferry_page)
    assert comment.decisions.count() == 2


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    "becomes",
    [{"status": 410, "body": ""}, {"status": 404, "body": ""}, {"body": "<p>nothing of it</p>"}],
)
def test_what_is_gone_there_is_withdrawn_here_and_may_come_back(
    becomes: dict[str, Any],
    reader: Client,
    ferry: Article,
    ferry_page: str,
    another_site: AnotherSite,
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    another_site.put("/note", **becomes)
    ping(reader, source, ferry_page)
    comment = Comment.objects.get()
    assert (comment.state, comment.reason, IncomingMention.objects.get().state) == (
        State.WITHDRAWN,
        Reason.SOURCE_GONE,
        MentionState.GONE,
    )
    assert (
        "The page that linked here is gone or no longer links here."
        in reader.get(ferry.href).content.decode()
    )
    another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    comment.refresh_from_db()
    assert (comment.number, comment.state, comment.decisions.last().act) == (
        1,
        State.PUBLISHED,
        Act.RESTORE,
    )


@pytest.mark.usefixtures("trusting")
def test_what_a_moderator_removed_stays_removed(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    decide(Comment.objects.get(), Act.REMOVE, Grounds(Reason.SPAM))
    another_site.put("/note", NOTE.format(target=ferry_page).replace("well", "badly"))
    ping(reader, source, ferry_page)
    comment = Comment.objects.get()
    assert (comment.state, comment.text) == (
        State.REMOVED,
        "On ferries\n\nThey wrote well of it last week.",
    )


def test_what_a_moderator_approved_may_change_but_for_what_the_rules_hold(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    ListedWord.objects.create(site=harbour_post, words="casino")
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    decide(Comment.objects.get(), Act.PUBLISH, Grounds(Reason.FINE))
    for words, state in (("this week", State.PUBLISHED), ("in a casino", State.PENDING)):
        another_site.put("/note", NOTE.format(target=ferry_page).replace("last week", words))
        ping(reader, source, ferry_page)
        assert (Comment.objects.get().state, words in Comment.objects.get().text) == (state, True)


def test_a_page_that_does_not_answer_is_retried_and_given_up(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    with time_machine.travel(datetime(2027, 3, 14, 12, 0, tzinfo=UTC), tick=False) as clock:
        reader.post(
            "/-/webmention",
            {"source": another_site.put("/note", "", status=503), "target": ferry_page},
        )
        deliver_due()
        for pause in CHECK_PAUSES:
            mention = IncomingMention.objects.get()
            assert (mention.state, mention.delivery.due_at) == (
                MentionState.PENDING,
                datetime.now(UTC) + pause,
            )
            clock.shift(pause - timedelta(seconds=1))
            deliver_due()
            clock.shift(1)
            deliver_due()
        mention = IncomingMention.objects.get()
    assert (mention.state, mention.detail, mention.delivery.due_at) == (
        MentionState.REJECTED,
        "the page answers 503",
        None,
    )
    assert (mention.delivery.state, mention.delivery.error) == (
        DeliveryState.GIVEN_UP,
        "the page answers 503",
    )
    assert len(another_site.server.asked) == len(CHECK_PAUSES) + 1


def test_a_page_that_kills_each_check_is_given_up(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    reader.post(
        "/-/webmention",
        {"source": another_site.put("/note", NOTE.format(target=ferry_page)), "target": ferry_page},
    )
    Delivery.objects.update(tries=len(CHECK_PAUSES) + 1)
    deliver_due()
    mention = IncomingMention.objects.get()
    assert (mention.state, mention.detail, another_site.server.asked) == (
        MentionState.REJECTED,
        INTERRUPTED,
        [],
    )


def test_an_article_unpublished_meanwhile_gets_no_mention(
    reader: Client, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    reader.post(
        "/-/webmention",
        {"source": another_site.put("/note", NOTE.format(target=ferry_page)), "target": ferry_page},
    )
    unpublish_article(ferry)
    deliver_due()
    assert (IncomingMention.objects.get().detail, Comment.objects.count()) == (
        "the article is not published",
        0,
    )


@pytest.mark.usefixtures("trusting")
def test_a_page_that_is_silent_for_a_while_loses_nothing(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    another_site.put("/note", "", status=500)
    ping(reader, source, ferry_page)
    assert (Comment.objects.get().state, IncomingMention.objects.get().state) == (
        State.PUBLISHED,
        MentionState.ACCEPTED,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "169.254.169.254", "10.0.0.1"]
)
def test_a_private_network_is_never_requested(
    host: str, reader: Client, ferry_page: str, another_site: AnotherSite, settings: Any
) -> None:
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_requests": False})
    another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, f"{another_site.url.replace('127.0.0.1', host)}/note", ferry_page)
    mention = IncomingMention.objects.get()
    assert (another_site.server.asked, mention.state, "not a public address" in mention.detail) == (
        [],
        MentionState.REJECTED,
        True,
    )


@pytest.mark.usefixtures("trusting")
def test_one_page_is_one_mention_whatever_the_protocol(
    reader: Client, harbour_post: Site, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    rules = PingRules.for_site(harbour_post)
    rules.trackbacks = True
    save_ping_rules(rules)
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    reader.post(f"{ferry.href}trackback/", {"url": f"{source}#top", "excerpt": "Something else"})
    ping(reader, source + "/", ferry_page)
    assert (IncomingMention.objects.count(), Comment.objects.get().kind) == (1, "webmention")


def test_a_muted_domain_gets_the_same_answer_and_is_not_shown(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    Ban.objects.create(site=harbour_post, kind=BanKind.DOMAIN, value="127.0.0.1", is_mute=True)
    ping(reader, another_site.put("/note", NOTE.format(target=ferry_page)), ferry_page)
    assert (Comment.objects.get().state, Comment.objects.get().reason) == (
        State.REJECTED,
        Reason.MUTED,
    )


def test_a_mention_by_an_own_article_is_published(
    publish: Publish, reader: Client, comment_rules: CommentRules, ferry: Article, ferry_page: str
) -> None:
    comment_rules.premoderation = "all"
    comment_rules.save()
    bridge = publish(
        "The bridge", body=text(f'Since <a href="{ferry_page}">the ferry</a> there is a bridge.')
    )
    ping(reader, f"http://harbour.example{bridge.href}", ferry_page)
    comment = Comment.objects.get()
    assert (comment.state, comment.reason, comment.decisions.get().detail) == (
        State.PUBLISHED,
        Reason.TRUSTED,
        "The Harbour Post",
    )
    assert comment.text == "The bridge\n\nSince the ferry there is a bridge."


def test_an_own_page_that_only_lists_an_article_is_not_a_mention(
    publish: Publish, reader: Client, ferry: Article, ferry_page: str
) -> None:
    """Whoever wants to could otherwise make the paper speak under every article of its own."""
    weir = publish("The weir")
    assert ferry.href in reader.get(weir.href).content.decode()
    ping(reader, f"http://harbour.example{weir.href}", ferry_page)
    assert (IncomingMention.objects.get().state, Comment.objects.count()) == (
        MentionState.REJECTED,
        0,
    )
    for path in ("/", "/category/news/", "/search/?q=ferry"):
        answer = reader.post(
            "/-/webmention", {"source": f"http://harbour.example{path}", "target": ferry_page}
        )
        assert (answer.status_code, answer.content) == (
            400,
            b"Only articles of our sites can mention an article, not other pages.\n",
        )


def test_a_page_is_not_checked_again_at_once(
    reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    source = another_site.put("/note", NOTE.format(target=ferry_page))
    ping(reader, source, ferry_page)
    for _ in range(3):
        reader.post("/-/webmention", {"source": source, "target": ferry_page})
        deliver_due()
    assert len(another_site.server.asked) == 1
    deliver_due(now=timezone.now() + MIN_CHECK_INTERVAL)
    assert len(another_site.server.asked) == 2


def test_without_approval_of_mentions_the_rules_decide(
    reader: Client, harbour_post: Site, ferry_page: str, another_site: AnotherSite
) -> None:
    rules = PingRules.for_site(harbour_post)
    rules.reads_first = False
    save_ping_rules(rules)
    ping(reader, another_site.put("/note", NOTE.format(target=ferry_page)), ferry_page)
    assert Comment.objects.get().state == State.PUBLISHED


def test_rules_about_who_may_respond_do_not_apply_to_pages(
    reader: Client, comment_rules: CommentRules, ferry_page: str, another_site: AnotherSite
) -> None:
    comment_rules.who_may_respond, comment_rules.close_after_days = "registered", 1
    comment_rules.save()
    ping(reader, another_site.put("/note", NOTE.format(target=ferry_page)), ferry_page)
    assert Comment.objects.get().state == State.PENDING


STRANGE = {
    "a name of markup": (
        '<title><b>x</title><a href="{target}">x</a>'
        '<meta name="author" content="&lt;img onerror=x&gt;">'
    ),
    "no name": '<a href="{target}"></a>',
    "a long name": '<meta name="author" content="' + "n" * 500 + '"><a href="{target}">x</a>',
    "deep": "<div>" * 1000 + '<a href="{target}">x</a>',
    "bytes": '\x00<a href="{target}">\udcff</a>',
    "microformats without sense": (
        '<div class="h-entry"><a class="u-like-of" href="http://[">x</a>'
        '<a href="{target}">x</a></div>'
    ),
}


@pytest.mark.parametrize("html", STRANGE.values(), ids=STRANGE)
def test_strange_pages_are_read_as_far_as_possible(
    html: str, reader: Client, ferry_page: str, another_site: AnotherSite
) -> None:
    body = html.replace("{target}", ferry_page).encode("utf-8", "ignore").decode()
    ping(reader, another_site.put("/note", body), ferry_page)
    comment = Comment.objects.get()
    assert ("<img" in comment.html, "<b>" in comment.html, len(comment.name) <= 80) == (
        False,
        False,
        True,
    )


def test_a_trackback_goes_by_the_name_of_its_blog(
    reader: Client, harbour_post: Site, ferry: Article, ferry_page: str, another_site: AnotherSite
) -> None:
    rules = PingRules.for_site(harbour_post)
    rules.trackbacks = True
    save_ping_rules(rules)
    form = {"url": another_site.put("/note", NOTE.format(target=ferry_page))}
    for fields in ({"blog_name": "Harbour  notes"}, {}):  # and when it comes again without a name
        reader.post(f"{ferry.href}trackback/", form | fields)
        deliver_due(now=timezone.now() + MIN_CHECK_INTERVAL)
        assert Comment.objects.get().name == "Harbour notes"


@pytest.mark.parametrize(
    "spelling",
    [
        "/caf%c3%a9/%7Erosa",
        "/café/~rosa",
        "/caf%C3%A9/%7erosa/",
        "/c%61f%C3%A9/~rosa#part",
        "/x/../caf%C3%A9/./~rosa",
    ],
)
@pytest.mark.usefixtures("trusting")
def test_a_page_is_one_however_its_address_is_encoded(
    spelling: str, reader: Client, publish: Publish, another_site: AnotherSite
) -> None:
    cafe = publish("A café")
    target = f"http://harbour.example{cafe.href}"
    note = another_site.put(
        "/caf%C3%A9/~rosa", NOTE.format(target=target.replace("a-c", "%61-%63"))
    )
    for source in (note, note.replace("/caf%C3%A9/~rosa", spelling)):
        assert reader.post("/-/webmention", {"source": source, "target": target}).status_code == 202
    deliver_due()
    assert (IncomingMention.objects.count(), Comment.objects.get().link) == (1, note)
