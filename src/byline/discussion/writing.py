"""What strangers write, made safe to print."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code", "pre", "hr"}
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
LONGEST_LINK = 500


@dataclass(frozen=True)
class Scrubbed:
    """What may be kept and printed: `name` and `text` plain, `link` a web address or "", `html` the printed text."""

    name: str
    text: str
    link: str
    html: str


def scrub_stranger(*, name: str, text: str, link: str = "") -> Scrubbed:
    """A stranger's name, words and web address, cleaned of all that could act on a page or pose as something else.

    The text is CommonMark without headings, pictures and HTML; its links open for nobody's gain (`rel`: HTML, 4.6.7).
    """
    words = plain(text, lines=True)
    return Scrubbed(name=plain(name), text=words, link=web_address(link), html=as_html(words))


def plain(words: str, *, lines: bool = False) -> str:
    """`words` in Unicode's composed form, without control and direction characters; on one line unless `lines`."""
    clean = INVISIBLE.sub("", unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")))
    return clean.strip() if lines else " ".join(clean.split())


def web_address(link: str) -> str:
    """`link` as an http or https address with a host, or ""."""
    link = plain(link)
    if link and "://" not in link and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", link):
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    fine = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s\"'<>`\\]", link)
    return link if fine and len(link) <= LONGEST_LINK else ""


def as_html(text: str) -> str:
    """The text as it is printed."""
    return _cleaner().clean(_markdown().render(text)).strip()


def links_of(html: str) -> list[str]:
    """The addresses that a printed text links to."""
    return re.findall(r'<a href="([^"]*)"', html)


@cache
def _markdown() -> MarkdownIt:
    """CommonMark with line breaks kept and bare addresses linked; no HTML, headings or pictures."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": True, "maxNesting": 12})
    return reader.enable("linkify").disable(["heading", "lheading", "image", "html_block", "html_inline", "reference"])


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
        strip_comments=True,
    )
