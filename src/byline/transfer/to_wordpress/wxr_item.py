"""An item of the file: anything that WordPress stores as a post, such as an attachment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from byline.transfer.to_wordpress.wxr_xml import (
    escape_value,
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
    """`title`, `content` and `excerpt` are HTML. Drafts are listed by `listed_at`.

    `elements` is XML that precedes the custom fields, such as categories.
    """

    wp_id: int
    kind: str
    title: str
    link: str
    status: str
    published_at: datetime | None = None
    listed_at: datetime | None = None
    modified_at: datetime | None = None
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
    attachment_url: str = ""
    elements: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def start(self, zone: tzinfo) -> str:
        """The item up to the place of its comments; `ITEM_END` closes it."""
        changed = value_element(
            "wp:post_modified", local_date(self.modified_at, zone)
        ) + value_element("wp:post_modified_gmt", gmt_date(self.modified_at))
        return "".join(
            (
                "<item>\n",
                text_element("title", self.title),
                value_element("link", self.link),
                value_element("pubDate", feed_date(self.published_at)),
                text_element("dc:creator", self.creator),
                f'<guid isPermaLink="false">{escape_value(self.guid)}</guid>\n',
                "<description></description>\n",
                text_element("content:encoded", self.content),
                text_element("excerpt:encoded", self.excerpt),
                value_element("wp:post_id", self.wp_id),
                value_element(
                    "wp:post_date", local_date(self.published_at or self.listed_at, zone)
                ),
                value_element("wp:post_date_gmt", gmt_date(self.published_at)),
                changed if self.modified_at else "",
                value_element("wp:comment_status", self.comments),
                value_element("wp:ping_status", self.pings),
                text_element("wp:post_name", self.slug),
                value_element("wp:status", self.status),
                value_element("wp:post_parent", self.parent),
                value_element("wp:menu_order", self.order),
                value_element("wp:post_type", self.kind),
                text_element("wp:post_password", ""),
                value_element("wp:is_sticky", int(self.is_sticky)),
                value_element("wp:attachment_url", self.attachment_url)
                if self.attachment_url
                else "",
                self.elements,
                meta_elements("post", self.fields),
            )
        )


ITEM_END = "</item>\n"
