"""One run of an import: what every step of it needs."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Site

from byline.network.queries import settings_of
from byline.transfer.html.converter_context import Setting, nowhere
from byline.transfer.html.links import host
from byline.transfer.run.ledger import Ledger
from byline.transfer.run.options import Wishes
from byline.transfer.run.report import Entry, Report
from byline.transfer.wordpress.items_here import Items
from byline.transfer.wordpress.media import Library
from byline.transfer.wordpress.people import People
from byline.transfer.wordpress.roundtrip import OUR_GENERATOR
from byline.transfer.wordpress.survey import Survey
from byline.transfer.wordpress.terms import Filings
from byline.transfer.wordpress.unplaced_fields import Fields
from byline.transfer.wordpress.wxr_records import Item


@dataclass(slots=True)
class Move:
    """`now` is when the run began: what is due by then is not scheduled any more."""

    survey: Survey
    site: Site
    ledger: Ledger
    report: Report
    library: Library
    people: People
    filings: Filings
    now: datetime
    wishes: Wishes
    fields: Fields = field(init=False)
    items: Items = field(default_factory=Items)
    zone: ZoneInfo = field(init=False)
    is_rtl: bool = field(init=False)

    @property
    def where(self) -> Setting:
        """Where the old site stood: what an address outside of its items is held against."""
        channel = self.survey.channel
        bases = (channel.base_blog_url, channel.link, channel.base_site_url)
        return Setting(
            media=self.library,
            base=channel.address,
            hosts=frozenset(filter(None, map(host, bases))),
        )

    def setting(self, item: Item) -> Setting:
        """What the compositor must know to set this item's body."""
        return replace(
            self.where,
            post=item.id,
            rtl=self.is_rtl,
            pages_of_files=self.survey.pages_of_files,
            reusable=self.survey.reusable,
            footnotes=item.meta.get("footnotes", ""),
            linked=self._linked if self.follows_links else nowhere,
        )

    @property
    def follows_links(self) -> bool:
        """Whether a link that names an article by its number becomes a link to that article: in an export of this house."""
        return self.survey.channel.generator.startswith(OUR_GENERATOR)

    def _linked(self, kind: str, number: str) -> int | None:
        known = self.ledger.find(kind, number) if kind in ("post", "page") else None
        return known.target_id if known else None

    def __post_init__(self) -> None:
        self.fields = Fields(self.wishes.fields)
        chosen = settings_of(self.site)
        self.zone, self.is_rtl = chosen.zone, chosen.direction == "rtl"


def entry(item: Item, why: str) -> Entry:
    return Entry(item.type or "unknown", item.key, item.name, item.line, why)


def remark_all(report: Report, item: Item, remarks: Any) -> None:
    """Put an item's remarks into the report, those of an earlier run too."""
    for kind, what in remarks:
        report.remark(kind, what, item.name)
