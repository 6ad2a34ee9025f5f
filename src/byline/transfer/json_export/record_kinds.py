"""The kinds of records, in the order in which they name each other: what a record points at stands in an earlier file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Site

from byline.transfer.json_export import page_records, response_records, site_records

JsonRecord = dict[str, Any]


@dataclass(frozen=True)
class ExportScope:
    """What is wanted: of which sites, and whether commenters' addresses come along."""

    sites: list[Site]
    with_addresses: bool = False


RECORD_KINDS: dict[str, Callable[[ExportScope], Iterator[JsonRecord]]] = {
    "sites": lambda asked: site_records.sites(asked.sites),
    "sections": lambda asked: site_records.sections(asked.sites),
    "contributors": lambda asked: site_records.contributors(),
    "tags": lambda asked: site_records.tags(),
    "media": lambda asked: site_records.media(),
    "policies": lambda asked: site_records.policies(asked.sites),
    "pages": lambda asked: page_records.pages(asked.sites),
    "articles": lambda asked: page_records.articles(asked.sites),
    "redirects": lambda asked: site_records.redirects(asked.sites),
    "responses": lambda asked: response_records.responses(
        asked.sites, with_addresses=asked.with_addresses
    ),
    "counts": lambda asked: response_records.counts(asked.sites),
}
