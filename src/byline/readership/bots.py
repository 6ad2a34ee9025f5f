"""Recognizing programs and prefetching by what a browser sends."""

import re
from collections.abc import Mapping
from functools import lru_cache

# User agents of browsers begin like this; most programs have names of their own.
BROWSER = re.compile(
    r"(?:Mozilla/5\.0 \((?!compatible(?!; MSIE)|Java\))|Opera/9|NetSurf/|Dillo/|w3m/)[^<>]*"
)

# Words that programs add to a browser's name. CUBOT is a maker of phones.
BOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|headless|phantomjs|selenium|playwright|puppeteer|cypress"
    r"|electron/|lighthouse|PTST|synthetics|pingdom|monitor|uptime|gtmetrix|dareboost"
    r"|hardenize|rigor|hotjar|screenshot|preview|thumb|favicon|validator|scan|probe|inspect"
    r"|audit|archiv|scrap|extract|fetch|resolver|checker|verif|watch(?:er|towr)|index(?:er|ing)"
    r"|search ?engine|sitemap|google(?:-|other|web)|mediapartners|read-aloud"
    r"|feed(?!ly/\d+ mobile)|rss|https?:|www\.|@|\[at\]|\+[a-z]|python|java/|curl|wget"
    r"|okhttp|splash|nutch|heritrix|appinsights|newsai|-user/|silktide|securityheaders"
    r"|turingos|[a-z0-9]\.(?:com|net|org|io|ly|gy|fr|de|ai|co|dev)\b|linktiger|marketgoo"
    r"|readable/|testlocally|foregenix|finder\b|collapsify|datanyze|sindup|\bYLT\b|\bdlc/"
    r"|trae/|agent\b|agent-|httpclient|nikto|-google\b",
    re.IGNORECASE,
)

PURPOSES = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
PREFETCH = ("prefetch", "prerender", "preview", "instant")


@lru_cache(maxsize=8192)  # many browsers send the same
def is_bot(agent: str) -> bool:
    """Whether this User-Agent (RFC 9110, 10.1.5) belongs to a program, or is empty."""
    return not BROWSER.fullmatch(agent) or BOT.search(agent) is not None


def load_purpose(headers: Mapping[str, str]) -> str:
    """ "prefetch" or "preview" if the page was loaded before anybody looked at it, else ""."""
    purpose = " ".join([headers[name] for name in PURPOSES if name in headers]).lower()
    if not purpose or not any(word in purpose for word in PREFETCH):
        return ""
    return "preview" if "preview" in purpose else "prefetch"
