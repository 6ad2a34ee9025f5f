"""A page that somebody saved becomes a draft, with what it shows of its comments; each guess is
told.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from wagtail.models import Site

from byline.discussion.models import Comment
from byline.newsroom import actions
from byline.newsroom.models import Article, Contributor, SectionPage
from byline.transfer.actions import import_page
from byline.transfer.page.saved_page import open_page
from byline.transfer.run.comment_records import BadFile
from byline.transfer.run.report import ImportReport
from outsiders import outsider, says
from transfer.page.saved_pages import page

WORDPRESS = """<div id="comments"><ol class="comment-list">
<li id="comment-7" class="comment"><article id="div-comment-7"><b class="fn"><a href="https://ann.example/">Ann</a></b>
<time datetime="2016-09-18T08:00:00+00:00">then</time><div class="comment-content"><p>Well <em>said</em>.<script>x</script></p></div></article>
<ol class="children"><li id="comment-9" class="comment"><b class="fn">Bo</b><time datetime="2016-09-18T09:00:00Z">later</time>
<div class="comment-content"><p>No.</p></div></li></ol></li></ol></div>"""
CITED = """<div class="h-entry"><p class="p-name">The ferry is late</p><div class="p-comment h-cite"><a class="p-author h-card"
href="https://ann.example/">Ann</a><time class="dt-published" datetime="2016-09-18T08:00:00Z">then</time>
<div class="e-content">Well <em>said</em>.</div></div></div>"""
JSON = """<script type="application/ld+json">{"@type": "NewsArticle", "comment": [{"@type": "Comment", "@id": "#c1",
"author": {"@type": "Person", "name": "Ann", "url": "https://ann.example/"}, "datePublished": "2016-09-17T22:00:00Z",
"text": "Well <said>.", "comment": [{"@type": "Comment", "author": "Bo", "dateCreated": "2016-09-18", "text": "No."}]}]}</script>"""
MICRODATA = """<div itemscope itemtype="https://schema.org/Comment" id="c1"><span itemprop="author" itemscope
itemtype="https://schema.org/Person"><b itemprop="name">Ann</b></span><time itemprop="datePublished" datetime="2016-09-18T08:00:00Z">
then</time><p itemprop="text">Well <em>said</em>.</p></div>"""

Save = Callable[..., ImportReport]


def picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (640, 400), (20, 80, 120)).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture
def reachable(settings: Any) -> None:
    """This machine may be asked."""
    settings.OPTIONS = settings.OPTIONS.model_copy(update={"allow_loopback_requests": True})


@pytest.fixture
def save(db: None, tmp_path: Path) -> Save:
    """Import the page, saved as ferry.html, into the Harbour Post, which has a section called News
    and Rosa Quill.
    """
    site = actions.open_site(
        name="The Harbour Post", hostname="harbour.example", time_zone="UTC", is_default=True
    )
    actions.add_section(site, name="News")
    actions.add_contributor(site=site, name="Rosa Quill")

    def import_saved(html: str, **options: str | bool) -> ImportReport:
        path = tmp_path / "ferry.html"
        path.write_text(html, encoding="utf-8")
        return import_page(open_page(str(path)), str(path), Site.objects.get(), **options)  # type: ignore[arg-type]

    return import_saved


def test_a_page_becomes_a_draft_with_its_picture(save: Save, tmp_path: Path) -> None:
    (tmp_path / "ferry_files").mkdir()
    (tmp_path / "ferry_files" / "quay.png").write_bytes(picture())
    report = save(page())
    article = Article.objects.get()
    assert (article.live, article.title, article.standfirst, article.slug) == (
        False,
        "The ferry is late",
        "Why it waits for the tide.",
        "the-ferry-is-late",
    )
    assert (
        article.published_at.isoformat(),
        [one.contributor.name for one in article.bylines.all()],
    ) == (
        "2016-09-17T06:30:00+00:00",
        ["Rosa Quill"],
    )
    kinds = [block.block_type for block in article.body]
    assert kinds == ["text", "picture", "heading", "text"]
    assert '<a href="/2015/tide/">our older piece</a>' in str(article.body[0].value)
    assert (article.body[1].value["caption"], article.body[1].value["picture"].width) == (
        "The quay at six",
        640,
    )
    assert "Home" not in str(article.body)
    assert report.number("article", "created") == 1
    assert report.guesses[:5] == [
        "Byline: “Bo Ek” (its <meta> author) is not a contributor here, so not a byline.",
        "Address: https://lagoon.example/2016/the-ferry-is-late.html (its canonical link).",
        "Headline: “The ferry is late”, from its <meta> og:title.",
        "Standfirst: “Why it waits for the tide.”, from its <meta> description.",
        "Date: “2016-09-17T08:30:00+02:00”, from its <meta> article:published_time.",
    ]


def test_the_same_page_again_is_the_same_draft_unless_it_was_edited_here(save: Save) -> None:
    save(page())
    assert save(page()).number("article", "unchanged") == 1
    assert (
        save(page().replace("says the captain", "said the captain")).number("article", "updated")
        == 1
    )
    article = Article.objects.get()
    assert "said the captain" in str(article.get_latest_revision_as_object().body)
    article.title = "Mended here"
    article.save_revision()
    report = save(page())
    assert [entry.why for entry in report.skipped] == ["edited here since, so left unchanged"]
    assert Article.objects.get().get_latest_revision_as_object().title == "Mended here"


@pytest.mark.parametrize(
    ("after", "more", "way", "comments"),
    [
        (
            WORDPRESS,
            "",
            "WordPress's list of comments",
            [("Ann", "<p>Well <em>said</em>.</p>", ""), ("Bo", "<p>No.</p>", "Ann")],
        ),
        (CITED, "", "microformats", [("Ann", "<p>Well <em>said</em>.</p>", "")]),
        (
            "",
            JSON,
            "its JSON-LD",
            [("Ann", "<p>Well &lt;said&gt;.</p>", ""), ("Bo", "<p>No.</p>", "Ann")],
        ),
        (MICRODATA, "", "its microdata", [("Ann", "<p>Well <em>said</em>.</p>", "")]),
    ],
)
def test_comments_that_the_page_shows(
    save: Save, after: str, more: str, way: str, comments: list[tuple[str, str, str]]
) -> None:
    report = save(page(after, more))
    rows = Comment.objects.order_by("number").select_related("parent")
    assert [(row.name, row.html, row.parent.name if row.parent else "") for row in rows] == comments
    assert rows[0].posted_at.isoformat() == (
        "2016-09-17T22:00:00+00:00" if more else "2016-09-18T08:00:00+00:00"
    )
    assert (
        f"Comments: {len(comments)}, from {way}. They are shown on the page, so they count as "
        "published." in report.guesses
    )
    assert report.proof is not None
    assert report.proof.wrong == []
    assert save(page(after, more)).number("comment", "unchanged") == len(comments)


def test_who_comments_is_not_who_wrote_and_what_plays_is_listed(save: Save) -> None:
    frame = '<iframe src="https://tube.example/embed/1"></iframe>'
    html = page(WORDPRESS + frame).replace('<meta name="author" content="Rosa Quill; Bo Ek">', "")
    report = save(html)
    assert not [guess for guess in report.guesses if "Ann" in guess]
    assert "Byline: none yet." in report.guesses
    assert report.remarks["removed"] == {
        "frame or player: https://tube.example/embed/1": ["The ferry is late"]
    }


def test_pictures_are_only_asked_for_when_told_to(save: Save, reachable: None) -> None:
    with outsider(says(picture(), headers={"Content-Type": "image/png"})) as lagoon:
        html = page().replace("ferry_files/quay.png", f"{lagoon.url}/quay.png")
        report = save(html)
        assert (list(report.remarks["missing"]), lagoon.asked) == ([f"{lagoon.url}/quay.png"], [])
        assert save(html, fetch=True).number("article", "updated") == 1
        assert [question.path for question in lagoon.asked] == ["/quay.png"]
        assert save(html, fetch=True).number("article", "unchanged") == 1
        assert len(lagoon.asked) == 1


def test_a_page_by_its_address(save: Save, reachable: None) -> None:
    with outsider(
        says(page().encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    ) as lagoon:
        opened = open_page(f"{lagoon.url}/ferry.html")
        report = import_page(opened, opened.address, Site.objects.get())
    assert (report.number("article", "created"), len(lagoon.asked)) == (1, 1)
    assert f"Address: {lagoon.url}/ferry.html (where it was fetched)." in report.guesses


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("", "this is not a web page"),
        ("just words", "this is not a web page"),
        ("<html><body></body></html>", "no article was found"),
        ("<html>" + "<div>" * 200 + "words", "too deep"),
    ],
)
def test_what_is_no_page_is_refused(save: Save, html: str, message: str) -> None:
    with pytest.raises(BadFile, match=message):
        save(html)
    assert (Article.objects.count(), Comment.objects.count()) == (0, 0)


def test_an_address_without_a_page_is_refused(reachable: None) -> None:
    with (
        outsider(says(b"", status=404)) as lagoon,
        pytest.raises(BadFile, match="its server answered 404"),
    ):
        open_page(f"{lagoon.url}/gone.html")
    with pytest.raises(BadFile, match="there is no such file"):
        open_page("/nowhere/page.html")


def test_only_the_pages_own_folder_is_opened(save: Save, tmp_path: Path) -> None:
    (tmp_path / "ferry_files").mkdir()
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "ferry_files" / "linked.png").symlink_to(tmp_path / "secret.png")
    html = page().replace("ferry_files/quay.png", "ferry_files/../secret.png")
    assert [
        block.block_type for block in _after(save, html).body if block.block_type == "picture"
    ] == []
    html = page().replace("ferry_files/quay.png", "ferry_files/linked.png")
    assert [
        block.block_type for block in _after(save, html).body if block.block_type == "picture"
    ] == []


def _after(save: Save, html: str) -> Article:
    save(html)
    return Article.objects.get()


def test_a_section_may_be_named(save: Save) -> None:
    actions.add_section(Site.objects.get(), name="Sport")
    report = save(page(), section="sport")
    assert Article.objects.get().section == SectionPage.objects.get(slug="sport")
    assert not [guess for guess in report.guesses if guess.startswith("Section:")]
    with pytest.raises(BadFile, match="there is no section travel; the sections are: news, sport"):
        save(page(), section="travel")
    assert Contributor.objects.count() == 1
