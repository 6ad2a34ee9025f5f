"""Comments come in without their articles, which are here already: joined by address, counted, and
never twice.
"""

import json
from pathlib import Path

import pytest
from django.db.models import F
from django.test import Client

from byline.discussion.actions import Grounds, decide
from byline.discussion.choices import Act, Reason
from byline.discussion.models import Comment
from byline.network.models import Delivery
from byline.newsroom import actions
from byline.newsroom.models import Article
from byline.transfer.models import ImportedItem
from byline.transfer.run.report import ImportReport
from newsrooms import Publish
from transfer.comments.conftest import Bring
from transfer.comments.files import disqus, isso, post, thread
from transfer.exports import comment, item, wxr

LINK = "https://harbour.example/2016/09/17/ferry/"


def wrong(report: ImportReport) -> list[str]:
    assert report.proof is not None
    return report.proof.wrong


def rows() -> list[tuple[int, str, str]]:
    unnumbered_first = F("number").asc(nulls_first=True)
    comments = Comment.objects.order_by("article", unnumbered_first, "pk")
    return [(row.number, row.name, row.state) for row in comments]


def test_disqus_comments_stand_under_their_article(
    ferry: Article, bring: Bring, reader: Client
) -> None:
    answer = post(
        8, 1, "<p>No, <b>early</b>.<br>Twice.</p>", name="Bo", at="2016-09-18T09:00:00Z", parent=7
    )
    report = bring(disqus(thread(1, LINK), answer, post(7, 1)))
    assert rows() == [(1, "Ann", "published"), (2, "Bo", "published")]
    second = Comment.objects.get(number=2)
    assert (second.parent.number if second.parent else 0, second.html, second.anchor) == (
        1,
        "<p>No, <strong>early</strong>.<br>Twice.</p>",
        "comment-8",
    )
    assert second.html in reader.get("/2016/09/17/ferry/").content.decode()
    assert (report.number("comment", "created"), wrong(report), report.is_clean) == (2, [], True)
    assert Delivery.objects.count() == 0


def test_a_second_run_changes_nothing_and_a_newer_export_brings_the_rest(
    ferry: Article, bring: Bring
) -> None:
    bring(disqus(thread(1, LINK), post(7, 1)))
    again = bring(disqus(thread(1, LINK), post(7, 1)))
    newer = bring(
        disqus(
            thread(1, LINK),
            post(7, 1, "<p>Mended.</p>"),
            post(9, 1, parent=7, at="2016-09-19T08:00:00Z"),
        )
    )
    assert (again.number("comment", "unchanged"), again.read("comment"), wrong(again)) == (1, 1, [])
    assert (
        newer.number("comment", "updated"),
        newer.number("comment", "created"),
        wrong(newer),
    ) == (1, 1, [])
    assert [row.parent_id for row in Comment.objects.order_by("number")] == [
        None,
        Comment.objects.get(number=1).pk,
    ]
    assert Comment.objects.get(number=1).text == "Mended."


def test_what_a_moderator_changed_here_is_left_and_listed(ferry: Article, bring: Bring) -> None:
    bring(disqus(thread(1, LINK), post(7, 1)))
    decide(Comment.objects.get(), Act.REMOVE, Grounds(Reason.ABUSE))
    report = bring(disqus(thread(1, LINK), post(7, 1, "<p>Mended.</p>")))
    assert [entry.why for entry in report.skipped] == ["changed here since, so left unchanged"]
    assert (rows(), wrong(report)) == ([(1, "Ann", "removed")], [])


def test_states_of_disqus(ferry: Article, bring: Bring) -> None:
    report = bring(
        disqus(thread(1, LINK), post(1, 1), post(2, 1, spam=True), post(3, 1, deleted=True))
    )
    assert [(row.state, row.reason) for row in Comment.objects.order_by("pk")] == [
        ("published", "fine"),
        ("rejected", "spam"),
        ("rejected", "other"),
    ]
    assert wrong(report) == []
    assert bring(disqus(thread(1, LINK), post(4, 1, spam=True)), leave_out_spam=True).reasons() == [
        ("comment", "spam there, left out by choice", 1)
    ]


@pytest.mark.parametrize(
    "link",
    [
        "http://www.elsewhere.example/2016/09/17/ferry",
        "https://harbour.example/2016/09/17/ferry/?utm_source=letter",
        "/2016/09/17/ferry/index.html",
        "https://harbour.example/2016/09/17/%66erry/#disqus_thread",
        "https://harbour.example/the-late-ferry/",
        "https://harbour.example/?p=12",
    ],
)
def test_an_address_is_known_in_every_form(publish: Publish, bring: Bring, link: str) -> None:
    article = publish("The ferry is late", permalink="/2016/09/17/ferry/", post_id=12)
    actions.redirect_from(article.site, "/the-late-ferry/", article)
    report = bring(disqus(thread(1, link), post(7, 1)))
    assert (report.number("comment", "created"), wrong(report)) == (1, [])


