"""Whatever is changed, in whatever order: no address answers with anything but what would be rendered now."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files import File
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.models import Site

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, ResponseRefused, decide, pin, post_comment, undo
from byline.discussion.actions.erasing import erase
from byline.discussion.actions.rules import save_rules, set_open_state
from byline.discussion.choices import (
    Act,
    Premoderation,
    Reason,
    ResponseOrder,
    State,
    WhoMayRespond,
)
from byline.discussion.models import Comment, CommentRules, Decision
from byline.discussion.submission import Submission
from byline.linkbacks.actions.saving import save_ping_rules
from byline.linkbacks.models import PingRules
from byline.network.actions import save_network_record, update_settings
from byline.network.choices import Relationship, TrainingTerms
from byline.network.models import Affiliation, record
from byline.network.queries import settings_of
from byline.newsroom import actions
from byline.newsroom.actions.scheduled import publish_due, unpublish_expired
from byline.newsroom.cache_tags import articles, other_models, pages
from byline.newsroom.choices import OpenState
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import (
    Article,
    Contributor,
    Correction,
    Picture,
    SectionPage,
    StandingPage,
)
from byline.press.actions import remove_expired
from byline.press.store import installation_store
from byline.press.verifying import verify
from byline.press.wsgi import PageCache
from byline.press.wsgi_client import get
from byline.readership.models import DayTally
from byline.sharing.choices import ShareMethod
from byline.sharing.models import SharingSettings
from byline.syndication.choices import FeedText
from byline.syndication.models import FeedSettings
from newsrooms import HOST, text
from press.snapshots import SetUpOnce

NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("UTC"))
TOVE = Submission(name="Tove", text="", mail="tove@reader.example", address="203.0.113.7")
A_PAGE_AFTER = ("", "page/2/")
ELSEWHERE = frozenset(
    """/feed/ /feed/atom/ /feed.json /feed/page/1/ /feed/page/2/ /feed/json/page/1/ /comments/feed/ /comments/feed/page/1/ /feed.opml
    /api/v1/articles/ /api/v1/articles/?tag=tide /api/v1/sections/ /api/v1/contributors/ /api/v1/responses/
    /sitemap.xml /sitemap-articles-1.xml /sitemap-sections.xml /sitemap-news.xml /robots.txt /llms.txt /corrections/ /network/
    /.well-known/trust.txt /.well-known/security.txt
    /.well-known/tdmrep.json""".split()
)


class Town:
    """An installation with everything in it once, and every kind of change to it. `pick` chooses among things by a drawn number."""

    clock: time_machine.Traveller

    def __init__(self) -> None:
        self.now, self.count = NOON, 0
        self.site = actions.open_site(
            name="The Harbour Post", hostname=HOST, time_zone="Pacific/Auckland", is_default=True
        )
        self.owner = create_user("maya@harbour.example", "Maya", "seven herons on a weir")
        news = actions.add_section(self.site, name="News")
        actions.add_section(self.site, name="Ferries", parent=news)
        actions.add_section(self.site, name="Sport")
        for name in ("Rosa Quill", "Edo Brandt"):
            actions.add_contributor(site=news.site, name=name)
        actions.add_standing_page(self.site, title="Imprint", body=text("It is us."), in_menu=False)
        actions.add_standing_page(
            self.site, title="Rules", body=text("Be kind."), policy="comment_policy"
        )
        rules = self.rules()
        rules.who_may_respond, rules.premoderation, rules.requires_proof, rules.flood_number = (
            WhoMayRespond.NAMED,
            Premoderation.NONE,
            False,
            1000,
        )
        save_rules(rules)
        update_settings(self.site, articles_per_page=5)
        self.keep_network(1)
        self.known = {HOST + "/policies/comment_policy/1/"}
        for number in range(6):
            self.publish(number)

    def rules(self) -> CommentRules:
        rules: CommentRules = CommentRules.for_site(self.site)
        return rules

    def fresh_word(self) -> str:
        self.count += 1
        return f"Word {self.count}"

    def copy(self, n: int) -> Copy:
        words = self.fresh_word()
        linked = pick(Article.objects.order_by("pk"), n)
        link = f' <a linktype="page" id="{linked.pk}">before</a>' if linked else ""
        return Copy(
            headline=words,
            body=text(f"{words} was said.{link}"),
            credits=[Credit(pick(Contributor.objects.order_by("pk"), n))],
            tags=[("tide", "wind")[n % 2]],
            lead_picture=pick(Picture.objects.order_by("pk"), n) if n % 3 else self.picture(),
            further_sections=[pick(SectionPage.objects.order_by("pk"), n + 1)]
            if n % 4 == 0
            else [],
            published_at=self.now - timedelta(days=n * 9),
        )

    def picture(self) -> Picture:
        drawn = BytesIO()
        Image.new("RGB", (640, 400), (self.count % 255, 80, 120)).save(drawn, "PNG")
        return actions.add_picture(
            File(BytesIO(drawn.getvalue()), name="ferry.png"),
            site=self.site,
            title="Ferry",
            description="A ferry.",
        )

    def publish(self, n: int) -> None:
        draft = actions.file_article(pick(SectionPage.objects.order_by("pk"), n), self.copy(n))
        actions.publish_article(draft)

    def schedule(self, n: int) -> None:
        draft = actions.file_article(pick(SectionPage.objects.order_by("pk"), n), self.copy(n))
        actions.publish_article(draft, go_live_at=self.now + timedelta(hours=n))

    def draft(self, n: int) -> None:
        if article := article_at(n):
            actions.revise_article(article, self.copy(n))

    def edit(self, n: int) -> None:
        if article := article_at(n):
            actions.publish_article(actions.revise_article(article, self.copy(n + 1)))

    def correct(self, n: int) -> None:
        if article := article_at(n):
            actions.publish_article(actions.correct_article(article, self.fresh_word()))

    def take_correction_back(self, n: int) -> None:
        if correction := pick(Correction.objects.order_by("pk"), n):
            mended = correction.article.get_latest_revision_as_object()
            mended.corrections = []
            actions.publish_article(keep(mended))

    def withdraw(self, n: int) -> None:
        if article := article_at(n):
            actions.unpublish_article(article)

    def delete(self, n: int) -> None:
        if (article := article_at(n)) and Article.objects.count() > 3:
            article.delete()

    def move(self, n: int) -> None:
        if article := article_at(n):
            actions.refile_article(article, pick(SectionPage.objects.order_by("pk"), n + 1))

    def rename_section(self, n: int) -> None:
        section = pick(SectionPage.objects.order_by("pk"), n)
        section.title = self.fresh_word()
        if n % 2:
            section.slug = section.title.lower().replace(" ", "-")
        section.save()

    def move_section(self, n: int) -> None:
        ferries = SectionPage.objects.order_by("pk")[1]
        above = (
            SectionPage.objects.order_by("pk")[2]
            if n % 2
            else SectionPage.objects.order_by("pk")[0]
        )
        ferries.move(above, pos="last-child")

    def rename_contributor(self, n: int) -> None:
        contributor = pick(Contributor.objects.order_by("pk"), n)
        contributor.name = self.fresh_word()
        if n % 2:
            contributor.slug = contributor.name.lower().replace(" ", "-")
        contributor.save()

    def portray(self, n: int) -> None:
        contributor = pick(Contributor.objects.order_by("pk"), n)
        contributor.portrait = pick(Picture.objects.order_by("pk"), n)
        contributor.save()

    def rename_tag(self, n: int) -> None:
        article = Article.objects.live().first()
        if article and (tag := article.tags.first()):
            tag.name = self.fresh_word()
            tag.save()

    def respond(self, n: int) -> None:
        if article := Article.objects.live().order_by("pk").first():
            with suppress(ResponseRefused):  # its door may be shut by now
                post_comment(
                    article, replace(TOVE, text=self.fresh_word(), parent=None), now=self.now
                )

    def moderate(self, n: int) -> None:
        comment = pick(Comment.objects.filter(state=State.PUBLISHED).order_by("pk"), n)
        if comment:
            decide(comment, Act.REMOVE if n % 2 else Act.HOLD, Grounds(Reason.ABUSE, by=self.owner))

    def take_back(self, n: int) -> None:
        if decision := Decision.objects.filter(act=Act.REMOVE).order_by("-pk").first():
            newest = decision.comment.decisions.order_by("-pk").first()
            if newest == decision:
                undo(decision, by=self.owner)

    def pin(self, n: int) -> None:
        if comment := pick(Comment.objects.filter(state=State.PUBLISHED).order_by("pk"), n):
            pin(comment, pinned=not comment.is_pinned)

    def erase(self, n: int) -> None:
        if comment := pick(Comment.objects.exclude(state=State.ERASED).order_by("pk"), n):
            erase(comment, Grounds(Reason.AUTHOR_WISH, by=self.owner))

    def change_rules(self, n: int) -> None:
        rules = self.rules()
        rules.order = list(ResponseOrder)[n % len(list(ResponseOrder))]
        rules.is_frozen = n % 5 == 0
        rules.close_after_days = n
        rules.hold_after_days = n // 2
        save_rules(rules)

    def shut_door(self, n: int) -> None:
        if article := Article.objects.live().order_by("pk").first():
            set_open_state(article, OpenState.CLOSED if n % 2 else OpenState.INHERIT, self.now)

    def change_settings(self, n: int) -> None:
        update_settings(
            self.site,
            tagline=self.fresh_word(),
            time_zone=("UTC", "Asia/Tokyo")[n % 2],
            articles_per_page=5 + n % 3,
        )

    def keep_network(self, n: int) -> None:
        named = [
            Affiliation(
                relationship=list(Relationship)[n % 3],
                name=self.fresh_word(),
                url="https://a.example/",
            )
            for _ in range(n % 3)
        ]
        save_network_record(self.site, named)

    def stand_elsewhere(self, n: int) -> None:
        elsewhere = {"profiles": f"https://a.example/{n}", "links": f"Shop {n} /feed/"}
        update_settings(self.site, **elsewhere, security_contact=f"desk{n}@harbour.example")
        contributor = pick(Contributor.objects.order_by("pk"), n)
        contributor.fediverse = f"@word{n}@a.example"
        contributor.save()

    def rename_site(self, n: int) -> None:
        self.site.site_name = self.fresh_word()
        self.site.save()

    def credit(self, n: int) -> None:
        if picture := pick(Picture.objects.order_by("pk"), n):
            picture.credit = self.fresh_word()
            picture.save()

    def drop_picture(self, n: int) -> None:
        if picture := pick(Picture.objects.order_by("pk"), n):
            picture.delete()

    def reword_policy(self, n: int) -> None:
        page = StandingPage.objects.get(policy="comment_policy")
        actions.revise_standing_page(page, title=self.fresh_word(), body=text(self.fresh_word()))

    def reword_page(self, n: int) -> None:
        if page := pick(StandingPage.objects.live().order_by("pk"), n):
            actions.revise_standing_page(page, title=page.title, body=text(self.fresh_word()))

    def stand(self, n: int) -> None:
        actions.add_standing_page(
            self.site, title=self.fresh_word(), body=text("It stands."), in_menu=bool(n % 2)
        )

    def fall(self, n: int) -> None:
        if page := StandingPage.objects.live().filter(policy="").first():
            actions.unpublish_page(page)

    def put_in_front(self, n: int) -> None:
        actions.pick_for_front(self.site, list(Article.objects.live().order_by("pk")[: n % 3]))

    def open_sister(self, n: int) -> None:
        if Site.objects.count() == 1:
            sister = actions.open_site(name="The Lagoon", hostname="lagoon.example")
            actions.add_section(sister, name="Tides")

    def pass_time(self, n: int) -> None:
        self.now += timedelta(hours=7 * n)
        self.clock.move_to(self.now)
        publish_due()
        unpublish_expired()
        remove_expired(self.now.timestamp())

    def move_page(self, n: int) -> None:
        pages = list(StandingPage.objects.filter(policy="").order_by("pk"))
        if len(pages) > 1 and pages[1].is_child_of(self.site.root_page):
            pages[1].move(pages[0], pos="last-child")

    def rename_page(self, n: int) -> None:
        if page := pick(StandingPage.objects.filter(policy="").order_by("pk"), n):
            page.title = self.fresh_word()
            page.slug = page.title.lower().replace(" ", "-")
            page.save()

    def put_section_first(self, n: int) -> None:
        SectionPage.objects.order_by("pk")[n % 3].move(
            self.site.root_page, pos="first-child" if n % 2 else "last-child"
        )

    def take_row(self, n: int) -> None:
        section = pick(SectionPage.objects.order_by("pk"), n)
        section.on_front = not section.on_front
        section.save()

    def drop_section(self, n: int) -> None:
        fresh = actions.add_section(
            self.site, name=self.fresh_word(), parent=SectionPage.objects.order_by("pk")[0]
        )
        if article := Article.objects.live().order_by("pk").first():
            filed = article.get_latest_revision_as_object()
            filed.further_sections = [fresh]
            actions.publish_article(keep(filed))
            self.addresses()
        if n % 2:
            fresh.delete()

    def redate(self, n: int) -> None:
        if article := article_at(n):
            dated = article.get_latest_revision_as_object()
            dated.published_at = self.now - timedelta(days=n * 20)
            actions.publish_article(keep(dated))

    def label(self, n: int) -> None:
        if article := Article.objects.live().order_by("pk").first():
            labelled = article.get_latest_revision_as_object()
            labelled.label, labelled.notice_line = ("opinion", "satire")[n % 2], self.fresh_word()
            actions.publish_article(keep(labelled))

    def drop_tag(self, n: int) -> None:
        article = Article.objects.live().last()
        if article and (tag := article.tags.first()):
            tag.delete()

    def count_reads(self, n: int) -> None:
        if article := Article.objects.live().order_by("pk").first():
            DayTally.objects.get_or_create(
                site=article.site, article=article, day=self.now.date(), defaults={"reads": n}
            )
            self.pass_time(1)

    def change_feeds(self, n: int) -> None:
        chosen: FeedSettings = FeedSettings.for_site(self.site)
        chosen.text, chosen.length = list(FeedText)[n % 2], 3 + n % 3
        chosen.tells_search_engines = bool(n % 2)
        chosen.save()

    def refuse_training(self, n: int) -> None:
        update_settings(self.site, training=list(TrainingTerms)[n % 2])

    def change_sharing(self, n: int) -> None:
        chosen: SharingSettings = SharingSettings.for_site(self.site)
        chosen.ways = [(way.value, None) for way in list(ShareMethod)[n % 5 :]]
        chosen.principles, chosen.ownership = (
            pick(StandingPage.objects.order_by("pk"), n + more) for more in (0, 1)
        )
        chosen.save()

    def change_pings(self, n: int) -> None:
        rules: PingRules = PingRules.for_site(self.site)
        rules.close_after_days, rules.webmentions, rules.trackbacks = n % 4, n % 2 == 0, n % 3 == 0
        save_ping_rules(rules)

    def addresses(self) -> list[str]:
        """Every address that the installation knows or ever knew."""
        self.known.add(f"{HOST}/{FeedSettings.for_site(self.site).index_key}.txt")
        for article in Article.objects.exclude(permalink="").select_related("site"):
            host = article.site.hostname
            self.known |= {
                host + article.href,
                f"{host}{article.href}comment-page-1/",
                f"{host}{article.href}feed/",
            }
            self.known.add(f"{host}{article.href.rstrip('/')}.md")
            self.known |= {
                f"{host}/api/v1/articles/{article.post_id}/",
                f"{host}/api/v1/responses/?article={article.post_id}",
            }
            if article.published_at:
                there = article.published_at.astimezone(settings_of(article.site).zone)
                self.known |= {f"{host}/{there:{form}}/" for form in ("%Y", "%Y/%m", "%Y/%m/%d")}
        for page in StandingPage.objects.all():
            self.known.add(HOST + page.site_and_path()[1])
        for host in Site.objects.values_list("hostname", flat=True):
            lists = [
                article.href
                for article in (
                    *SectionPage.objects.filter(site__hostname=host),
                    *Contributor.objects.all(),
                )
            ]
            self.known |= {
                f"{host}{path}{page}"
                for path in (*lists, "/tag/tide/", "/tag/wind/")
                for page in A_PAGE_AFTER
            }
            self.known |= {f"{host}{path}feed/" for path in (*lists, "/tag/tide/")}
            self.known |= {f"{host}/{page}" for page in ("", "page/1/", "page/2/")} | {
                host + path for path in ELSEWHERE
            }
        return [f"http://{address}" for address in sorted(self.known)]


def keep(article: Article) -> Article:
    article.save_revision(clean=False)
    return article


def pick(things: Any, n: int) -> Any:
    items = list(things)
    return items[n % len(items)] if items else None


def article_at(n: int) -> Article | None:
    article: Article | None = pick(Article.objects.order_by("pk"), n)
    return article


NO_CHANGES = {"rules", "fresh_word", "copy", "picture", "addresses"}
CHANGES: list[Callable[[Town, int], None]] = [
    value for name, value in vars(Town).items() if name not in NO_CHANGES and name[0] != "_"
]
ORDERS = int(os.environ.get("ORDERS", "1"))  # in which all changes are made, one after the other


@pytest.fixture(scope="module")
def town_once() -> Iterator[SetUpOnce[Town]]:
    with closing(SetUpOnce(Town)) as once:
        yield once


@pytest.fixture
def town(transactional_db: None, town_once: SetUpOnce[Town]) -> Iterator[Town]:
    with time_machine.travel(NOON, tick=False) as clock:
        town = town_once.begin()
        town.clock = clock
        yield town


@pytest.fixture
def front(town: Town) -> PageCache:
    return PageCache(get_wsgi_application(), installation_store(), behind_proxy=False)


def stale_addresses(town: Town, front: PageCache) -> Iterator[str]:
    """The addresses that are answered from the store, and otherwise than by a fresh rendering."""
    plain = get_wsgi_application()
    for url in town.addresses():
        status, headers, body = get(front, url)
        is_hit = ("Cache-Status", "byline; hit") in headers
        if is_hit and get(plain, url)[::2] != (status, body):
            yield url


def differences(town: Town, front: PageCache) -> list[str]:
    return list(stale_addresses(town, front))


@given(
    changes=st.permutations(CHANGES),
    numbers=st.lists(st.integers(1, 9), min_size=len(CHANGES), max_size=len(CHANGES)),
)
@hypothesis_settings(
    max_examples=ORDERS,
    deadline=None,
    derandomize=ORDERS
    == 1,  # a longer search tries other orders each time, and says the one that failed
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
def test_no_address_answers_with_what_was(
    town: Town, front: PageCache, changes: list[Callable[[Town, int], None]], numbers: list[int]
) -> None:
    for change, number in zip(changes, numbers, strict=True):
        change(town, number)
        assert (change.__name__, differences(town, front)) == (change.__name__, [])


FORGETFUL = {
    "contributor": (other_models, lambda town: town.rename_contributor(2)),
    "picture": (other_models, lambda town: town.credit(1)),
    "policy": (other_models, lambda town: town.reword_page(1)),
    "site": (other_models, lambda town: town.change_settings(1)),
    "network": (record, lambda town: town.keep_network(2)),
    "section": (pages, lambda town: town.rename_section(4)),
    "standing": (pages, lambda town: town.reword_page(0)),
    "page": (pages, lambda town: town.rename_section(2)),
    "menus": (pages, lambda town: town.stand(1)),
    "article": (articles, lambda town: town.label(1)),
    "card": (articles, lambda town: town.label(1)),
    "front": (articles, lambda town: town.publish(0)),
    "corrections": (articles, lambda town: town.correct(2)),
    "latest": (articles, lambda town: town.publish(0)),
    "in": (articles, lambda town: town.publish(0)),
    "newest": (articles, lambda town: town.publish(0)),
    "by": (articles, lambda town: town.publish(0)),
    "tagged": (articles, lambda town: town.publish(0)),
    "around": (articles, lambda town: town.publish(2)),
    "day": (articles, lambda town: town.publish(0)),
    "month": (articles, lambda town: town.publish(0)),
    "year": (articles, lambda town: town.publish(0)),
}


def forget(kind: str, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a change of which no page with a tag of this kind hears."""
    forgetful, change = FORGETFUL[kind]
    really = forgetful.invalidate
    monkeypatch.setattr(
        forgetful,
        "invalidate",
        lambda *tags: really(*(tag for tag in tags if not tag.startswith(f"{kind}:"))),
    )
    change(town)


@pytest.mark.parametrize("kind", FORGETFUL)
def test_what_nobody_calls_stale_is_found(
    kind: str, town: Town, front: PageCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    differences(town, front)
    forget(kind, town, monkeypatch)
    assert next(stale_addresses(town, front))


def test_the_audit_finds_the_same_pages(
    town: Town, front: PageCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    differences(town, front)
    forget("around", town, monkeypatch)
    stale = [
        difference.url
        for difference in verify(
            installation_store(), get_wsgi_application(), lambda done, total: None
        )
    ]
    assert stale == differences(town, front)


def test_a_new_name_takes_away_only_pages_that_show_it(town: Town, front: PageCache) -> None:
    differences(town, front)
    before = {url: get(front, url)[2] for url, _stem in installation_store().addresses()}
    town.rename_contributor(2)
    gone = before.keys() - {url for url, _stem in installation_store().addresses()}
    assert gone == {
        url
        for url, body in before.items()
        if b"Rosa Quill" in body or b"/author/rosa-quill/" in body
    }
    assert gone != before.keys()
