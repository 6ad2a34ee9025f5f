"""Writes XML with one element a line.

WordPress writes it so, and its simplest parser, which uses regular expressions, needs it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""
NO_DATE = "0000-00-00 00:00:00"
WXR_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- The content of a site, for WordPress: Tools, Import, WordPress. -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
"""
WXR_FOOT = "</channel>\n</rss>\n"


def cdata(text: str) -> str:
    """Any text as the content of an element, without characters that XML does not allow."""
    return "<![CDATA[" + FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def text_element(name: str, text: str) -> str:
    """An element with a text, as CDATA."""
    return f"<{name}>{cdata(text)}</{name}>\n"


def escape_value(value: object) -> str:
    return escape(FORBIDDEN.sub("", str(value)))


def value_element(name: str, value: object) -> str:
    """An element with a number, an address or a keyword, escaped."""
    return f"<{name}>{escape_value(value)}</{name}>\n"


def parent_element(name: str, *lines: str) -> str:
    return f"<{name}>\n{''.join(lines)}</{name}>\n"


def single_line_element(name: str, *lines: str) -> str:
    return f"<{name}>{''.join(lines)}</{name}>".replace("\n", "") + "\n"


def meta_element(kind: str, name: str, value: str) -> str:
    """A custom field of a `kind`: post, comment or term."""
    return parent_element(
        f"wp:{kind}meta", text_element("wp:meta_key", name), text_element("wp:meta_value", value)
    )


def meta_elements(kind: str, fields: Mapping[str, str]) -> str:
    """The fields that are not empty."""
    return "".join(meta_element(kind, name, value) for name, value in fields.items() if value)


def category_element(domain: str, slug: str, name: str) -> str:
    """The term `slug` of the taxonomy `domain`, assigned to an item."""
    nicename = quoteattr(FORBIDDEN.sub("", slug))
    return f"<category domain={quoteattr(domain)} nicename={nicename}>{cdata(name)}</category>\n"


def local_date(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if at else NO_DATE


def gmt_date(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if at else NO_DATE


def feed_date(at: datetime | None) -> str:
    return format_datetime(at.astimezone(UTC)) if at else ""
