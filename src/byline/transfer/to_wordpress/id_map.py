"""The ids that everything has in the file.

WordPress numbers the whole site in one sequence, and a second export must give the same ids. Items
imported with an id of WordPress keep it. Items created here have ids above all of these.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import Max
from wagtail.models import Site

from byline.discussion.models import Comment
from byline.newsroom.models import Address, Article, Contributor
from byline.transfer.run.seen_keys import SeenKeys

MIN_ID_DIGITS, MAX_ID_DIGITS = 8, 9
IDS_PER_KIND = 10_000_000
COMMENT_ANCHOR = re.compile(r"comment-([1-9]\d{0,8})")
POST_KINDS = ("page", "picture", "document", "guest", "menu")
"""Kinds that share one sequence of ids with the articles; each has its own range."""
TERM_KINDS = ("section", "tag", "menu")


@dataclass
class IdMap:
    """The ids of one site. `offset` is a power of ten above all ids that came from WordPress."""

    offset: int
    comment_offset: int
    repeated_anchors: frozenset[str]
    claimed: dict[str, dict[int, int]] = field(default_factory=dict)
    taken: SeenKeys = field(default_factory=SeenKeys)

    def claim(self, kind: str, pk: int, imported_id: int) -> None:
        """Let an object keep the id that it was imported with, unless another object has it."""
        if imported_id < self.offset and self.taken.add(str(imported_id)):
            self.claimed.setdefault(kind, {})[pk] = imported_id

    def post_id(self, kind: str, pk: int) -> int:
        """The id of what WordPress stores as a post."""
        return self._claimed_or_new(kind, pk, POST_KINDS.index(kind))

    def term_id(self, kind: str, pk: int) -> int:
        """The id of a term. Terms have a sequence of their own."""
        return self._claimed_or_new(kind, pk, TERM_KINDS.index(kind))

    def user_id(self, pk: int) -> int:
        return self._claimed_or_new("person", pk, 0)

    def comment_id(self, pk: int, anchor: str) -> int:
        """The id in the response's anchor, if it came from WordPress, otherwise a new one."""
        match = COMMENT_ANCHOR.fullmatch(anchor)
        if match and anchor not in self.repeated_anchors:
            return int(match[1])
        return self.comment_offset + pk

    def _claimed_or_new(self, kind: str, pk: int, index: int) -> int:
        return self.claimed.get(kind, {}).get(pk) or self.offset + index * IDS_PER_KIND + pk


def id_map_of(site: Site) -> IdMap:
    """Find the ids with which the site's content was imported."""
    pages = _imported_ids(site, "/?page_id=", "page")
    sections = _imported_ids(site, "/?cat=", "page")
    authors = _imported_ids(site, "/?author=", "destination")
    highest = Article.objects.filter(site=site).aggregate(highest=Max("post_id"))["highest"] or 0
    imported = (number for _, number in [*pages, *sections, *authors])
    ids = IdMap(_offset_above([highest, *imported]), *_comment_ids(site))
    for page, number in pages:
        if is_free(site, [number]):
            ids.claim("page", page, number)
    ids.claimed["section"] = dict(sections)
    people = {person.address: person.pk for person in Contributor.objects.only("slug").iterator()}
    ids.claimed["person"] = {
        people[address]: number for address, number in authors if address in people
    }
    return ids


def _imported_ids(site: Site, prefix: str, field_name: str) -> list[tuple[Any, int]]:
    """The targets of short addresses such as `/?cat=3`, with the ids in them, highest first.

    `field_name` is the field of Address that holds the target.
    """
    rows = Address.objects.filter(site=site, path__startswith=prefix)
    targets = [
        (target, number)
        for target, path in rows.values_list(field_name, "path")
        if target and (number := id_in_address(path, prefix))
    ]
    return sorted(targets, key=itemgetter(1), reverse=True)


def id_in_address(path: str, prefix: str) -> int:
    """The number after `prefix`; 0 if there is none."""
    rest = path.removeprefix(prefix)
    is_number = rest.isascii() and rest.isdecimal() and len(rest) <= MAX_ID_DIGITS
    return int(rest) if path.startswith(prefix) and is_number else 0


def is_free(site: Site, ids: Iterable[int]) -> bool:
    """Whether no article of the site has one of these ids."""
    return not Article.objects.filter(site=site, post_id__in=ids).exists()


def _offset_above(ids: Iterable[int]) -> int:
    return int(10 ** max(MIN_ID_DIGITS, *(len(str(number)) for number in ids)))


def _comment_ids(site: Site) -> tuple[int, frozenset[str]]:
    """An offset above all ids in responses' anchors, and the anchors of several responses."""
    seen, repeated, highest = SeenKeys(), set[str](), 0
    anchors = (
        Comment.objects.filter(site=site, anchor__startswith="comment-")
        .order_by()
        .values_list("anchor", flat=True)
    )
    for anchor in anchors.iterator():
        if match := COMMENT_ANCHOR.fullmatch(anchor):
            highest = max(highest, int(match[1]))
            if not seen.add(match[1]):
                repeated.add(anchor)
    return _offset_above([highest]), frozenset(repeated)
