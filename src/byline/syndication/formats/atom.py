"""Atom (RFC 4287)."""

from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from byline.syndication.formats.shared import HISTORY, MEDIA, StableDateMixin, add_picture, entry_of

THREADS = "http://purl.org/syndication/thread/1.0"  # RFC 4685


class AtomFeed(StableDateMixin, Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        spaces = {"xmlns:media": MEDIA, "xmlns:fh": HISTORY, "xmlns:thr": THREADS}
        return {**super().root_attributes(), **spaces}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", self.feed["generator"])
        for relation, href in self.feed["links"]:
            handler.addQuickElement("link", "", {"rel": relation, "href": href})
        if self.feed["is_archive"]:
            handler.addQuickElement("fh:archive")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry = entry_of(item)
        for author in entry.authors:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", author.name)
            if author.href:
                handler.addQuickElement("uri", author.href)
            handler.endElement("author")
        if entry.html:
            handler.addQuickElement("content", entry.html, {"type": "html"})
        if entry.picture:
            add_picture(handler, entry.picture)
        if entry.responses is not None:
            replies = {
                "rel": "replies",
                "type": "application/atom+xml",
                "href": f"{entry.responses_feed}atom/",
            }
            handler.addQuickElement("link", "", {**replies, "thr:count": str(entry.responses)})
