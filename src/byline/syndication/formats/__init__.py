"""The forms of a feed, one file each."""

from byline.syndication.formats.atom import AtomFeed
from byline.syndication.formats.json import JsonFeed
from byline.syndication.formats.rss import RssFeed
from byline.syndication.rules import ATOM, JSON, RSS

FORMS: dict[str, type[RssFeed | AtomFeed | JsonFeed]] = {
    RSS: RssFeed,
    ATOM: AtomFeed,
    JSON: JsonFeed,
}
TYPES = {form: generator.content_type.partition(";")[0] for form, generator in FORMS.items()}
