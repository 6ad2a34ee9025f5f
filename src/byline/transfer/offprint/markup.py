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
WITH_HREF = {
    "rel",
    "target",
    "download",
    "ping",
    "hreflang",
    "type",
    "referrerpolicy",
}  # stand only beside it (HTML, 4.6.2)
ONE = {"href", "src", "poster", "action", "data", "content", "value"}
ABSOLUTE_ONLY = {
    ("meta", "content"),
    ("data", "value"),
}  # other texts, unless a whole address of ours stands there
IN_STYLE = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<url>[^"')]+)(?P=quote)\s*\)""")
IN_DATA = re.compile(r'(<script type="application/ld\+json">)(.*?)(</script>)', re.DOTALL)

IN_FEED = re.compile(  # of a text that a feed carries as escaped HTML or in JSON
    r"""(?P<head>(?:&lt;|<)(?:a|ins|del|q|blockquote)\b[^<>&]*?)\s(?:href|cite)=(?P<quote>\\?"|&quot;|&\#34;)"""
    r"""(?P<url>https?://[^"\\<>]*?)(?P=quote)""",
)

Replace = Callable[[str, str, str], str | None]
"""Given the element, the attribute and the address, gives the address in its place; None: it leads nowhere."""

NOTHING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"  # in place of a picture that is lost


def replaced_in_html(html: str, replace: Replace, in_data: Callable[[str], str]) -> str:
    """The page with other addresses; `in_data` does the same for the text of its linked data."""
    html = TAG.sub(lambda found: _tag(found, replace), html)
    return IN_DATA.sub(lambda found: found[1] + in_data(found[2]) + found[3], html)


def replaced_in_style(css: str, replace: Callable[[str], str]) -> str:
    return IN_STYLE.sub(lambda found: f'url("{replace(found["url"])}")', css)


def unlinked_in_feed(text: str, leads_nowhere: Callable[[str], bool]) -> str:
    """A feed in whose texts nothing links to where nothing is."""
    return IN_FEED.sub(
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


def addresses_in_style(css: str) -> Iterator[str]:
    return (
        found["url"] for found in IN_STYLE.finditer(css) if not found["url"].startswith("data:")
    )


def _tag(found: re.Match[str], replace: Replace) -> str:
    element, lost = found["name"].lower(), []

    def attribute(each: re.Match[str]) -> str:
        name, value = each["name"].lower(), unescape(_bare(each["value"]))
        fresh = (
            _several(element, value, replace)
            if name == "srcset"
            else replace(element, name, value)
            if name in ONE
            else value
        )
        if fresh == value:
            return each[0]
        if fresh is None:
            lost.append(name)
            fresh = NOTHING if name in ("src", "poster") else ""
            return f'{each["space"]}{each["name"]}="{fresh}"' if fresh else ""
        return f'{each["space"]}{each["name"]}="{escape(fresh)}"'

    rest = ATTRIBUTE.sub(attribute, found["rest"])
    if "href" in lost:
        rest = ATTRIBUTE.sub(
            lambda each: "" if each["name"].lower() in WITH_HREF else each[0], rest
        )
    return "" if lost and element == "link" else f"<{found['name']}{rest}>"


def _several(element: str, value: str, replace: Replace) -> str | None:
    """The addresses of a srcset, each with what stands behind it; those that lead nowhere left out."""
    pairs = [each.strip().partition(" ") for each in value.split(", ") if each.strip()]
    fresh = [(replace(element, "srcset", url), behind) for url, _, behind in pairs]
    return ", ".join(f"{url} {behind}".strip() for url, behind in fresh if url) or None


def _bare(value: str) -> str:
    return value[1:-1] if value[:1] in ("'", '"') else value
