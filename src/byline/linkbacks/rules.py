import re
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_HOST = 253  # characters of a name (RFC 1035, 2.3.4, as it is written)


def is_web_address(url: str) -> bool:
    """Whether it is a well-formed http or https address with a host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_named = 0 < len(parts.hostname or "") <= LONGEST_HOST
    return (
        parts.scheme in DEFAULT_PORTS
        and is_named
        and port != 0
        and not re.search(r"[\x00-\x20\x7f\s\"'<>`\\]", url)
    )


def address_key(url: str) -> str:
    """Reduce an address to what all spellings of it share.

    Scheme, default port, fragment and a final slash are dropped.
    """
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port and parts.port != DEFAULT_PORTS.get(parts.scheme) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.hostname}{port}{parts.path.rstrip('/')}{query}"


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


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
