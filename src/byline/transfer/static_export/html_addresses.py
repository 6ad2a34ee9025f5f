"""Where pages name other addresses. What is replaced is the address alone; every other byte stays."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

VALUE = r"""(?:"[^"]*"|'[^']*'|[^\s"'>]+)"""
TAG = re.compile(
    rf"<(?P<name>a|area|link|meta|data|img|source|video|audio|track|script|form|iframe|embed|object)\b"
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
}  # stand only beside it (HTML, 4.6.2)
SINGLE_URL_ATTRIBUTES = {"href", "src", "poster", "action", "data", "content", "value"}
ABSOLUTE_ONLY = {
    ("meta", "content"),
    ("data", "value"),
}  # other texts, unless a whole address of ours stands there
CSS_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)""")
JSON_LD = re.compile(r'(<script type="application/ld\+json">)(.*?)(</script>)', re.DOTALL)

FEED_LINK = re.compile(  # of a text that a feed carries as escaped HTML or in JSON
    r"""(?P<head>(?:&lt;|<)(?:a|ins|del|q|blockquote)\b[^<>&]*?)\s(?:href|cite)=(?P<quote>\\?"|&quot;|&\#34;)"""
    r"""(?P<url>https?://[^"\\<>]*?)(?P=quote)""",
)

AddressReplacer = Callable[[str, str, str], str | None]
"""Given the element, the attribute and the address, gives the address in its place; None: it leads nowhere."""

EMPTY_IMAGE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"  # in place of a picture that is lost


def replace_in_html(html: str, replace: AddressReplacer, in_data: Callable[[str], str]) -> str:
    """The page with other addresses; `in_data` does the same for the text of its linked data."""
    html = TAG.sub(lambda found: _tag(found, replace), html)
    return JSON_LD.sub(lambda found: found[1] + in_data(found[2]) + found[3], html)


def replace_in_css(css: str, replace: Callable[[str], str]) -> str:
    return CSS_URL.sub(lambda found: f'url("{replace(found["url"])}")', css)


def remove_dead_links_in_feed(text: str, leads_nowhere: Callable[[str], bool]) -> str:
    """A feed in whose texts nothing links to where nothing is."""
    return FEED_LINK.sub(
        lambda found: (
            found["head"] if leads_nowhere(unescape(unescape(found["url"]))) else found[0]
        ),
        text,
    )


def addresses_in_html(html: str) -> Iterator[str]:
    """Every address that the page names."""
    seen: list[str] = []

    def note(element: str, attribute: str, url: str) -> str:
        if (element, attribute) not in ABSOLUTE_ONLY or url.startswith(("http://", "https://")):
            seen.append(url)
        return url

    TAG.sub(lambda found: _tag(found, note), html)
    yield from seen


def addresses_in_css(css: str) -> Iterator[str]:
    return (found["url"] for found in CSS_URL.finditer(css) if not found["url"].startswith("data:"))


def _tag(found: re.Match[str], replace: AddressReplacer) -> str:
    element, lost = found["name"].lower(), []

    def attribute(each: re.Match[str]) -> str:
        name, value = each["name"].lower(), unescape(_bare(each["value"]))
        fresh = (
            _several(element, value, replace)
            if name == "srcset"
            else replace(element, name, value)
            if name in SINGLE_URL_ATTRIBUTES
            else value
        )
        if fresh == value:
            return each[0]
        if fresh is None:
            lost.append(name)
            fresh = EMPTY_IMAGE if name in ("src", "poster") else ""
            return f'{each["space"]}{each["name"]}="{fresh}"' if fresh else ""
        return f'{each["space"]}{each["name"]}="{escape(fresh)}"'

    rest = ATTRIBUTE.sub(attribute, found["rest"])
    if "href" in lost:
        rest = ATTRIBUTE.sub(
            lambda each: "" if each["name"].lower() in HREF_DEPENDENT_ATTRIBUTES else each[0], rest
        )
    return "" if lost and element == "link" else f"<{found['name']}{rest}>"


def _several(element: str, value: str, replace: AddressReplacer) -> str | None:
    """The addresses of a srcset, each with what stands behind it; those that lead nowhere left out."""
    pairs = [each.strip().partition(" ") for each in value.split(", ") if each.strip()]
    fresh = [(replace(element, "srcset", url), behind) for url, _, behind in pairs]
    return ", ".join(f"{url} {behind}".strip() for url, behind in fresh if url) or None


def _bare(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value
