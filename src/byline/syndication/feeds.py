"""A document of a feed, by Django's syndication framework."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Enclosure

from byline import __version__
from byline.press.static_export import is_static_export
from byline.press.tags import depends_on
from byline.syndication.channels import Channel, issue_of, last_change_of
from byline.syndication.entries import Entry, Issue
from byline.syndication.formats import FORMS
from byline.syndication.hub import hub_of
from byline.syndication.models import FeedSettings
from byline.syndication.rules import ATOM, RSS, Asked, as_iri, as_title, printable, to_the_second

if TYPE_CHECKING:
    _Feed = Feed[Entry, "Document"]
else:
    _Feed = Feed


@dataclass(frozen=True)
class Document:
    """What is asked for, all of it."""

    channel: Channel
    issue: Issue
    hub: str


def answer_with(request: HttpRequest, channel: Channel, asked: Asked) -> HttpResponse:
    """The feed of the channel, in the form that is asked for."""
    chosen: FeedSettings = FeedSettings.for_site(channel.masthead.site)
    depends_on(f"feeds:{channel.masthead.site_id}")
    told = channel.is_of_articles and not asked.page and not is_static_export(request)
    hub = hub_of(channel.masthead.site, chosen) if told else ""
    document = Document(channel, issue_of(channel, asked, chosen), hub)
    response: HttpResponse = PrintedFeed(asked.form)(request, document)
    named = [f'<{hub}>; rel="hub"'] if hub else []
    response["Link"] = ", ".join(
        [*named, f'<{channel.address(asked)}>; rel="self"']
    )  # where WebSub looks first
    return response


class PrintedFeed(_Feed):
    """One document, in one form."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.feed_type = FORMS[form]

    def get_object(self, request: HttpRequest, document: Document) -> Document:
        self.language = document.channel.masthead.language
        return document

    def title(self, document: Document) -> str:
        return self._titled(printable(document.channel.title))

    def link(self, document: Document) -> str:
        return document.channel.href

    def description(self, document: Document) -> str:
        return printable(document.channel.about)

    def feed_url(self, document: Document) -> str:
        return document.channel.address(document.issue.asked)

    def feed_guid(self, document: Document) -> str:
        return document.channel.address(Asked(document.issue.asked.form))

    def author_name(self, document: Document) -> str | None:
        return printable(document.channel.masthead.name) if self.form == ATOM else None

    def feed_extra_kwargs(self, document: Document) -> dict[str, Any]:
        return {
            "generator": f"Byline {__version__}",
            "links": list(_links(document)),
            "is_archive": bool(document.issue.asked.page),
            "since": to_the_second(_since(document)),
        }

    def items(self, document: Document) -> Sequence[Entry]:
        return document.issue.entries

    def item_title(self, entry: Entry) -> str:
        return self._titled(entry.title)

    def item_description(self, entry: Entry) -> str:
        return escape(entry.summary, quote=False)

    def item_link(self, entry: Entry) -> str:
        return entry.href

    def item_guid(self, entry: Entry) -> str:
        return as_iri(entry.guid) if self.form == ATOM else entry.guid

    def item_guid_is_permalink(self, entry: Entry) -> bool:
        return False

    def item_pubdate(self, entry: Entry) -> datetime:
        return entry.published

    def item_updateddate(self, entry: Entry) -> datetime:
        return entry.updated

    def item_categories(self, entry: Entry) -> Sequence[str]:
        return entry.categories

    def item_comments(self, entry: Entry) -> str | None:
        return entry.responses_href or None

    def item_enclosures(self, entry: Entry) -> list[Enclosure]:
        picture = entry.picture
        return [Enclosure(picture.href, str(picture.size), picture.type)] if picture else []

    def item_extra_kwargs(self, entry: Entry) -> dict[str, Any]:
        return {"entry": entry}

    def _titled(self, title: str) -> str:
        return as_title(title) if self.form == RSS else title


def _since(document: Document) -> datetime:
    channel, entries = document.channel, document.issue.entries
    return entries[0].updated if entries else channel.since or last_change_of(channel.masthead.site)


def _links(document: Document) -> Any:
    """(relation, address): the hub, and the rest of the archive (RFC 5005, section 4)."""
    channel, issue = document.channel, document.issue
    if document.hub:
        yield "hub", document.hub
    if issue.before:
        yield "prev-archive", channel.address(issue.asked.at(issue.before))
    if issue.after:
        yield "next-archive", channel.address(issue.asked.at(issue.after))
    if issue.asked.page:
        yield "current", channel.address(issue.asked.at(0))
