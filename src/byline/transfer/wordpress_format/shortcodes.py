"""WordPress's shortcodes, `[name attribute="value"]…[/name]`: found and read, never run."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

NAME = r"[A-Za-z][\w-]{0,60}"
TOKEN = re.compile(
    rf"\[(?P<escaped>\[?)(?P<name>{NAME})(?P<said>(?:\s[^\[\]]{{0,4000}}|=[^\[\]]{{0,400}}|/)?)"
    rf"\](?!\()|\[/(?P<closed>{NAME})\]"
)
ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))|"([^"]*)"|'([^']*)'|([^\s]+)"""
)
CURLY = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u2033": '"', "\u2018": "'", "\u2019": "'", "\u00a0": " "}
)
TAG = re.compile(r"<!--|<(script|style)\b[^<>]*>|<[a-zA-Z/!?][^<>]*>", re.IGNORECASE)
MEANT = re.compile(r"[a-z]+(?:[-_][a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Shortcode:
    """`content` is None when there is no closing part. `source` is all of it as written."""

    name: str
    source: str
    attributes: dict[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    content: str | None = None

    def get(self, name: str) -> str:
        return self.attributes.get(name, "").strip()

    @property
    def is_meant(self) -> bool:
        """Whether it is a shortcode rather than an aside in brackets, such as [sic] or [PDF]."""
        return bool(self.attributes or self.content is not None or MEANT.fullmatch(self.name))


def read_attributes(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Named attributes (names in lower case) and bare values."""
    clean = (
        text.replace("&quot;", '"').replace("&#8221;", '"').replace("&#8243;", '"').translate(CURLY)
    )
    named: dict[str, str] = {}
    bare: list[str] = []
    for name, double, single, plain, *values in ATTRIBUTE.findall(clean.strip().rstrip("/")):
        if name:
            named.setdefault(name.lower(), double or single or plain)
        else:
            bare.append(next(filter(None, values), ""))
    return named, tuple(bare)


def replace_shortcodes(
    html: str,
    known: frozenset[str],
    put: Callable[[Shortcode], str],
    other: Callable[[Shortcode], None],
) -> str:
    """`html` with every known shortcode in its text replaced by the result of `put`.

    An unknown shortcode stays as written, and `other` is called with it. `[[name]]` is how an
    article shows a shortcode: it keeps one pair of brackets. Tags, comments and scripts are
    skipped.
    """
    if "[" not in html:
        return html
    tokens = _tokens(html)
    out: list[str] = []
    at = 0
    for match, closer in zip(tokens, _closers(tokens), strict=True):
        if match.start() < at or match["closed"]:
            continue
        if match["escaped"]:
            if html.startswith("]", match.end()):
                out += [html[at : match.start()], match[0][1:]]
                at = match.end() + 1
            continue
        code = _shortcode(html, match, closer)
        if code.name not in known:
            other(code)
            continue
        out += [html[at : match.start()], put(code)]
        at = match.start() + len(code.source)
    return "".join([*out, html[at:]])


def _tokens(html: str) -> list[re.Match[str]]:
    """Opening and closing parts in the text."""
    skipped = list(_tags(html))
    starts = [start for start, _ in skipped]
    tokens = []
    for match in TOKEN.finditer(html):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or skipped[before][1] <= match.start():
            tokens.append(match)
    return tokens


def _tags(html: str) -> Iterator[tuple[int, int]]:
    """The positions of tags, comments, scripts and styles."""
    at = 0
    while match := TAG.search(html, at):
        closer = "-->" if match[0] == "<!--" else f"</{match[1]}" if match[1] else ""
        end = html.find(closer, match.end()) if closer else -1
        at = end + len(closer) if end >= 0 else match.end()
        yield match.start(), at


def _closers(tokens: list[re.Match[str]]) -> list[re.Match[str] | None]:
    """For each token, the closing part of its name that follows before another opens, if there is
    one.
    """
    following: dict[str, re.Match[str] | None] = {}
    closers: list[re.Match[str] | None] = []
    for match in reversed(tokens):
        name = (match["closed"] or match["name"]).lower()
        closers.append(None if match["closed"] else following.get(name))
        following[name] = match if match["closed"] else None
    return closers[::-1]


def _shortcode(html: str, match: re.Match[str], closer: re.Match[str] | None) -> Shortcode:
    name, arguments = match["name"].lower(), match["said"]
    named, bare = read_attributes(arguments.lstrip("="))
    if closer is None or arguments.rstrip().endswith("/"):
        return Shortcode(name, match[0], named, bare)
    content = html[match.end() : closer.start()]
    return Shortcode(name, html[match.start() : closer.end()], named, bare, content)
