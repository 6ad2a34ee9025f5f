"""Who is no person, told from what a browser says of itself."""

import re
from collections.abc import Mapping
from functools import lru_cache

# Browsers begin like this; most programs have a name of their own.
BROWSER = re.compile(
    r"(?:Mozilla/5\.0 \((?!compatible(?!; MSIE)|Java\))|Opera/9|NetSurf/|Dillo/|w3m/)[^<>]*"
)

# What programs add to a browser's name. CUBOT makes telephones.
BOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|headless|phantomjs|selenium|playwright|puppeteer|cypress|electron/|lighthouse|PTST|synthetics"
    r"|pingdom|monitor|uptime|gtmetrix|dareboost|hardenize|rigor|hotjar|screenshot|preview|thumb|favicon|validator|scan|probe"
    r"|inspect|audit|archiv|scrap|extract|fetch|resolver|checker|verif|watch(?:er|towr)|index(?:er|ing)|search ?engine|sitemap"
    r"|google(?:-|other|web)|mediapartners|read-aloud|feed(?!ly/\d+ mobile)|rss|https?:|www\.|@|\[at\]|\+[a-z]"
    r"|python|java/|curl|wget|okhttp|splash|nutch|heritrix|appinsights|newsai|-user/|silktide|securityheaders|turingos"
    r"|[a-z0-9]\.(?:com|net|org|io|ly|gy|fr|de|ai|co|dev)\b|linktiger|marketgoo|readable/|testlocally|foregenix|finder\b|collapsify"
    r"|datanyze|sindup|\bYLT\b|\bdlc/|trae/|agent\b|agent-|httpclient|nikto|-google\b",
    re.IGNORECASE,
)

PURPOSES = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
PREFETCH = ("prefetch", "prerender", "preview", "instant")


@lru_cache(maxsize=8192)  # most browsers say the same
def is_bot(agent: str) -> bool:
    """Whether this User-Agent (RFC 9110, 10.1.5) is a crawler's or another program's, or says nothing."""
    return not BROWSER.fullmatch(agent) or BOT.search(agent) is not None


def load_purpose(headers: Mapping[str, str]) -> str:
    """ "prefetch" or "preview" where a page is loaded before anybody looks at it, else ""."""
    said = " ".join([headers[name] for name in PURPOSES if name in headers]).lower()
    if not said or not any(word in said for word in PREFETCH):
        return ""
    return "preview" if "preview" in said else "prefetch"
