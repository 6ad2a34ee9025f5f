import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from byline.lib.scrub import scrub_html, text_of, with_whole_addresses

# Each carries a script by another road: handlers, schemes, frames, styles, foreign content, broken nesting, encodings.
ATTACKS = [
    "<script>boo()</script>",
    "<img src=x onerror=boo()>",
    "<IMG SRC=/x ONLOAD=boo()>",
    "<a href='javascript:boo()'>x</a>",
    "<a href='jAvA&#x73;cript:boo()'>x</a>",
    "<a href='java\tscript:boo()'>x</a>",
    "<a href=' \x01javascript:boo()'>x</a>",
    "<a href='data:text/html,<script>boo()</script>'>x</a>",
    "<a href='vbscript:boo'>x</a>",
    "<iframe src='/x' srcdoc='<script>boo()</script>'></iframe>",
    "<object data='/x.swf'></object><embed src='/x.swf'>",
    "<style>*{background:url(//spy.example/)}</style>",
    "<p style='background:url(//spy.example/)'>x</p>",
    "<svg onload=boo()><script>boo()</script></svg>",
    "<svg><a xlink:href='javascript:boo()'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=boo()>",
    "<form action='//spy.example/'><input name=p><button formaction='javascript:boo()'>x</button></form>",
    "<base href='//spy.example/'><link rel=stylesheet href='//spy.example/x.css'><meta http-equiv=refresh content='0;url=//spy.example'>",
    "<noscript><p title='</noscript><img src=x onerror=boo()>'></noscript>",
    "<template><script>boo()</script></template>",
    "<a href=x onclick\n=boo()>x</a>",
    "<b/onmouseover=boo()>x</b>",
    "<<script>boo()//<</script>",
    "<img src='//spy.example/pixel.gif'><img src='https://spy.example/pixel.gif'><img src='\\\\spy.example\\x'><img src='/\\spy.example'>",
    "<video src='//spy.example/v' poster='//spy.example/p' onplay=boo()></video><audio src='//spy.example/a'></audio>",
    "<img srcset='//spy.example/x 2x' src='/ours.png'>",
    "<a href='https://fine.example' target=_blank onfocus=boo() autofocus ping='//spy.example'>x</a>",
    "<details open ontoggle=boo()>x</details>",
    "<!--[if gte IE 4]><script>boo()</script><![endif]-->",
    "<p id='location' name='cookie' class='nav'>clobber</p>",
]


def dangers(html: str) -> list[str]:
    """Everything in `html` that could run, load from elsewhere or take another element's name."""
    dangerous = []
    for element in fragment_fromstring(html, create_parent="div").iter():
        if element.tag in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "base",
            "link",
            "meta",
            "template",
        }:
            dangerous.append(str(element.tag))
        for name, value in element.attrib.items():
            folded = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in {
                "style",
                "srcset",
                "srcdoc",
                "id",
                "name",
                "class",
                "ping",
            }:
                dangerous.append(name)
            if (
                name == "href"
                and re.match(r"[a-z]+:", folded)
                and not re.match(r"(https?|mailto|tel):", folded)
            ):
                dangerous.append(value)
            if name == "src" and not re.match(r"/(?![/\\])", value):
                dangerous.append(value)
    return dangerous


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_an_attack_is_left(attack: str) -> None:
    assert dangers(scrub_html(attack)) == []


@given(
    st.lists(
        st.sampled_from(
            [*ATTACKS, "<", ">", "&", "'", '"', "<p>", "</p>", "<a href=", "<!--", "-->", "]]>"]
        ),
        max_size=6,
    )
)
def test_nor_of_attacks_in_a_row(parts: list[str]) -> None:
    clean = scrub_html("".join(parts))
    assert dangers(clean) == []
    assert scrub_html(clean) == clean


def test_what_a_writer_meant_stays() -> None:
    kept = (
        '<p>An <a href="https://fine.example/?a=1&amp;b=2">honest</a> <em>word</em>, H<sub>2</sub>O.</p>'
        '<table><tbody><tr><th scope="row">Tide</th><td colspan="2">3 m</td></tr></tbody></table><img src="/media/tide.png" alt="Tide">'
    )
    assert scrub_html(kept) == kept


def test_words_without_markup() -> None:
    assert (
        text_of("<h2>Tide</h2><p>High &amp; <b>dry</b><script>boo()</script></p><p>Low</p>")
        == "Tide High & dry Low"
    )


@pytest.mark.parametrize("cite", ["https://tide.example/?a=1", "/2016/09/17/tide/", "#tide"])
def test_what_a_quotation_is_from_stays(cite: str) -> None:
    assert (
        scrub_html(f'<blockquote cite="{cite}">Low</blockquote>')
        == f'<blockquote cite="{cite}">Low</blockquote>'
    )


@pytest.mark.parametrize(
    "cite",
    ["Code is poetry", "http://tide.example/ &quot;Tide&quot;", "tide", "javascript:alert(1)"],
)
def test_what_is_no_address_goes(cite: str) -> None:
    assert scrub_html(f'<ins cite="{cite}">Low</ins>') == "<ins>Low</ins>"


@pytest.mark.parametrize(
    "href", ["hhttps://tide.example/", "javascript:alert(1)", "data:text/html,x"]
)
def test_a_link_that_leads_nowhere_is_no_link_with_a_reason_to_follow_it(href: str) -> None:
    assert (
        scrub_html(f'<p><a rel="nofollow" hreflang="de" href="{href}">Low</a></p>')
        == "<p><a>Low</a></p>"
    )
    assert (
        scrub_html('<a title="Tide" href="/tide/">Low</a>')
        == '<a title="Tide" href="/tide/">Low</a>'
    )


@pytest.mark.parametrize(
    "ignored", ["\t", "\n", "\r", "\r\n\t", "&#9;", "&#10;", "&#13;", "&Tab;", "&NewLine;"]
)
def test_what_browsers_ignore_smuggles_no_picture_in(ignored: str) -> None:
    for source in (
        f"/{ignored}/spy.example/x.gif",
        f"{ignored}//spy.example/x.gif",
        f"/{ignored}\\spy.example/x.gif",
        f"\\{ignored}\\spy.example/x.gif",
        f"ht{ignored}tps://spy.example/x.gif",
    ):
        scrubbed = scrub_html(f'<p><img src="{source}" alt="A chart"></p>')
        assert scrubbed == "<p>A chart</p>", source
        assert with_whole_addresses(scrubbed, "https://harbour.example/x/") == scrubbed


def test_an_address_is_written_as_browsers_read_it() -> None:
    html = '<img src=" /me\tdia/\nx.png\x1f" alt=""><a href=" \n/about/\t">About</a>'
    whole = '<img src="https://harbour.example/media/x.png" alt="">'
    assert scrub_html(html) == '<img src="/media/x.png" alt=""><a href="/about/">About</a>'
    assert with_whole_addresses(html, "https://harbour.example/x/").startswith(whole)
