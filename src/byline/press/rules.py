"""HTTP's rules about content codings, media types and validators."""

from functools import lru_cache

from django.utils.http import parse_http_date_safe

CODINGS = ("br", "zstd", "gzip", "identity")  # in our order of preference
SUFFIXES = {"br": ".br", "zstd": ".zst", "gzip": ".gz", "identity": ""}


@lru_cache(maxsize=512)
def codings_wanted(header: str | None) -> tuple[str, ...]:
    """Our codings that an Accept-Encoding header accepts, best first (RFC 9110, section 12.5.3).

    None means that there is no header. The result is empty if not even an uncoded response is
    accepted. A weight that is not a number counts as 0.
    """
    if header is None:
        return ("identity",)
    weights = _weights(header)
    rest = weights.get("*")
    asked = {coding: weights.get(coding, rest) for coding in CODINGS}
    identity = asked.pop("identity")
    wanted = [(weight, coding) for coding, weight in asked.items() if weight]
    # `identity` is acceptable unless refused, and is the last choice unless it has a weight.
    if identity is None or identity > 0:
        wanted.append((weights.get("identity", 0.0), "identity"))
    return tuple(
        coding for _, coding in sorted(wanted, key=lambda pair: (-pair[0], CODINGS.index(pair[1])))
    )


def _weights(header: str) -> dict[str, float]:
    weights = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            weights["gzip" if name == "x-gzip" else name] = _weight(parameters)
    return weights


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


@lru_cache(maxsize=512)
def prefers_markdown(accept: str) -> bool:
    """Whether an Accept header prefers Markdown to HTML, or wants both alike. No browser does."""
    weights = _weights(accept)
    html = weights.get("text/html", weights.get("text/*", weights.get("*/*", 0.0)))
    return 0.0 < weights.get("text/markdown", 0.0) >= html


def is_known(header: str, etag: str) -> bool:
    """Whether an If-None-Match header names this ETag or is `*`.

    The comparison is weak (RFC 9110, sections 8.8.3.2 and 13.1.2).
    """
    if header.strip() == "*":
        return True
    return etag in {tag.strip().removeprefix("W/") for tag in header.split(",")}


def is_unchanged(header: str, modified: str, now: float) -> bool:
    """Whether a page has not changed since an If-Modified-Since header (RFC 9110, 13.1.3).

    A header with a date in the future is ignored, because its clock must be wrong.
    """
    since, changed = parse_http_date_safe(header), parse_http_date_safe(modified)
    return since is not None and changed is not None and changed <= since <= now


def why_not_printable(
    status: str, headers: list[tuple[str, str]], body: bytes, largest: int
) -> str:
    """Why a response of a printed view cannot be stored for everybody, or ""."""
    named = {name.lower(): value for name, value in headers}
    vary = {name.strip().lower() for name in named.get("vary", "").split(",")} - {
        "",
        "accept-encoding",
    }
    directives = {
        directive.strip().split("=")[0].lower()
        for directive in named.get("cache-control", "").split(",")
    }
    reasons = (
        (status.split(" ", 1)[0] != "200", "not a 200"),
        ("set-cookie" in named, "sets a cookie"),
        (bool(vary), f"varies by {', '.join(sorted(vary))}"),
        (bool(directives & {"no-store", "private", "no-cache"}), "marked as uncacheable"),
        ("content-encoding" in named, "is coded already"),
        (b'name="csrfmiddlewaretoken"' in body, "contains one reader's token"),
        (len(body) > largest, "too large"),
    )
    return next((why for holds, why in reasons if holds), "")
