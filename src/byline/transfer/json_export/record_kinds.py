"""The kinds of records. A record refers only to records of its own kind or of earlier kinds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Site

from byline.transfer.json_export import page_records, response_records, site_records

JsonRecord = dict[str, Any]


@dataclass(frozen=True)
class ExportScope:
    """`with_addresses`: commenters' e-mail and IP addresses are exported, too."""

    sites: list[Site]
    with_addresses: bool = False


RECORD_KINDS: dict[str, Callable[[ExportScope], Iterator[JsonRecord]]] = {
    "sites": lambda scope: site_records.sites(scope.sites),
    "sections": lambda scope: site_records.sections(scope.sites),
    "contributors": lambda scope: site_records.contributors(),
    "tags": lambda scope: site_records.tags(),
    "media": lambda scope: site_records.media(),
    "policies": lambda scope: site_records.policies(scope.sites),
    "pages": lambda scope: page_records.pages(scope.sites),
    "articles": lambda scope: page_records.articles(scope.sites),
    "redirects": lambda scope: site_records.redirects(scope.sites),
    "responses": lambda scope: response_records.responses(
        scope.sites, with_addresses=scope.with_addresses
    ),
    "counts": lambda scope: response_records.counts(scope.sites),
}
