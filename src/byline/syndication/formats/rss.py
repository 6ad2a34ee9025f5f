"""RSS 2.0 with modules: content, Dublin Core, slash, wfw, Media RSS and Atom links."""

from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from byline.syndication.formats.shared import HISTORY, MEDIA, StableDateMixin, add_picture, entry_of

MODULES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
    "xmlns:wfw": "http://wellformedweb.org/CommentAPI/",
    "xmlns:media": MEDIA,
    "xmlns:fh": HISTORY,
}


class RssFeed(StableDateMixin, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **MODULES}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", self.feed["generator"])
        for relation, href in self.feed["links"]:
            handler.addQuickElement("atom:link", None, {"rel": relation, "href": href})
        if self.feed["is_archive"]:
            handler.addQuickElement("fh:archive")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        entry = entry_of(item)
        for author in entry.authors:
            handler.addQuickElement("dc:creator", author.name)
        if entry.html:
            handler.addQuickElement("content:encoded", entry.html)
        if entry.updated > entry.published:
            handler.addQuickElement("atom:updated", entry.updated.isoformat(timespec="seconds"))
        if entry.picture:
            add_picture(handler, entry.picture)
        if entry.responses is not None:
            handler.addQuickElement("wfw:commentRss", entry.responses_feed)
            handler.addQuickElement("slash:comments", str(entry.responses))
