"""The kinds of records, in the order in which they name each other: what a record points at stands in an earlier file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Site

from byline.transfer.records import house, papers, talk

Record = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What is wanted: of which sites, and whether commenters' addresses come along."""

    sites: list[Site]
    with_addresses: bool = False


KINDS: dict[str, Callable[[Asked], Iterator[Record]]] = {
    "sites": lambda asked: house.sites(asked.sites),
    "sections": lambda asked: house.sections(asked.sites),
    "contributors": lambda asked: house.contributors(),
    "tags": lambda asked: house.tags(),
    "media": lambda asked: house.media(),
    "policies": lambda asked: house.policies(asked.sites),
    "pages": lambda asked: papers.pages(asked.sites),
    "articles": lambda asked: papers.articles(asked.sites),
    "redirects": lambda asked: house.redirects(asked.sites),
    "responses": lambda asked: talk.responses(asked.sites, with_addresses=asked.with_addresses),
    "counts": lambda asked: talk.counts(asked.sites),
}
