import re
from urllib.parse import quote, urlsplit

from byline.lib.host_names import ascii_host

DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_HOST_LENGTH = 253  # characters of a name in text form (RFC 1035, 2.3.4)
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")  # RFC 3986, 2.3: the same with and without encoding
ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
RESERVED_CHARACTERS = "%/:?#[]@!$&'()*+,;=~"  # encoding them would change the meaning


def is_web_address(url: str) -> bool:
    """Whether it is a well-formed http or https address with a host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_named = 0 < len(parts.hostname or "") <= MAX_HOST_LENGTH
    return (
        parts.scheme in DEFAULT_PORTS
        and is_named
        and port != 0
        and not re.search(r"[\x00-\x20\x7f\s\"'<>`\\]", url)
    )


def address_key(url: str) -> str:
    """Reduce an address to what all spellings of it share (RFC 3986, 6.2.2 and 6.2.3).

    Scheme, default port, fragment and a final slash are dropped.
    """
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port and parts.port != DEFAULT_PORTS.get(parts.scheme) else ""
    query = f"?{_normalized(parts.query)}" if parts.query else ""
    path = _without_dots(_normalized(parts.path)).rstrip("/")
    return f"{host_of(url)}{port}{path}{query}"


def host_of(url: str) -> str:
    """The host as `ascii_host` spells it."""
    return ascii_host(urlsplit(url).hostname or "")


def _normalized(text: str) -> str:
    """Percent-encode only what has to be encoded, with upper-case hexadecimal digits."""

    def decide(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if UNRESERVED.fullmatch(character) else match[0].upper()

    return quote(ENCODED.sub(decide, text), safe=RESERVED_CHARACTERS)


def _without_dots(path: str) -> str:
    """The path without the segments `.` and `..` (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept)


def is_below(host: str, domain: str) -> bool:
    """Whether the host is the domain or one of its subdomains."""
    return host == domain or host.endswith(f".{domain}")


def domains_in(words: str) -> list[str]:
    """Read a list of domains, one a line. Raises ValueError with the first invalid one."""
    domains = []
    for line in words.split():
        domain = (urlsplit(line).hostname or "" if "://" in line else line).strip(".").lower()
        if not re.fullmatch(r"([\w-]+\.)*[\w-]+", domain):
            raise ValueError(line)
        domains.append(domain)
    return list(dict.fromkeys(domains))
