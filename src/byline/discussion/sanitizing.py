"""Sanitizing what strangers write."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from html import unescape
from urllib.parse import urlsplit

import nh3
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from byline.lib.html_bounds import bounded

ALLOWED_TAGS = {"p", "br", "em", "strong", "a", "blockquote", "ul", "ol", "li", "code", "pre", "hr"}
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
MAX_LINK_LENGTH = 500
MAX_SHRINKING = 4  # a text may be so many times shorter without spaces and in composed characters
PIECE = re.compile(r".{1,500}(?!\S)|.{1,500}", re.DOTALL)
PREFORMATTED = re.compile(r"(<pre\b.*?</pre\s*>)", re.IGNORECASE | re.DOTALL)
BLOCK = re.compile(r"\s*</?(?:p|pre|blockquote|ul|ol|li|hr)\b", re.IGNORECASE)
WRAPPER = re.compile(
    r"</?(?:div|section|article|table|tr|h[1-6]|dl|dt|dd|address|figure)\b[^>]*>", re.IGNORECASE
)
AROUND = re.compile(r"(</(?:blockquote|ul|ol)\s*>)|(?=<(?:blockquote|ul|ol)\b)", re.IGNORECASE)
OLD_NAMES = re.compile(r"(</?)([bi])(?=[\s>])", re.IGNORECASE)
BARE_LINK = re.compile(
    r"""<a\b(?:(?!<a\b).)*?</a\s*>|<[^>]*>|(https?://[^\s<>"']*[^\s<>"'.,;:!?)\]])""",
    re.IGNORECASE | re.DOTALL,
)
NO_LINK = re.compile(r'<a rel="[^"]*">(.*?)</a>', re.DOTALL)  # a link whose address was not allowed
SANITIZED_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class SanitizedResponse:
    """`name` and `text` are plain text, `link` a web address or "", `html` the safe HTML."""

    name: str
    text: str
    link: str
    html: str


class TextTooLongError(ValueError):
    def __init__(self, max_length: int, length: int) -> None:
        too_long = _("A response has at most %(most)d characters; this one has %(has)d.")
        super().__init__(too_long % {"most": max_length, "has": length})


def response_text(text: str, max_length: int) -> str:
    """The plain text of a response. Raises TextTooLongError before any work on a long one."""
    if len(text) > MAX_SHRINKING * max_length:
        raise TextTooLongError(max_length, len(text))
    words = plain_text(text, lines=True)
    if len(words) > max_length:
        raise TextTooLongError(max_length, len(words))
    return words


def sanitize_markdown(*, name: str, text: str, link: str = "") -> SanitizedResponse:
    """Sanitize a name, a CommonMark text and a web address. The caller has checked the lengths.

    The text has no headings, pictures or HTML. Its links have `rel="nofollow ugc noopener"` (HTML,
    4.6.7).
    """
    words = plain_text(text, lines=True)
    return SanitizedResponse(
        name=plain_text(name), text=words, link=web_address(link), html=as_html(words)
    )


def plain_text(words: str, *, lines: bool = False) -> str:
    """Normalize Unicode (NFC), remove control characters, and join the lines unless `lines`."""
    if words.isascii() and words.isprintable():  # as most names and links are
        return words.strip() if lines else " ".join(words.split())
    clean = INVISIBLE.sub("", _composed(words.replace("\r\n", "\n").replace("\r", "\n")))
    return clean.strip() if lines else " ".join(clean.split())


def _composed(words: str) -> str:
    """The words in NFC, in pieces, because long runs of marks are sorted in quadratic time."""
    return "".join(unicodedata.normalize("NFC", piece) for piece in PIECE.findall(words))


def web_address(link: str) -> str:
    """`link` as an http or https address with a host, or ""."""
    link = plain_text(link[: 2 * MAX_LINK_LENGTH])
    if link and "://" not in link and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", link):
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    fine = (
        parts.scheme in ("http", "https")
        and parts.hostname
        and not re.search(r"[\s\"'<>`\\]", link)
    )
    return link if fine and len(link) <= MAX_LINK_LENGTH else ""


def as_html(text: str) -> str:
    """The sanitized HTML of a CommonMark text."""
    return _clean(_markdown().render(text))


def links_of(html: str) -> list[str]:
    """The addresses that sanitized HTML links to."""
    return re.findall(r'<a href="([^"]*)"', html)


def _clean(html: str) -> str:
    return NO_LINK.sub(r"\1", _cleaner().clean(bounded(html))).strip()


@cache
def _markdown() -> MarkdownIt:
    """CommonMark with line breaks and bare links; no HTML, headings or pictures."""
    reader = MarkdownIt(
        "commonmark", {"html": False, "breaks": True, "linkify": True, "maxNesting": 12}
    )
    return reader.enable("linkify").disable(
        ["heading", "lheading", "image", "html_block", "html_inline", "reference"]
    )


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=ALLOWED_TAGS,
        attributes={
            "a": {"href"},
            "*": set(),
        },  # without "*", global attributes such as title would pass
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
        strip_comments=True,
    )


def sanitize_html(*, name: str, html: str, link: str = "") -> SanitizedResponse:
    """Sanitize imported HTML in which line breaks count (WordPress, Disqus)."""
    words = INVISIBLE.sub("", _composed(html.replace("\r\n", "\n").replace("\r", "\n")))
    words = bounded(words)
    linked = BARE_LINK.sub(_linked, words) if "://" in words else words
    printed = _clean(_in_paragraphs(linked)).replace("<p></p>", "").strip()
    return SanitizedResponse(
        name=plain_text(unescape(name)),
        text=as_text(printed),
        link=web_address(unescape(link)),
        html=printed,
    )


def _linked(match: re.Match[str]) -> str:
    return f'<a href="{match[1]}">{match[1]}</a>' if match[1] else match[0]


def _in_paragraphs(html: str) -> str:
    """Turn blank lines into paragraphs and other line breaks into <br>, outside of blocks."""
    if "<" not in html:
        return "\n".join(filter(None, map(_paragraph, re.split(r"\n\s*\n", html))))
    html = OLD_NAMES.sub(lambda tag: tag[1] + ("strong" if tag[2].lower() == "b" else "em"), html)
    parts: list[str] = []
    for part in PREFORMATTED.split(html):
        parts += (
            [part]
            if PREFORMATTED.match(part)
            else map(_paragraph, re.split(r"\n\s*\n", _separate_blocks(part)))
        )
    return "\n".join(filter(None, parts))


def _separate_blocks(html: str) -> str:
    return AROUND.sub(lambda tag: f"{tag[1] or ''}\n\n", WRAPPER.sub("\n\n", html))


def _paragraph(html: str) -> str:
    html = html.strip()
    if not html or BLOCK.match(html):
        return html
    return "<p>" + html.replace("\n", "<br>\n") + "</p>"


def as_text(html: str) -> str:
    """The plain text of sanitized HTML, with the addresses of its links."""
    words = SANITIZED_LINK.sub(
        lambda link: (
            link[2]
            if link[1].endswith(f"//{link[2]}") or link[1] == link[2]
            else f"{link[2]} ({link[1]})"
        ),
        html,
    )
    words = re.sub(
        r"(?<!\s)\s*<li>", "\n- ", re.sub(r"</(?:p|blockquote|pre|ul|ol)>", "\n\n", words)
    )
    words = re.sub(r"<[^>]*>", "", re.sub(r"<hr[^>]*>", "\n\n", words))
    return re.sub(r"\n{3,}", "\n\n", unescape(words)).strip()
