"""Finding the endpoint to notify for a page (Webmention, 3.1.2; Pingback 1.0, 2)."""

import re
from dataclasses import dataclass

from byline.discussion.choices import Kind
from byline.lib.http_client import RemoteResponse
from byline.linkbacks.documents import HTML_TYPES, base_of, elements_of, resolved, tree_of
from byline.linkbacks.rules import is_web_address

LINK = re.compile(
    r"<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:\"(?:[^\"\\]|\\.)*\"|[^\s\",;]*))?)*)"
)  # RFC 8288, section 3
REL = re.compile(r";\s*rel\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s\",;]*))", re.IGNORECASE)


@dataclass(frozen=True)
class Endpoint:
    """The address to notify, and the protocol."""

    kind: Kind
    url: str


def discover(answer: RemoteResponse) -> Endpoint | None:
    """Find the endpoint of a page.

    For webmentions, it is the first in the headers or else in the elements; otherwise the one for
    pingbacks.
    """
    webmention = _in_header(answer, "webmention") or _on_page(answer, "webmention", ("link", "a"))
    if webmention is not None:
        return _endpoint(Kind.WEBMENTION, webmention)
    pingback = answer.headers.get("x-pingback", "").split(",")[0].strip() or _on_page(
        answer, "pingback", ("link",)
    )
    return _endpoint(Kind.PINGBACK, pingback) if pingback else None


def _endpoint(kind: Kind, url: str) -> Endpoint | None:
    return Endpoint(kind, url) if is_web_address(url) else None


def _in_header(answer: RemoteResponse, rel: str) -> str | None:
    for url, parameters in LINK.findall(answer.headers.get("link", "")):
        match = REL.search(parameters)
        if match and rel in (match[1] or match[2] or "").lower().split():
            return resolved(answer.url, url)
    return None


def _on_page(answer: RemoteResponse, rel: str, tags: tuple[str, ...]) -> str | None:
    tree = tree_of(answer) if answer.media_type in HTML_TYPES else None
    if tree is None:
        return None
    for element in elements_of(tree):
        if (
            element.tag in tags
            and element.get("href") is not None
            and rel in (element.get("rel") or "").lower().split()
        ):
            return resolved(base_of(tree, answer.url), element.get("href"))
    return None
