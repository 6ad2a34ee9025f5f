"""Reads the comments of a WordPress export whose posts are here already."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import Path

from byline.transfer.html.links import host_of
from byline.transfer.run.comment_records import CommentedPage, SourceComment
from byline.transfer.run.vocabulary import POST
from byline.transfer.wordpress.comment_fields import as_source_comment, fingerprint
from byline.transfer.wordpress.site import KIND, old_site_address
from byline.transfer.wordpress.survey import Survey
from byline.transfer.wordpress.wxr_reader import WxrReader
from byline.transfer.wordpress.wxr_records import WordPressItem


class WordPressReader:
    """The items that have comments, each with its comments.

    Raises WxrError for a file that is not accepted.

    `address` is that of an import of the whole site, so that both recognise each other's comments.
    """

    kind = KIND

    def __init__(self, path: Path, zone: tzinfo) -> None:
        self.path, self.zone, self.address, self.votes = path, zone, "", Counter[str]()
        self.logins: Mapping[int, str] = {}

    def __iter__(self) -> Iterator[CommentedPage | SourceComment]:
        reader = WxrReader(self.path)
        survey = Survey(reader.channel)
        for item in reader:
            if name := host_of(item.link):
                survey.hosts[name] += 1
            if item.comments:
                page = _page(item)
                yield page
                for comment in item.comments:
                    hashes = (
                        fingerprint(comment, has_imported_parent=False),
                        fingerprint(comment, has_imported_parent=True),
                    )
                    yield as_source_comment(comment, page.key, self.zone, hashes)
        self.address, self.logins = old_site_address(survey), survey.logins


def _page(item: WordPressItem) -> CommentedPage:
    numbered = (f"/?p={item.id}",) if item.id is not None and item.type == POST else ()
    return CommentedPage(
        f"{item.type} {item.key}",
        (item.link, *numbered),
        item.name,
        item.key if item.type == POST else "",
    )
