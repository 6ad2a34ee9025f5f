import json
import re
from typing import Any
from urllib.parse import quote, urlencode

from byline.sharing.choices import ShareMethod

LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
HOST = re.compile(rf"(?=.{{4,253}}$)(?:{LABEL}\.)+(?!\d+$){LABEL}", re.IGNORECASE)
UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


# the services' pages, and their parameters
SHARE_PAGES = {
    ShareMethod.EMAIL: ("mailto:", {"subject": "{title}", "body": "{title} {url}"}),
    ShareMethod.BLUESKY: ("https://bsky.app/intent/compose", {"text": "{title} {url}"}),
    ShareMethod.FACEBOOK: ("https://www.facebook.com/sharer/sharer.php", {"u": "{url}"}),
    ShareMethod.X: ("https://x.com/intent/post", {"text": "{title}", "url": "{url}"}),
    ShareMethod.LINKEDIN: ("https://www.linkedin.com/sharing/share-offsite/", {"url": "{url}"}),
    ShareMethod.REDDIT: ("https://www.reddit.com/submit", {"url": "{url}", "title": "{title}"}),
    ShareMethod.WHATSAPP: ("https://wa.me/", {"text": "{title} {url}"}),
    ShareMethod.TELEGRAM: ("https://t.me/share/url", {"url": "{url}", "text": "{title}"}),
    ShareMethod.TUMBLR: (
        "https://www.tumblr.com/widgets/share/tool",
        {"posttype": "link", "canonicalUrl": "{url}", "title": "{title}"},
    ),
}


def share_href(method: str, url: str, title: str, mastodon: str) -> str:
    """The address of a share link for the page at `url`; "" if a script does it.

    `mastodon` is the address of our own page for Mastodon.
    """
    if method == ShareMethod.MASTODON:
        return mastodon
    page, parameters = SHARE_PAGES.get(ShareMethod(method), ("", {}))
    if not page:
        return ""
    values = {name: value.format(title=title, url=url) for name, value in parameters.items()}
    return f"{page}?{_query(**values)}"


def _query(**values: str) -> str:
    return urlencode(values, quote_via=quote, safe="")


def instance_of(typed: str) -> str:
    """The host of an instance: `mastodon.example`, its address or `@name@mastodon.example`.

    Raises ValueError unless it is a public host name: no IP address, port, or name without a dot.
    """
    name = typed.strip().removeprefix("https://").rstrip("/").rpartition("@")[2]
    host = name.lower() if name.isascii() else _in_ascii(name)
    if not HOST.fullmatch(host):
        raise ValueError(f"{typed!r} does not name a host")
    return host


def _in_ascii(name: str) -> str:
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def mastodon_share_href(instance: str, url: str, title: str) -> str:
    """The page of an instance on which a post is written."""
    return f"https://{instance}/share?{_query(text=f'{title} {url}')}"


def json_for_script(data: Any) -> str:
    """JSON for a `script` element, without characters that could end the element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
