"""A change takes away the pages that are other than they were, and no other: of two papers, every page is named that goes."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.conf import settings
from django.core.files import File
from django.core.wsgi import get_wsgi_application
from PIL import Image
from wagtail.models import Collection, Locale, Page, Site

from byline.accounts.actions import create_user
from byline.discussion.actions import Ground, decide, post_comment
from byline.discussion.actions.tuning import tune
from byline.discussion.choices import Act, Premoderation, Reason, Who
from byline.discussion.models import Comment, HouseRules
from byline.discussion.submission import Submission
from byline.network.actions import choose_settings
from byline.newsroom import actions
from byline.newsroom.actions.due import publish_due, withdraw_expired
from byline.newsroom.copy import Copy, Credit
from byline.newsroom.models import Article, Contributor, SectionPage, StandingPage
from byline.press.asking import ask
from byline.press.front import Front
from byline.press.store import the_store
from newsrooms import HOST, text

SISTER = "lagoon.example"
NOON = datetime.fromisoformat("2026-03-02T12:00:00+00:00")
LISTS = "/ /page/1/ /category/news/ /category/news/ferries/ /category/sport/ /tag/tide/ /tag/wind/".split()
OF_THE_SISTER = {f"{SISTER}{path}" for path in "/ /page/1/ /category/tides/ /tag/tide/ /author/rosa-quill/".split()} | {
    f"{SISTER}{path}" for path in "/2026/ /2026/02/ /2026/02/15/ /2026/02/15/lagoon-clears/ /about-us/".split()
}
AUTHORS = "/author/rosa-quill/ /author/edo-brandt/".split()
ARCHIVES = (
    "/2025/ /2025/12/ /2025/12/30/ /2026/ /2026/01/ /2026/01/10/ /2026/02/ /2026/02/02/ /2026/02/20/ /2026/02/21/ /2026/02/22/"
).split()
BRIDGE, FERRY, CUP = "/2025/12/30/bridge-opens/", "/2026/01/10/ferry-is-late/", "/2026/02/02/cup-is-won/"
DREDGED, SAILS, SILT = "/2026/02/20/harbour-dredged/", "/2026/02/21/sails-are-mended/", "/2026/02/22/silt-comes-back/"
ARTICLES = {BRIDGE, FERRY, CUP, DREDGED, SAILS, SILT}
STANDING = ["/rules/", "/policies/comment_policy/1/", "/about/", "/about/people/"]
WHOLE_PAPER = {*LISTS, *AUTHORS, *ARCHIVES, *ARTICLES, *STANDING, f"{BRIDGE}comment-page-1/"}


class TwoPapers:
    """The Harbour Post and its sister, with every page of both printed, and what a change takes away of them."""

    def __init__(self) -> None:
        self.front, self.plain = Front(get_wsgi_application(), the_store(), behind_proxy=False), get_wsgi_application()
        self.site = actions.open_site(name="The Harbour Post", hostname=HOST, is_default=True)
        self.sister = actions.open_site(name="The Lagoon", hostname=SISTER)
        self.news, self.sport = (actions.add_section(self.site, name=name) for name in ("News", "Sport"))
        self.ferries = actions.add_section(self.site, name="Ferries", parent=self.news)
        self.tides = actions.add_section(self.sister, name="Tides")
        self.rosa, self.edo = (actions.add_contributor(name=name) for name in ("Rosa Quill", "Edo Brandt"))
        drawn = BytesIO()
        Image.new("RGB", (640, 400), (40, 80, 120)).save(drawn, "PNG")
        self.picture = actions.add_picture(File(drawn, name="ferry.png"), title="Ferry", credit="Rosa Quill")
        self._stand()
        rules = HouseRules.for_site(self.site)
        rules.who, rules.premoderation, rules.wants_proof = Who.NAMED, Premoderation.ALL, False
        tune(rules)
        self._fill()

    def _stand(self) -> None:
        actions.add_standing_page(self.site, title="Rules", body=text("Be kind."), policy="comment_policy", in_menu=False)
        about = actions.add_standing_page(self.site, title="About", body=text("A paper."))
        actions.add_standing_page(self.site, title="People", body=text("Rosa, Edo."), parent=about, in_menu=False)
        actions.add_standing_page(self.sister, title="About us", body=text("Another paper."))

    def _fill(self) -> None:
        self.publish("Bridge opens", self.news, self.rosa, "2025-12-30", tags=["tide"])
        self.publish("Ferry is late", self.ferries, self.edo, "2026-01-10", lead_picture=self.picture)
        self.publish("Cup is won", self.sport, self.rosa, "2026-02-02", tags=["wind"])
        self.publish("Harbour dredged", self.news, self.edo, "2026-02-20", tags=["tide"])
        self.publish("Sails are mended", self.sport, self.edo, "2026-02-21", tags=["wind"])
        self.publish("Silt comes back", self.news, self.rosa, "2026-02-22", tags=["tide"])
        self.publish("Lagoon clears", self.tides, self.rosa, "2026-02-15", tags=["tide"])

    def publish(self, headline: str, section: SectionPage, who: Contributor, day: str, **more: object) -> Article:
        at = datetime.fromisoformat(f"{day}T08:00:00+00:00")
        copy = Copy(headline=headline, credits=[Credit(who)], published_at=at, body=text(f"{headline}."), **more)  # type: ignore[arg-type]
        return actions.publish_article(actions.file_article(section, copy))

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
            _, headers, bodies[path] = ask(self.front, url_of(path))
            assert (path, dict(headers)["Cache-Status"]) == (path, "byline; fwd=miss; stored")
        return bodies

    def taken(self, change: Callable[[], object]) -> set[str]:
        """What the change takes away of the printed pages. Whatever reads otherwise now is among it."""
        before = self.print_all()
        assert len(before) > 30
        change()
        left = {url for url, _ in the_store().addresses()}
        gone = {path for path in before if url_of(path) not in left}
        self.others = {path for path, body in before.items() if ask(self.plain, url_of(path))[2] != body}
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
def papers(transactional_db: None) -> Iterator[TwoPapers]:
    shutil.rmtree(settings.DATA / "press", ignore_errors=True)
    if not Page.objects.exists():  # a test like this one was here before and emptied the database
        Locale.objects.get_or_create(language_code="en")
        Page.add_root(title="Root", slug="root")
        Collection.add_root(name="Root")
    with time_machine.travel(NOON, tick=False):
        yield TwoPapers()


def test_a_new_article(papers: TwoPapers) -> None:
    gone = papers.changed(lambda: papers.publish("Tide rises", papers.news, papers.rosa, "2026-03-01", tags=["tide"]))
    lists = {"/", "/page/1/", "/category/news/", "/tag/tide/", "/author/rosa-quill/", "/2026/"}
    periods = {"/2026/02/", "/2026/02/22/"}  # lead on to March, and to the first of it
    assert gone == lists | periods | {SILT, DREDGED, BRIDGE}  # the one before it, and who leads on to the newest of News
