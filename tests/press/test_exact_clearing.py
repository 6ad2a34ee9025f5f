"""A change takes away the pages that are other than they were, and no other: of two papers, every page is named that goes."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import cached_property
from io import BytesIO

import pytest
import time_machine
from django.core.files import File
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.models.signals import pre_save
from PIL import Image

from byline.accounts.actions import create_user
from byline.discussion.actions import Grounds, decide, post_comment
from byline.discussion.actions.rules import save_rules
from byline.discussion.choices import Act, Premoderation, Reason, WhoMayRespond
from byline.discussion.models import Comment, CommentRules
from byline.discussion.submission import Submission
from byline.network.actions import save_network_record, update_settings
from byline.network.models import Affiliation
from byline.newsroom import actions
from byline.newsroom.actions.scheduled import publish_due, unpublish_expired
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage, StandingPage, Tag
from byline.press.store import installation_store
from byline.press.wsgi import PageCache
from byline.press.wsgi_client import get
from newsrooms import HOST, text
from press.snapshots import SetUpOnce

SISTER = "lagoon.example"
NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
LISTS = "/ /page/1/ /category/news/ /category/news/ferries/ /category/sport/ /tag/tide/ /tag/wind/".split()
OF_THE_SISTER = {
    f"{SISTER}{path}"
    for path in "/ /page/1/ /category/tides/ /tag/tide/ /author/rosa-quill/".split()
} | {
    f"{SISTER}{path}"
    for path in "/2026/ /2026/02/ /2026/02/15/ /2026/02/15/lagoon-clears/ /about-us/".split()
}
AUTHORS = "/author/rosa-quill/ /author/edo-brandt/".split()
ARCHIVES = (
    "/2025/ /2025/12/ /2025/12/30/ /2026/ /2026/01/ /2026/01/10/ /2026/02/ /2026/02/02/ /2026/02/20/ /2026/02/21/ /2026/02/22/"
).split()
BRIDGE, FERRY, CUP = (
    "/2025/12/30/bridge-opens/",
    "/2026/01/10/ferry-is-late/",
    "/2026/02/02/cup-is-won/",
)
DREDGED, SAILS, SILT = (
    "/2026/02/20/harbour-dredged/",
    "/2026/02/21/sails-are-mended/",
    "/2026/02/22/silt-comes-back/",
)
ARTICLES = {BRIDGE, FERRY, CUP, DREDGED, SAILS, SILT}
STANDING = [
    "/rules/",
    "/policies/comment_policy/1/",
    "/about/",
    "/about/people/",
    "/corrections/",
    "/network/",
]
WHOLE_PAPER = {*LISTS, *AUTHORS, *ARCHIVES, *ARTICLES, *STANDING, f"{BRIDGE}comment-page-1/"}


class TwoPapers:
    """The Harbour Post and its sister, with every page of both printed, and what a change takes away of them."""

    def __init__(self) -> None:
        self.site = actions.open_site(name="The Harbour Post", hostname=HOST, is_default=True)
        self.sister = actions.open_site(name="The Lagoon", hostname=SISTER)
        self.news, self.sport = (
            actions.add_section(self.site, name=name) for name in ("News", "Sport")
        )
        self.ferries = actions.add_section(self.site, name="Ferries", parent=self.news)
        self.tides = actions.add_section(self.sister, name="Tides")
        self.rosa, self.edo = (
            actions.add_contributor(site=self.site, name=name)
            for name in ("Rosa Quill", "Edo Brandt")
        )
        drawn = BytesIO()
        Image.new("RGB", (640, 400), (40, 80, 120)).save(drawn, "PNG")
        self.picture = actions.add_picture(
            File(drawn, name="ferry.png"), site=self.site, title="Ferry", credit="Rosa Quill"
        )
        self._stand()
        self.keep_record("Readers")
        rules = CommentRules.for_site(self.site)
        rules.who_may_respond, rules.premoderation, rules.requires_proof = (
            WhoMayRespond.NAMED,
            Premoderation.ALL,
            False,
        )
        save_rules(rules)
        self._fill()

    @cached_property
    def front(self) -> PageCache:
        return PageCache(get_wsgi_application(), installation_store(), behind_proxy=False)

    @cached_property
    def plain(self) -> WSGIHandler:
        return get_wsgi_application()

    def _stand(self) -> None:
        actions.add_standing_page(
            self.site, title="Rules", body=text("Be kind."), policy="comment_policy", in_menu=False
        )
        about = actions.add_standing_page(self.site, title="About", body=text("A paper."))
        actions.add_standing_page(
            self.site, title="People", body=text("Rosa, Edo."), parent=about, in_menu=False
        )
        actions.add_standing_page(self.sister, title="About us", body=text("Another paper."))

    def _fill(self) -> None:
        self.publish("Bridge opens", self.news, self.rosa, "2025-12-30", tags=["tide"])
        self.publish(
            "Ferry is late", self.ferries, self.edo, "2026-01-10", lead_picture=self.picture
        )
        self.publish("Cup is won", self.sport, self.rosa, "2026-02-02", tags=["wind"])
        self.publish("Harbour dredged", self.news, self.edo, "2026-02-20", tags=["tide"])
        self.publish("Sails are mended", self.sport, self.edo, "2026-02-21", tags=["wind"])
        self.publish("Silt comes back", self.news, self.rosa, "2026-02-22", tags=["tide"])
        self.publish("Lagoon clears", self.tides, self.rosa, "2026-02-15", tags=["tide"])

    def publish(
        self, headline: str, section: SectionPage, who: Contributor, day: str, **more: object
    ) -> Article:
        at = datetime.fromisoformat(f"{day}T08:00:00+00:00")
        copy = Copy(
            headline=headline,
            credits=[Credit(who)],
            published_at=at,
            body=text(f"{headline}."),
            **more,
        )  # type: ignore[arg-type]
        return actions.publish_article(actions.file_article(section, copy))

    def keep_record(self, *names: str) -> None:
        save_network_record(
            self.site, [Affiliation(relationship="owner", name=name) for name in names]
        )

    def article(self, path: str) -> Article:
        return Article.objects.get(permalink=path, site=self.site)

    def revise(self, path: str, **fields: object) -> None:
        """Publish the article with another value of these fields, as the desk does."""
        article = self.article(path).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(article, name, value)
        article.save_revision(clean=False).publish()

    def print_all(self) -> dict[str, bytes]:
        bodies = {}
        for path in {*WHOLE_PAPER, *OF_THE_SISTER}:
            _, headers, bodies[path] = get(self.front, url_of(path))
            assert (path, dict(headers)["Cache-Status"]) == (path, "byline; fwd=miss; stored")
        return bodies

    def taken(self, change: Callable[[], object]) -> set[str]:
        """What the change takes away of the printed pages. Whatever reads otherwise now is among it."""
        before = self.print_all()
        assert len(before) > 30
        change()
        left = {url for url, _ in installation_store().addresses()}
        gone = {path for path in before if url_of(path) not in left}
        self.others = {
            path for path, body in before.items() if get(self.plain, url_of(path))[2] != body
        }
        assert self.others - gone == set()
        return gone

    def changed(self, change: Callable[[], object]) -> set[str]:
        """What the change takes away, where that is exactly what reads otherwise now."""
        gone = self.taken(change)
        assert gone == self.others
        return gone


def url_of(path: str) -> str:
    return f"http://{path}" if path.startswith(SISTER) else f"http://{HOST}{path}"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(scope="module")
def papers_once() -> Iterator[SetUpOnce[TwoPapers]]:
    with closing(SetUpOnce(TwoPapers)) as once:
        yield once


@pytest.fixture
def papers(
    transactional_db: None, clock: time_machine.Traveller, papers_once: SetUpOnce[TwoPapers]
) -> TwoPapers:
    return papers_once.begin()


def test_a_new_article(papers: TwoPapers) -> None:
    gone = papers.changed(
        lambda: papers.publish("Tide rises", papers.news, papers.rosa, "2026-03-01", tags=["tide"])
    )
    lists = {"/", "/page/1/", "/category/news/", "/tag/tide/", "/author/rosa-quill/", "/2026/"}
    periods = {"/2026/02/", "/2026/02/22/"}  # lead on to March, and to the first of it
    assert gone == lists | periods | {
        SILT,
        DREDGED,
        BRIDGE,
    }  # the previous response it, and who leads on to the newest of News


def test_an_old_article_that_comes_late(papers: TwoPapers) -> None:
    gone = papers.taken(lambda: papers.publish("Low water", papers.sport, papers.edo, "2026-01-20"))
    assert gone == {
        *("/", "/page/1/", "/category/sport/", "/author/edo-brandt/", "/2026/", "/2026/01/"),
        *("/2026/01/10/", "/2026/02/02/"),  # lead on to a day that they did not know
        *(FERRY, CUP, SAILS),  # its neighbours, and the rest of Sport
    }


def test_another_headline(papers: TwoPapers) -> None:
    gone = papers.changed(lambda: papers.revise(CUP, title="Cup is won again"))
    lists = {"/", "/page/1/", "/category/sport/", "/tag/wind/", "/author/rosa-quill/"}
    assert gone == lists | {CUP, SAILS, FERRY, DREDGED, "/2026/", "/2026/02/", "/2026/02/02/"}


def test_another_body(papers: TwoPapers) -> None:
    gone = papers.taken(lambda: papers.revise(BRIDGE, body=text("It opens after all.")))
    assert gone == {BRIDGE, f"{BRIDGE}comment-page-1/"}


CORRECTIONS = "/corrections/"


def tell(papers: TwoPapers, path: str) -> None:
    actions.publish_article(actions.correct_article(papers.article(path), "It has six arches."))


def reword(papers: TwoPapers, path: str) -> None:
    article = papers.article(path).get_latest_revision_as_object()
    article.corrections.get_object_list()[0].text = "It has six arches, not five."
    article.save_revision(clean=False).publish()


def take_back(papers: TwoPapers, path: str) -> None:
    papers.revise(path, corrections=[])


@pytest.mark.parametrize("change", [tell, reword, take_back])
def test_a_correction(papers: TwoPapers, change: Callable[[TwoPapers, str], None]) -> None:
    if change is not tell:
        tell(papers, BRIDGE)
    gone = papers.taken(lambda: change(papers, BRIDGE))
    assert gone == {BRIDGE, f"{BRIDGE}comment-page-1/", CORRECTIONS}
    assert papers.others == {
        BRIDGE,
        CORRECTIONS,
    }  # the page of its responses loads it whole, and shows its headline


@pytest.mark.parametrize("change", [actions.unpublish_article, Article.delete])
def test_an_article_that_was_corrected_goes(
    papers: TwoPapers, change: Callable[[Article], None]
) -> None:
    tell(papers, SAILS)
    assert CORRECTIONS in papers.changed(lambda: change(papers.article(SAILS)))


def test_another_headline_of_what_was_corrected(papers: TwoPapers) -> None:
    tell(papers, CUP)
    assert CORRECTIONS in papers.changed(lambda: papers.revise(CUP, title="Plate is won"))


def test_nothing_new_in_it(papers: TwoPapers) -> None:
    assert papers.taken(lambda: papers.revise(CUP)) == set()


def test_a_draft(papers: TwoPapers) -> None:
    def write() -> None:
        draft = actions.file_article(
            papers.news, Copy(headline="Not yet", credits=[Credit(papers.rosa)])
        )
        actions.revise_article(draft, Copy(headline="Not quite yet"))
        actions.revise_article(papers.article(CUP), Copy(headline="Cup is lost"))

    assert papers.taken(write) == set()


def test_a_withdrawn_article(papers: TwoPapers) -> None:
    gone = papers.changed(lambda: actions.unpublish_article(papers.article(SAILS)))
    lists = {"/", "/page/1/", "/category/sport/", "/tag/wind/", "/author/edo-brandt/"}
    periods = {"/2026/", "/2026/02/", "/2026/02/21/", "/2026/02/20/", "/2026/02/22/"}
    assert gone == lists | periods | {SAILS, CUP, DREDGED, SILT}


def test_a_deleted_article(papers: TwoPapers) -> None:
    gone = papers.changed(lambda: papers.article(BRIDGE).delete())
    lists = {"/", "/page/1/", "/category/news/", "/tag/tide/", "/author/rosa-quill/"}
    periods = {"/2025/", "/2025/12/", "/2025/12/30/", "/2026/", "/2026/01/", "/2026/01/10/"}
    assert gone == lists | periods | {BRIDGE, f"{BRIDGE}comment-page-1/", FERRY, DREDGED, SILT}


def test_another_section(papers: TwoPapers) -> None:
    gone = papers.taken(lambda: actions.refile_article(papers.article(SAILS), papers.news))
    lists = {
        "/",
        "/page/1/",
        "/category/sport/",
        "/category/news/",
        "/tag/wind/",
        "/author/edo-brandt/",
    }
    periods = {"/2026/", "/2026/02/", "/2026/02/21/"}
    assert gone == lists | periods | {SAILS, CUP, *(BRIDGE, DREDGED, SILT)}
    assert gone - papers.others == set()


def test_a_further_section(papers: TwoPapers) -> None:
    gone = papers.taken(lambda: papers.revise(CUP, further_sections=[papers.ferries]))
    assert (
        gone
        == {"/", "/category/news/", "/category/news/ferries/", CUP, f"{CUP}comment-page-1/"}
        & WHOLE_PAPER
    )


def test_other_tags(papers: TwoPapers) -> None:
    def retag() -> None:
        article = papers.article(CUP).get_latest_revision_as_object()
        article.tags.set(["tide"], clear=True)
        article.save_revision(clean=False).publish()

    assert papers.changed(retag) == {CUP, "/tag/tide/", "/tag/wind/"}


def test_another_byline(papers: TwoPapers) -> None:
    def credit() -> None:
        copy = Copy(
            headline="Cup is won",
            credits=[Credit(papers.edo)],
            tags=["wind"],
            body=text("Cup is won."),
        )
        article = papers.article(CUP)
        copy.published_at = article.published_at
        actions.publish_article(actions.revise_article(article, copy))

    lists = {
        "/",
        "/page/1/",
        "/category/sport/",
        "/tag/wind/",
        *AUTHORS,
        "/2026/",
        "/2026/02/",
        "/2026/02/02/",
    }
    assert papers.taken(credit) - papers.others == {
        FERRY,
        DREDGED,
    }  # they lead on to its headline, which is on its card
    assert papers.others == lists | {CUP, SAILS}


def test_a_contributors_name(papers: TwoPapers) -> None:
    def rename() -> None:
        papers.rosa.name = "Rosa Quill-Brandt"
        papers.rosa.save()

    gone = papers.changed(rename)
    news = {
        "/category/news/",
        "/tag/tide/",
        "/tag/wind/",
        "/category/sport/",
        "/author/rosa-quill/",
    }
    periods = {
        "/2025/",
        "/2025/12/",
        "/2025/12/30/",
        "/2026/",
        "/2026/02/",
        "/2026/02/02/",
        "/2026/02/22/",
    }
    articles = {BRIDGE, CUP, SILT, DREDGED, SAILS}
    sister = {path for path in OF_THE_SISTER if not path.endswith("/about-us/")}
    assert gone == {"/", "/page/1/"} | news | periods | articles | sister


def test_the_name_of_a_section_in_the_head(papers: TwoPapers) -> None:
    assert (
        papers.changed(lambda: actions.revise_section(papers.news, name="City", description=""))
        == WHOLE_PAPER
    )


def test_the_name_of_a_section_below(papers: TwoPapers) -> None:
    gone = papers.taken(
        lambda: actions.revise_section(papers.ferries, name="Ships", description="")
    )
    lists = {"/", "/page/1/", "/category/news/", "/category/news/ferries/", "/author/edo-brandt/"}
    shows_it = lists | {FERRY, "/2026/", "/2026/01/", "/2026/01/10/"}
    assert papers.others == shows_it
    assert gone - shows_it == {BRIDGE, CUP}  # its neighbours, which load it with its section


def test_a_tagline(papers: TwoPapers) -> None:
    assert (
        papers.changed(lambda: update_settings(papers.site, tagline="Out on Thursdays"))
        == WHOLE_PAPER
    )


def test_the_sisters_name(papers: TwoPapers) -> None:
    def rename() -> None:
        papers.sister.site_name = "The Lagoons"
        papers.sister.save()

    assert papers.changed(rename) == OF_THE_SISTER


def test_a_page_in_the_menu(papers: TwoPapers) -> None:
    gone = papers.changed(
        lambda: actions.add_standing_page(
            papers.sister, title="Privacy", body=text("None is kept.")
        )
    )
    assert gone == OF_THE_SISTER


def test_a_page_below_another(papers: TwoPapers) -> None:
    about = StandingPage.objects.get(title="About")
    gone = papers.taken(
        lambda: actions.add_standing_page(
            papers.site, title="Prices", body=text("Free."), parent=about, in_menu=False
        )
    )
    assert gone == {"/about/"}


def test_a_pages_new_slug(papers: TwoPapers) -> None:
    def move() -> None:
        page = StandingPage.objects.get(title="People")
        page.slug = "staff"
        page.save()

    assert papers.taken(move) == {"/about/people/"}


def test_a_pictures_credit(papers: TwoPapers) -> None:
    def credit() -> None:
        papers.picture.credit = "Edo Brandt"
        papers.picture.save()

    assert papers.changed(credit) == {FERRY}


def test_a_deleted_picture(papers: TwoPapers) -> None:
    lists = {"/page/1/", "/category/news/", "/category/news/ferries/", "/author/edo-brandt/"}
    gone = papers.taken(papers.picture.delete)
    assert papers.others == lists | {FERRY, "/2026/", "/2026/01/", "/2026/01/10/"}
    assert gone - papers.others == {
        "/",
        BRIDGE,
        CUP,
    }  # the front page has its card without it, its neighbours its headline


def test_a_further_section_of_the_sister(papers: TwoPapers) -> None:
    gone = papers.taken(lambda: papers.revise(CUP, further_sections=[papers.tides]))
    assert gone == {"/", CUP, f"{SISTER}/", f"{SISTER}/category/tides/"}
    assert papers.others == gone - {"/"}


def test_a_policys_wording(papers: TwoPapers) -> None:
    def reword() -> None:
        rules = StandingPage.objects.get(policy="comment_policy")
        actions.revise_standing_page(rules, title="Rules", body=text("Be kinder."))

    assert papers.changed(reword) == {
        "/rules/",
        "/policies/comment_policy/1/",
        *ARTICLES,
    }  # whose form tells which it means


def test_who_else_is_on_the_record(papers: TwoPapers) -> None:
    assert papers.changed(lambda: papers.keep_record("Readers", "The town")) == {"/network/"}


def test_nobody_is_on_the_record_any_more(papers: TwoPapers) -> None:
    assert papers.changed(papers.keep_record) == WHOLE_PAPER  # whose foot leads there


def test_what_an_editor_puts_in_front(papers: TwoPapers) -> None:
    assert papers.changed(
        lambda: actions.pick_for_front(papers.site, [papers.article(BRIDGE)])
    ) == {"/"}


def test_a_response(papers: TwoPapers) -> None:
    owner = create_user(f"olu@{HOST}", "Olu", "seven herons on a weir", superuser=True)
    post_comment(
        papers.article(BRIDGE),
        Submission(name="Tove", text="At last.", address="203.0.113.7"),
        now=NOON,
    )
    comment = Comment.objects.get()
    gone = papers.changed(lambda: decide(comment, Act.PUBLISH, Grounds(Reason.FINE, by=owner)))
    assert gone == {BRIDGE, f"{BRIDGE}comment-page-1/"}


def test_an_article_whose_time_has_come(papers: TwoPapers, clock: time_machine.Traveller) -> None:
    draft = actions.file_article(
        papers.sport, Copy(headline="Regatta", credits=[Credit(papers.edo)])
    )
    actions.publish_article(draft, go_live_at=NOON + timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    gone = papers.changed(publish_due)
    assert gone == {
        *(
            "/",
            "/page/1/",
            "/category/sport/",
            "/author/edo-brandt/",
            "/2026/",
            "/2026/02/",
            "/2026/02/22/",
        ),
        *(SILT, CUP, SAILS),
    }


def test_an_article_whose_time_is_over(papers: TwoPapers, clock: time_machine.Traveller) -> None:
    papers.revise(SILT, expire_at=NOON + timedelta(hours=1))
    clock.shift(timedelta(hours=2))
    gone = papers.changed(unpublish_expired)
    lists = {"/", "/page/1/", "/category/news/", "/tag/tide/", "/author/rosa-quill/"}
    assert gone == lists | {
        "/2026/",
        "/2026/02/",
        "/2026/02/22/",
        "/2026/02/21/",
        SILT,
        SAILS,
        DREDGED,
        BRIDGE,
    }


def test_a_new_site_of_the_installation_may_answer_for_any_host(papers: TwoPapers) -> None:
    gone = papers.taken(lambda: actions.open_site(name="The Cove", hostname="cove.example"))
    assert gone == WHOLE_PAPER | OF_THE_SISTER


def test_a_tag_that_wagtail_saves_is_cleared_before_it_is_written(
    papers: TwoPapers,
) -> None:
    tide = Tag.objects.get(slug="tide")
    papers.print_all()
    fates = []

    def look(**kwargs: object) -> None:
        assert connection.in_atomic_block  # the invalidation ends with the transaction
        fates.append(dict(get(papers.front, url_of("/tag/tide/"))[1])["Cache-Status"])

    pre_save.connect(look, sender=Tag)
    try:
        tide.name = "Tides"
        tide.save()
    finally:
        pre_save.disconnect(look, sender=Tag)
    _, headers, body = get(papers.front, url_of("/tag/tide/"))
    assert fates == [f'byline; fwd=miss; detail="tag:{tide.pk} is being changed"']
    assert (b"<h1>Tides</h1>" in body, dict(headers)["Cache-Status"]) == (
        True,
        "byline; fwd=miss; stored",
    )
