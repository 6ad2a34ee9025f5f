"""What every step of a WordPress import needs."""

from dataclasses import dataclass, field, replace

from byline.transfer.html.converter_context import ConverterContext, no_link_target
from byline.transfer.html.links import host_of
from byline.transfer.run.options import ImportOptions
from byline.transfer.run.report import ReportEntry
from byline.transfer.run.run_context import RunContext
from byline.transfer.wordpress.media import MediaLibrary
from byline.transfer.wordpress.people import People
from byline.transfer.wordpress.survey import Survey
from byline.transfer.wordpress.terms import Terms
from byline.transfer.wordpress.unplaced_fields import UnplacedFields
from byline.transfer.wordpress.wxr_records import WordPressItem
from byline.transfer.wordpress_format.converter import PostExtras
from byline.transfer.wordpress_format.field_names import BYLINE_GENERATOR


@dataclass(slots=True, kw_only=True)
class ImportContext(RunContext):
    survey: Survey
    media: MediaLibrary
    people: People
    terms: Terms
    options: ImportOptions
    fields: UnplacedFields = field(init=False)

    def __post_init__(self) -> None:
        RunContext.__post_init__(self)
        self.fields = UnplacedFields(self.options.fields)

    def has_file(self, address: str) -> bool:
        return self.media.has(address)

    @property
    def old_site_context(self) -> ConverterContext:
        """The old site's address, which other addresses are compared with."""
        channel = self.survey.channel
        bases = (channel.base_blog_url, channel.link, channel.base_site_url)
        return ConverterContext(
            media=self.media,
            base=channel.address,
            hosts=frozenset(filter(None, map(host_of, bases))),
        )

    @property
    def converter_context(self) -> ConverterContext:
        """What the converter must know about the site around an item's body."""
        return replace(
            self.old_site_context,
            rtl=self.is_rtl,
            pages_of_files=self.survey.pages_of_files,
            linked=self._linked if self.follows_links else no_link_target,
        )

    def post_extras(self, item: WordPressItem) -> PostExtras:
        """What the item's body needs beside its text."""
        return PostExtras(item.id, self.survey.reusable, item.meta.get("footnotes", ""))

    @property
    def follows_links(self) -> bool:
        """Whether links that name an article by its number are followed: in an export of Byline."""
        return self.survey.channel.generator.startswith(BYLINE_GENERATOR)

    def _linked(self, kind: str, number: str) -> int | None:
        known = self.ledger.find(kind, number) if kind in ("post", "page") else None
        return known.target_id if known else None


def item_entry(item: WordPressItem, why: str) -> ReportEntry:
    return ReportEntry(item.type or "unknown", item.key, item.name, item.line, why)
