"""What can be decided about sharing from plain values."""

import json
import re
from typing import Any
from urllib.parse import quote, urlencode

from byline.sharing.choices import Way

LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
HOST = re.compile(rf"(?=.{{4,253}}$)(?:{LABEL}\.)+(?!\d+$){LABEL}", re.IGNORECASE)
UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def way_href(way: str, url: str, title: str, mastodon: str) -> str:
    """Where a link leads that passes on the page at `url`; "" where that is a script's work. `mastodon` is our page for it."""
    both = f"{title} {url}"
    addresses = {
        Way.EMAIL: f"mailto:?{_query(subject=title, body=both)}",
        Way.MASTODON: mastodon,
        Way.BLUESKY: f"https://bsky.app/intent/compose?{_query(text=both)}",
        Way.FACEBOOK: f"https://www.facebook.com/sharer/sharer.php?{_query(u=url)}",
        Way.X: f"https://x.com/intent/post?{_query(text=title, url=url)}",
        Way.LINKEDIN: f"https://www.linkedin.com/sharing/share-offsite/?{_query(url=url)}",
        Way.REDDIT: f"https://www.reddit.com/submit?{_query(url=url, title=title)}",
        Way.WHATSAPP: f"https://wa.me/?{_query(text=both)}",
        Way.TELEGRAM: f"https://t.me/share/url?{_query(url=url, text=title)}",
        Way.TUMBLR: f"https://www.tumblr.com/widgets/share/tool?{_query(posttype='link', canonicalUrl=url, title=title)}",
    }
    return addresses.get(Way(way), "")


def _query(**values: str) -> str:
    return urlencode(values, quote_via=quote, safe="")


def instance_of(typed: str) -> str:
    """The host of what a reader calls their instance: `mastodon.example`, its address, or `@name@mastodon.example`.

    ValueError for what is no public host name: an address by numbers, a port, a name without a dot.
    """
    name = typed.strip().removeprefix("https://").rstrip("/").rpartition("@")[2]
    host = name.lower() if name.isascii() else _in_ascii(name)
    if not HOST.fullmatch(host):
        raise ValueError(f"{typed!r} names no host")
    return host


def _in_ascii(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def toot_href(instance: str, url: str, title: str) -> str:
    """The page of an instance on which a post is written."""
    return f"https://{instance}/share?{_query(text=f'{title} {url}')}"


def data_block(data: Any) -> str:
    """JSON that may stand in a `script` element: none of its characters ends the element or a line of script."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