def test_an_accent_in_an_address(publish: Publish, bring: Bring) -> None:
    publish("The café", permalink="/2016/09/17/café/")
    assert (
        bring(disqus(thread(1, "http://harbour.example/2016/09/17/caf%C3%A9"), post(7, 1))).number(
            "comment", "created"
        )
        == 1
    )


def test_two_addresses_of_one_article_are_one_conversation_in_the_order_of_dates(
    ferry: Article, bring: Bring
) -> None:
    early = post(9, 2, name="Early", at="2016-09-18T05:00:00Z")
    numbered = thread(2, "http://harbour.example/moved", named=f"12 {LINK}")
    report = bring(
        disqus(
            thread(1, LINK),
            numbered,
            post(7, 1),
            early,
            post(8, 2, parent=7, at="2016-09-19T05:00:00Z"),
        )
    )
    assert ([name for _number, name, _state in rows()], wrong(report)) == (
        ["Early", "Ann", "Ann"],
        [],
    )
    assert Comment.objects.get(number=3).parent == Comment.objects.get(number=2)


def test_what_finds_no_article_is_kept_and_comes_with_a_remap_file(
    ferry: Article, bring: Bring, tmp_path: Path
) -> None:
    other = "http://harbour.example/old.php?id=3"
    report = bring(
        disqus(
            thread(1, LINK),
            thread(2, other),
            post(7, 1),
            post(8, 2),
            post(9, 2, parent=8),
            post(10, 99),
        )
    )
    assert report.reasons() == [
        ("comment", f"no article here at {other}", 2),
        ("comment", "no article here at page 99, which the file does not name an address of", 1),
    ]
    assert (report.number("comment", "created"), wrong(report)) == (1, [])
    gaps = (tmp_path / "left.csv").read_text(encoding="utf-8")
    assert gaps.splitlines() == [
        "old address,new address,comments,title",
        f"{other},,2,Page 2",
        "page 99,,1,",
    ]
    assert (tmp_path / "left.jsonl").stat().st_mode & 0o777 == 0o600
    remap = tmp_path / "remap.csv"
    remap.write_text(gaps.replace(f"{other},,", f"{other},/2016/09/17/ferry/,"), encoding="utf-8")
    later = bring(tmp_path / "left.jsonl", remap=remap, left=None, gaps=None)
    assert (
        later.number("comment", "created"),
        later.number("comment", "skipped"),
        wrong(later),
    ) == (2, 1, [])
    whole = bring(
        disqus(thread(1, LINK), thread(2, other), post(7, 1), post(8, 2), post(9, 2, parent=8)),
        remap=remap,
    )
    assert (whole.number("comment", "unchanged"), whole.read("comment")) == (3, 3)


def test_a_remap_file_tells_pages_apart_by_their_query_and_knows_the_front_page(
    ferry: Article, publish: Publish, bring: Bring, tmp_path: Path
) -> None:
    publish("The tide", permalink="/tide/")
    remap = tmp_path / "remap.csv"
    lines = (
        "/a.php?id=1,/tide/",
        "http://harbour.example/,/2016/09/17/ferry",
        "page 99,http://harbour.example/tide/",
    )
    remap.write_text("\n".join(lines), encoding="utf-8")
    threads = [
        thread(number, f"http://old.example/{path}")
        for number, path in ((1, "a.php?id=1"), (2, "a.php?id=2"), (3, ""))
    ]
    posts = [post(number, page) for number, page in ((5, 1), (6, 2), (7, 3), (8, 99))]
    report = bring(disqus(*threads, *posts), remap=remap)
    rows = Comment.objects.order_by("article", "number").select_related("article")
    assert [(row.anchor, row.article.title) for row in rows] == [
        ("comment-7", "The ferry is late"),
        ("comment-5", "The tide"),
        ("comment-8", "The tide"),
    ]
    assert report.reasons() == [("comment", "no article here at http://old.example/a.php?id=2", 1)]


def test_a_host_may_be_asked_for(ferry: Article, bring: Bring) -> None:
    report = bring(
        disqus(
            thread(1, LINK),
            thread(2, "http://test.example/2016/09/17/ferry/"),
            post(7, 1),
            post(8, 2),
        ),
        hosts=("harbour.example",),
    )
    assert (rows(), report.reasons()) == (
        [(1, "Ann", "published")],
        [
            (
                "comment",
                "of a host that was not selected (--host) http://test.example/2016/09/17/ferry/",
                1,
            )
        ],
    )


