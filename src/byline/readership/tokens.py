"""What a page says of the article on it: signed, so that no other path can be counted."""

from dataclasses import dataclass
from functools import lru_cache

from django.core import signing

SALT = "byline.readership"


@dataclass(frozen=True)
class ReadToken:
    """Which article was read, and the time zone by whose clock its site counts."""

    article: int
    zone: str


def sign_token(read: ReadToken) -> str:
    return signing.Signer(salt=SALT).sign(f"{read.article}.{read.zone}")


@lru_cache(maxsize=4096)  # many read one article
def parse_token(token: str) -> ReadToken | None:
    """What the page said; None where no page of ours said it."""
    try:
        article, _, zone = signing.Signer(salt=SALT).unsign(token).partition(".")
    except signing.BadSignature:
        return None
    return ReadToken(int(article), zone)
