"""One item of the file: a post, a page, a file or whatever else WordPress keeps as one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from byline.transfer.to_wordpress.xml import bare, feed_date, gmt, local, metas, said

OPEN, CLOSED = "open", "closed"


@dataclass
class Entry:
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
        changed = bare("wp:post_modified", local(self.changed, zone)) + bare(
            "wp:post_modified_gmt", gmt(self.changed)
        )
        return "".join(
            (
                "<item>\n",
                said("title", self.title),
                bare("link", self.link),
                bare("pubDate", feed_date(self.at)),
                said("dc:creator", self.creator),
                f'<guid isPermaLink="false">{bare("x", self.guid)[3:-5]}</guid>\n',
                "<description></description>\n",
                said("content:encoded", self.content),
                said("excerpt:encoded", self.excerpt),
                bare("wp:post_id", self.number),
                bare("wp:post_date", local(self.at or self.dated, zone)),
                bare("wp:post_date_gmt", gmt(self.at)),
                changed if self.changed else "",
                bare("wp:comment_status", self.comments),
                bare("wp:ping_status", self.pings),
                said("wp:post_name", self.slug),
                bare("wp:status", self.status),
                bare("wp:post_parent", self.parent),
                bare("wp:menu_order", self.order),
                bare("wp:post_type", self.kind),
                said("wp:post_password", ""),
                bare("wp:is_sticky", int(self.is_sticky)),
                bare("wp:attachment_url", self.file) if self.file else "",
                self.more,
                metas("post", self.fields),
            )
        )


TAIL = "</item>\n"
