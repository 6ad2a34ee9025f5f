"""Parts that several formats share, beyond Django's."""

from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

from byline.syndication.feed_entries import FeedEntry, LeadPicture

MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"


class StableDateMixin:
    """Mixin: the date of an empty feed does not change at each request."""

    feed: dict[str, Any]
    items: list[Any]

    def latest_post_date(self) -> datetime:
        dates = [item["entry"].updated for item in self.items]
        latest: datetime = max(dates, default=self.feed["since"])
        return latest


def add_picture(handler: SimplerXMLGenerator, picture: LeadPicture) -> None:
    """Add the lead picture as Media RSS 1.5.1."""
    attributes = {
        "url": picture.href,
        "type": picture.type,
        "medium": "image",
        "fileSize": str(picture.size),
        "width": str(picture.width),
        "height": str(picture.height),
    }
    handler.startElement("media:content", AttributesImpl(attributes))
    if picture.description:
        handler.addQuickElement("media:description", picture.description, {"type": "plain"})
    if picture.credit:
        handler.addQuickElement("media:credit", picture.credit)
    handler.endElement("media:content")


def entry_of(item: dict[str, Any]) -> FeedEntry:
    entry: FeedEntry = item["entry"]
    return entry
