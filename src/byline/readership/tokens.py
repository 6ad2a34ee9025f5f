"""Signed tokens that identify the article on a page, so that no other path can be counted."""

from dataclasses import dataclass
from functools import lru_cache

from django.core import signing

SALT = "byline.readership"


@dataclass(frozen=True)
class ReadToken:
    """The article that was read, and its site's time zone."""

    article: int
    zone: str


def sign_token(read: ReadToken) -> str:
    return signing.Signer(salt=SALT).sign(f"{read.article}.{read.zone}")


@lru_cache(maxsize=4096)  # many read one article
def parse_token(token: str) -> ReadToken | None:
    """The token's content; None if the signature is invalid."""
    try:
        article, _, zone = signing.Signer(salt=SALT).unsign(token).partition(".")
    except signing.BadSignature:
        return None
    return ReadToken(int(article), zone)
