"""Anybody can write an export with Byline's fields and hints. They must not harm readers."""

from django.test import Client

from byline.discussion.models import Comment
from byline.newsroom.models import Article, Contributor
from transfer.conftest import ImportExport
from transfer.exports import comment, item, meta

EVIL = "<script>alert(1)</script>"


def test_html_that_a_hint_keeps_is_scrubbed_where_it_is_shown(
    import_export: ImportExport, reader: Client
) -> None:
    article_html = f'<!-- wp:html {{"byline":{{}}}} --><p>Fine</p>{EVIL}<img src="/x" onerror="alert(1)"><!-- /wp:html -->'
    quote = (
        '<!-- wp:quote {"byline":{"text":"\\u003cscript\\u003ealert(1)\\u003c/script\\u003e","pull":7,"picture":1}} -->'
        "<blockquote><p>x</p></blockquote><!-- /wp:quote -->"
    )
    import_export(item(1, body=article_html + quote))
    page = reader.get("/2016/09/17/piece-1/").content.decode()
    body = page.partition('<div class="body')[2].partition("</article>")[0]
    assert ("Fine" in body, "<script>alert" in body, "onerror" in body) == (True, False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    [_html, quoted] = Article.objects.get().body.raw_data
    assert quoted["value"] == {"text": EVIL, "attribution": "", "pull": False}


def test_fields_that_make_no_sense_say_nothing(import_export: ImportExport) -> None:
    fields = {
        "_byline_label": "gossip",
        "_byline_roles": "inga:king",
        "_byline_respond": "ajar open",
        "_byline_corrections": '[{"kind": "lie"}, 7',
        "_byline_published_at": "yesterday",
        "_byline_addresses": "no path\n//",
        "_byline_updated_at": "soon",
        "_byline_section": "nowhere",
    }
    response = comment(
        1,
        more=_commentmeta("_byline_number", "999999999")
        + _commentmeta("_byline_state", "king fine shown"),
    )
    report = import_export(
        item(1, more="".join(meta(name, value) for name, value in fields.items()) + response)
    )
    article = Article.objects.get()
    assert (report.is_clean, article.label, article.respond, article.updated_at) == (
        True,
        "news",
        "inherit",
        None,
    )
    assert [(line.contributor.name, line.role) for line in article.bylines.all()] == [
        ("inga", "by")
    ]
    assert (
        list(article.corrections.all()),
        Comment.objects.get().number,
        Comment.objects.get().state,
    ) == ([], 1, "published")


def test_a_contributors_page_takes_no_address_that_is_none(import_export: ImportExport) -> None:
    more = (
        meta("cap-website", "javascript:alert(1)")
        + meta("cap-user_email", "nobody")
        + meta("_byline_fediverse", "@")
    )
    import_export(
        item(1),
        item(
            9,
            "Mo",
            kind="guest-author",
            slug="cap-mo",
            more=more + meta("_byline_profiles", "ftp://x"),
        ),
    )
    person = Contributor.objects.get(slug="mo")
    assert (person.website, person.email, person.fediverse, person.profiles) == ("", "", "", "")


def _commentmeta(name: str, value: str) -> str:
    return f"<wp:commentmeta><wp:meta_key>{name}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:commentmeta>"
