"""Finds and replaces addresses in HTML, CSS and feeds. Every other byte stays as it is."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'>]+)"""
TAG = re.compile(
    rf"<(?P<name>a|area|link|meta|data|img|source|video|audio|track|script|form|iframe|embed"
    rf"|object)\b"
    rf"(?P<rest>(?:\s+[^\s\"'>/=]+(?:\s*=\s*{VALUE})?)*\s*/?)>",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(rf"(?P<space>\s+)(?P<name>[^\s\"'>/=]+)\s*=\s*(?P<value>{VALUE})")
HREF_DEPENDENT_ATTRIBUTES = {
    "rel",
    "target",
    "download",
    "ping",
    "hreflang",
    "type",
    "referrerpolicy",
}
"""Attributes that are only allowed together with href (HTML, section 4.6.2)."""
SINGLE_URL_ATTRIBUTES = {"href", "src", "poster", "action", "data", "content", "value"}
ABSOLUTE_ONLY = {
    ("meta", "content"),
    ("data", "value"),
}
"""Attributes that may hold other text than addresses; only absolute addresses count there."""
CSS_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)""")
JSON_LD = re.compile(r'(<script type="application/ld\+json">)(.*?)(</script>)', re.DOTALL)

FEED_LINK = re.compile(
    r"""(?P<head>(?:&lt;|<)(?:a|ins|del|q|blockquote)\b[^<>&]*?)\s(?:href|cite)="""
    r"""(?P<quote>\\?"|&quot;|&\#34;)"""
    r"""(?P<url>https?://[^"\\<>]*?)(?P=quote)""",
)

AddressReplacer = Callable[[str, str, str], str | None]
"""Called with element, attribute and address; returns the new address, None for a dead link."""

EMPTY_IMAGE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"


def replace_in_html(html: str, replace: AddressReplacer, in_data: Callable[[str], str]) -> str:
    """Replace the addresses in a page. `in_data` replaces those in the text of its JSON-LD."""
    html = TAG.sub(lambda match: _tag(match, replace), html)
    return JSON_LD.sub(lambda match: match[1] + in_data(match[2]) + match[3], html)


def replace_in_css(css: str, replace: Callable[[str], str]) -> str:
    return CSS_URL.sub(lambda match: f'url("{replace(match["url"])}")', css)


def remove_dead_links_in_feed(text: str, is_dead: Callable[[str], bool]) -> str:
    """Remove dead links from the texts of a feed, which are escaped HTML or JSON."""
    return FEED_LINK.sub(
        lambda match: match["head"] if is_dead(unescape(unescape(match["url"]))) else match[0],
        text,
    )


def addresses_in_html(html: str) -> Iterator[str]:
    """Every address in the page."""
    addresses: list[str] = []

    def collect(element: str, attribute: str, url: str) -> str:
        if (element, attribute) not in ABSOLUTE_ONLY or url.startswith(("http://", "https://")):
            addresses.append(url)
        return url

    TAG.sub(lambda match: _tag(match, collect), html)
    yield from addresses


def addresses_in_css(css: str) -> Iterator[str]:
    return (match["url"] for match in CSS_URL.finditer(css) if not match["url"].startswith("data:"))


def _tag(tag: re.Match[str], replace: AddressReplacer) -> str:
    element, dead = tag["name"].lower(), []

    def attribute(match: re.Match[str]) -> str:
        name, value = match["name"].lower(), unescape(_unquoted(match["value"]))
        replaced = (
            _srcset(element, value, replace)
            if name == "srcset"
            else replace(element, name, value)
            if name in SINGLE_URL_ATTRIBUTES
            else value
        )
        if replaced == value:
            return match[0]
        if replaced is None:
            dead.append(name)
            if name not in ("src", "poster"):
                return ""
            replaced = EMPTY_IMAGE
            return f'{match["space"]}{match["name"]}="{replaced}"'
        return f'{match["space"]}{match["name"]}="{escape(replaced)}"'

    rest = ATTRIBUTE.sub(attribute, tag["rest"])
    if "href" in dead:
        rest = ATTRIBUTE.sub(
            lambda match: "" if match["name"].lower() in HREF_DEPENDENT_ATTRIBUTES else match[0],
            rest,
        )
    return "" if dead and element == "link" else f"<{tag['name']}{rest}>"


def _srcset(element: str, value: str, replace: AddressReplacer) -> str | None:
    """Replace the addresses of a srcset, and drop dead ones with their descriptors."""
    candidates = [part.strip().partition(" ") for part in value.split(", ") if part.strip()]
    replaced = [(replace(element, "srcset", url), descriptor) for url, _, descriptor in candidates]
    return ", ".join(f"{url} {descriptor}".strip() for url, descriptor in replaced if url) or None


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value
