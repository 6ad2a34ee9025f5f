"""JSON Feed 1.1 (jsonfeed.org)."""

import json
from typing import Any

from django.utils.feedgenerator import SyndicationFeed

from byline.syndication.feed_entries import FeedEntry
from byline.syndication.formats.shared import StableDateMixin, entry_of

VERSION = "https://jsonfeed.org/version/1.1"


class JsonFeed(StableDateMixin, SyndicationFeed):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        outfile.write(json.dumps(self._whole(), ensure_ascii=False, indent=1).encode(encoding))

    def _whole(self) -> dict[str, Any]:
        links = dict(self.feed["links"])
        document = {
            "version": VERSION,
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "next_url": links.get("prev-archive"),
            "hubs": [{"type": "WebSub", "url": links["hub"]}] if "hub" in links else None,
            "items": [_item(entry_of(item)) for item in self.items],
        }
        return {name: value for name, value in document.items() if value is not None}


def _item(entry: FeedEntry) -> dict[str, Any]:
    picture = entry.picture
    fields = {
        "id": entry.guid,
        "url": entry.href,
        "title": entry.title,
        "content_html": entry.html or None,
        "content_text": None if entry.html else entry.summary,
        "summary": entry.summary,
        "image": picture.href if picture else None,
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [
            {"name": author.name} | ({"url": author.href} if author.href else {})
            for author in entry.authors
        ],
        "tags": list(entry.categories) or None,
        "attachments": [
            {"url": picture.href, "mime_type": picture.type, "size_in_bytes": picture.size}
        ]
        if picture
        else None,
    }
    return {name: value for name, value in fields.items() if value is not None}
