"""One item of the file: a post, a page, a file or whatever else WordPress keeps as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from byline.transfer.to_wordpress.wxr_xml import (
    feed_date,
    gmt_date,
    local_date,
    meta_elements,
    text_element,
    value_element,
)

OPEN, CLOSED = "open", "closed"


@dataclass
class WxrItem:
    """What WordPress keeps of it. `title` and `excerpt` are HTML; `at` is when it came out, `dated` what a draft is listed by.

    `more` stands before its fields (categories), `talk` behind them.
    """

    number: int
    kind: str
    title: str
    link: str
    status: str
    at: datetime | None = None
    dated: datetime | None = None
    changed: datetime | None = None
    guid: str = ""
    creator: str = ""
    slug: str = ""
    content: str = ""
    excerpt: str = ""
    parent: int = 0
    order: int = 0
    comments: str = CLOSED
    pings: str = CLOSED
    is_sticky: bool = False
    file: str = ""
    more: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def head(self, zone: tzinfo) -> str:
        """The item up to where its comments stand; `TAIL` ends it."""
        changed = value_element("wp:post_modified", local_date(self.changed, zone)) + value_element(
            "wp:post_modified_gmt", gmt_date(self.changed)
        )
        return "".join(
            (
                "<item>\n",
                text_element("title", self.title),
                value_element("link", self.link),
                value_element("pubDate", feed_date(self.at)),
                text_element("dc:creator", self.creator),
                f'<guid isPermaLink="false">{value_element("x", self.guid)[3:-5]}</guid>\n',
                "<description></description>\n",
                text_element("content:encoded", self.content),
                text_element("excerpt:encoded", self.excerpt),
                value_element("wp:post_id", self.number),
                value_element("wp:post_date", local_date(self.at or self.dated, zone)),
                value_element("wp:post_date_gmt", gmt_date(self.at)),
                changed if self.changed else "",
                value_element("wp:comment_status", self.comments),
                value_element("wp:ping_status", self.pings),
                text_element("wp:post_name", self.slug),
                value_element("wp:status", self.status),
                value_element("wp:post_parent", self.parent),
                value_element("wp:menu_order", self.order),
                value_element("wp:post_type", self.kind),
                text_element("wp:post_password", ""),
                value_element("wp:is_sticky", int(self.is_sticky)),
                value_element("wp:attachment_url", self.file) if self.file else "",
                self.more,
                meta_elements("post", self.fields),
            )
        )


TAIL = "</item>\n"