def test_isso_comments_with_their_modes_words_and_votes(
    ferry: Article, bring: Bring, reader: Client, tmp_path: Path
) -> None:
    isso(
        tmp_path / "comments.db",
        {1: "/2016/09/17/ferry/"},
        {"id": 1, "mode": 4, "author": None, "text": ""},
        {
            "id": 2,
            "parent": 1,
            "created": 1474185700.5,
            "text": "Some *good* words\n\n<script>x</script>",
            "likes": 3,
        },
        {"id": 3, "mode": 2, "created": 1474185800, "author": "Cy"},
        {"id": 4, "created": 1474185900, "text": "<p>Once <em>elsewhere</em></p>", "author": "Di"},
    ).close()
    report = bring(tmp_path / "comments.db")
    assert rows() == [
        (None, "Cy", "pending"),
        (1, "Anonymous", "withdrawn"),
        (2, "Bo", "published"),
        (3, "Di", "published"),
    ]
    response = Comment.objects.get(number=2)
    assert (response.html, response.text) == (
        "<p>Some <em>good</em> words</p>\n<p>&lt;script&gt;x&lt;/script&gt;</p>",
        "Some *good* words\n\n<script>x</script>",
    )
    assert Comment.objects.get(number=3).html == "<p>Once <em>elsewhere</em></p>"
    assert (wrong(report), report.guesses) == (
        [],
        ["3 likes are not imported: responses have no votes here."],
    )
    page = reader.get("/2016/09/17/ferry/").content.decode()
    assert (response.html in page, 'id="response-1"' in page, "Cy" in page) == (True, True, False)
    assert bring(tmp_path / "comments.db").number("comment", "unchanged") == 4


def test_a_copy_of_isso_s_database_in_wal_mode_is_read_with_its_journal_and_left_as_it_is(
    ferry: Article, bring: Bring, tmp_path: Path
) -> None:
    at_work = isso(tmp_path / "live.db", {1: "/2016/09/17/ferry/"}, {"id": 1}, wal=True)
    for ending in ("", "-wal"):
        (tmp_path / f"comments.db{ending}").write_bytes(
            (tmp_path / f"live.db{ending}").read_bytes()
        )
    at_work.close()
    before = {path.name: path.read_bytes() for path in tmp_path.glob("comments.db*")}
    assert bring(tmp_path / "comments.db").number("comment", "created") == 1
    assert {path.name: path.read_bytes() for path in tmp_path.glob("comments.db*")} == before


def test_wordpress_comments_without_their_posts(ferry: Article, bring: Bring) -> None:
    comments = (
        comment(1) + comment(2, parent=1, approved="spam", user=4) + comment(3, kind="order_note")
    )
    text = wxr(item(1, slug="ferry", more=comments), item(2, slug="gone", more=comment(4)))
    report = bring(text)
    assert (rows(), wrong(report)) == ([(None, "Ann", "rejected"), (1, "Ann", "published")], [])
    assert sorted(report.reasons()) == [
        ("comment", "no article here at https://harbour.example/2016/09/17/gone/", 1),
        ("comment", "of an unknown type (order_note)", 1),
    ]
    assert bring(text).number("comment", "unchanged") == 2
    assert {(row.source.kind, row.source.address) for row in ImportedItem.objects.all()} == {
        ("wordpress", "harbour.example")
    }


def test_a_ring_of_answers_and_two_with_one_number(ferry: Article, bring: Bring) -> None:
    report = bring(
        disqus(
            thread(1, LINK),
            post(1, 1, parent=2),
            post(2, 1, parent=1),
            post(2, 1),
            post(3, 1, parent=3),
        )
    )
    assert (report.reasons(), wrong(report)) == (
        [("comment", "another one with the number 2", 1)],
        [],
    )
    assert Comment.objects.exclude(parent=None).count() == 1


def test_a_rehearsal_tells_the_same_and_writes_nothing(ferry: Article, bring: Bring) -> None:
    report = bring(disqus(thread(1, LINK), post(7, 1)), rehearse=True)
    assert (report.number("comment", "created"), wrong(report), Comment.objects.count()) == (
        1,
        [],
        0,
    )


def test_the_proof_counts_anew(ferry: Article, bring: Bring) -> None:
    text = disqus(thread(1, LINK), post(7, 1), post(8, 1, parent=7))
    bring(text)
    Comment.objects.filter(number=2).update(parent=None, state="pending")
    assert wrong(bring(text)) == [
        f"under article {ferry.pk}: 1 too many: response, pending",
        f"under article {ferry.pk}: 1 too few: response, published",
    ]


def test_what_was_left_over_is_plain_json(ferry: Article, bring: Bring, tmp_path: Path) -> None:
    bring(disqus(thread(2, "http://harbour.example/gone/"), post(8, 2)))
    lines = [
        json.loads(line)
        for line in (tmp_path / "left.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert lines[0] == {"kind": "disqus", "address": "harbour"}
    assert lines[1] == {
        "page": {
            "key": "2",
            "addresses": ["http://harbour.example/gone/"],
            "title": "Page 2",
            "post": "",
        }
    }
    assert lines[2]["comment"]["text"] == "<p>Well said.</p>"
