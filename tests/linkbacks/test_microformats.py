"""Reading author and kind of a mention from a page, in bounded time."""

import time

import pytest

from byline.discussion.choices import ResponseType
from byline.lib.http_client import RemoteResponse
from byline.linkbacks.microformats import MAX_EXCERPT_LENGTH, MentionSource, read_source

US = "https://harbour.example/ferry/"
KEYS = {"harbour.example/ferry"}


def read(html: str) -> MentionSource:
    return read_source(
        RemoteResponse(
            200, html.encode(), {"content-type": "text/html"}, "https://other.example/note"
        ),
        KEYS,
    )


PAGES = {
    "plain": (
        f'<title>T</title><p>So <a href="{US}">they</a> say.</p>',
        MentionSource("other.example", "T", ResponseType.MENTION, "So they say."),
    ),
    "named in its head": (
        (
            f'<meta name="author" content="Eve"><meta property="og:title" '
            f'content="OG"><title>T</title><p>So <a href="{US}">they</a> say.'
        ),
        MentionSource("Eve", "OG", ResponseType.MENTION, "So they say."),
    ),
    "a paper": (
        f'<meta property="og:site_name" content="The Lagoon"><p><a href="{US}">x</a>',
        MentionSource("The Lagoon", "", ResponseType.MENTION, "x"),
    ),
    "author as text": (
        f'<p class="h-entry"><i class="p-author">Fay</i> <a href="{US}">x</a>',
        MentionSource("Fay", "", ResponseType.MENTION, "Fay x"),
    ),
    "a reply in a feed": (
        (
            f'<div class="h-feed"><div class="h-entry"><p class="p-content">no</p></div><div '
            f'class="h-entry"><a class="u-in-reply-to" href="{US}">x</a><p '
            f'class="p-author">Gil</p><p class="p-content">Yes.</p></div></div>'
        ),
        MentionSource("Gil", "", ResponseType.REPLY, "Yes."),
    ),
    "a like of something else": (
        (
            f'<div class="h-entry"><a class="u-like-of" href="https://x.example/">x</a><a '
            f'href="{US}">y</a></div>'
        ),
        MentionSource("other.example", "x y", ResponseType.MENTION, "xy"),
    ),
    "a script within": (
        f"<p>So <script>x()</script><a href='{US}'>they</a> say.",
        MentionSource("other.example", "", ResponseType.MENTION, "So they say."),
    ),
}


@pytest.mark.parametrize(("html", "entry"), PAGES.values(), ids=PAGES)
def test_author_and_kind_of_mention_are_read(html: str, entry: MentionSource) -> None:
    mention = read(html)
    assert (mention.name, mention.response_type, mention.words) == (
        entry.name,
        entry.response_type,
        entry.words,
    )


def test_a_long_excerpt_is_cut_between_words() -> None:
    words = read(f'<p><a href="{US}">x</a> {"word " * 200}').words
    assert (words.endswith("word …"), len(words) <= MAX_EXCERPT_LENGTH + 2) == (True, True)


ATTACKS = {
    "deep": "<div>" * 100_000,
    "misnested": "<b><p>" * 100_000,
    "formats in formats": ("<div class='h-entry p-x e-content'>" + "<i>a</i>" * 50) * 240,
    "many": "<p class=h-entry><a href=x>y</a></p>" * 50_000,
}


@pytest.mark.parametrize("html", ATTACKS.values(), ids=ATTACKS)
def test_no_page_takes_long_to_parse(html: str) -> None:
    began = time.process_time()
    read(f'<a href="{US}">x</a>{html}')
    assert time.process_time() - began < 10
