"""Feed documents, made with Django's syndication framework."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Enclosure
from django.utils.http import http_date

from byline import __version__
from byline.press.static_export import is_static_export
from byline.press.tags import depends_on
from byline.syndication.channels import Channel, feed_page_of, last_publication_of
from byline.syndication.feed_entries import FeedEntry, FeedPage
from byline.syndication.formats import FORMS
from byline.syndication.hub import hub_of
from byline.syndication.models import FeedSettings
from byline.syndication.rules import (
    ATOM,
    RSS,
    FeedRequest,
    atom_id,
    printable,
    rss_title,
    to_the_second,
)

if TYPE_CHECKING:
    _Feed = Feed[FeedEntry, "FeedDocument"]
else:
    _Feed = Feed


@dataclass(frozen=True)
class FeedDocument:
    """All that a feed document is made of."""

    channel: Channel
    issue: FeedPage
    hub: str


def feed_response(request: HttpRequest, channel: Channel, asked: FeedRequest) -> HttpResponse:
    """The channel's feed in the requested form."""
    began = time.time()
    chosen: FeedSettings = FeedSettings.for_site(channel.masthead.site)
    depends_on(f"feeds:{channel.masthead.site_id}")
    has_hub = channel.is_of_articles and not asked.page and not is_static_export(request)
    hub = hub_of(channel.masthead.site, chosen) if has_hub else ""
    document = FeedDocument(channel, feed_page_of(channel, asked, chosen), hub)
    response: HttpResponse = PrintedFeed(asked.form)(request, document)
    # Not the newest entry's date: that goes back when the entry is withdrawn.
    response["Last-Modified"] = http_date(began)
    links = [f'<{hub}>; rel="hub"'] if hub else []
    response["Link"] = ", ".join(
        [*links, f'<{channel.address(asked)}>; rel="self"']
    )  # where WebSub clients look first
    return response


class PrintedFeed(_Feed):
    """A feed document in one form."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.feed_type = FORMS[form]

    def get_object(self, request: HttpRequest, document: FeedDocument) -> FeedDocument:
        self.language = document.channel.masthead.language
        return document

    def title(self, document: FeedDocument) -> str:
        return self._titled(printable(document.channel.title))

    def link(self, document: FeedDocument) -> str:
        return document.channel.href

    def description(self, document: FeedDocument) -> str:
        return printable(document.channel.about)

    def feed_url(self, document: FeedDocument) -> str:
        return document.channel.address(document.issue.asked)

    def feed_guid(self, document: FeedDocument) -> str:
        return document.channel.address(FeedRequest(document.issue.asked.form))

    def author_name(self, document: FeedDocument) -> str | None:
        return printable(document.channel.masthead.name) if self.form == ATOM else None

    def feed_extra_kwargs(self, document: FeedDocument) -> dict[str, Any]:
        return {
            "generator": f"Byline {__version__}",
            "links": list(_links(document)),
            "is_archive": bool(document.issue.asked.page),
            "since": to_the_second(_since(document)),
        }

    def items(self, document: FeedDocument) -> Sequence[FeedEntry]:
        return document.issue.entries

    def item_title(self, entry: FeedEntry) -> str:
        return self._titled(entry.title)

    def item_description(self, entry: FeedEntry) -> str:
        return escape(entry.summary, quote=False)

    def item_link(self, entry: FeedEntry) -> str:
        return entry.href

    def item_guid(self, entry: FeedEntry) -> str:
        return atom_id(entry.guid) if self.form == ATOM else entry.guid

    def item_guid_is_permalink(self, entry: FeedEntry) -> bool:
        return False

    def item_pubdate(self, entry: FeedEntry) -> datetime:
        return entry.published

    def item_updateddate(self, entry: FeedEntry) -> datetime:
        return entry.updated

    def item_categories(self, entry: FeedEntry) -> Sequence[str]:
        return entry.categories

    def item_comments(self, entry: FeedEntry) -> str | None:
        return entry.responses_href or None

    def item_enclosures(self, entry: FeedEntry) -> list[Enclosure]:
        picture = entry.picture
        return [Enclosure(picture.href, str(picture.size), picture.type)] if picture else []

    def item_extra_kwargs(self, entry: FeedEntry) -> dict[str, Any]:
        return {"entry": entry}

    def _titled(self, title: str) -> str:
        return rss_title(title) if self.form == RSS else title


def _since(document: FeedDocument) -> datetime:
    channel, entries = document.channel, document.issue.entries
    return (
        entries[0].updated
        if entries
        else channel.since or last_publication_of(channel.masthead.site)
    )


def _links(document: FeedDocument) -> Any:
    """Relations and addresses: the hub, and the archive pages (RFC 5005, section 4)."""
    channel, issue = document.channel, document.issue
    if document.hub:
        yield "hub", document.hub
    if issue.before:
        yield "prev-archive", channel.address(issue.asked.at(issue.before))
    if issue.after:
        yield "next-archive", channel.address(issue.asked.at(issue.after))
    if issue.asked.page:
        yield "current", channel.address(issue.asked.at(0))
