"""The numbers that things have in the file. WordPress numbers all of a site in one row, and a second run must give the same ones.

What came with a number of WordPress's has that one still; what was made here has its own above all of these.
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
ANCHOR = re.compile(r"comment-([1-9]\d{0,8})")
POST_KINDS = ("page", "picture", "document", "guest", "menu")
"""Kinds that share one row of numbers with the articles; each has a part of it."""


@dataclass
class IdMap:
    """`above` is a power of ten above all numbers of WordPress's."""

    above: int
    above_comments: int
    repeated: frozenset[str]
    claimed: dict[str, dict[int, int]] = field(default_factory=dict)
    taken: SeenKeys = field(default_factory=SeenKeys)

    def claim(self, kind: str, pk: int, number: int) -> None:
        """Let a thing have the number that it came with, unless another has it."""
        if number < self.above and self.taken.add(str(number)):
            self.claimed.setdefault(kind, {})[pk] = number

    def of(self, kind: str, pk: int) -> int:
        """Among what WordPress keeps as posts."""
        return (
            self.claimed.get(kind, {}).get(pk)
            or self.above + POST_KINDS.index(kind) * IDS_PER_KIND + pk
        )

    def of_term(self, kind: str, pk: int) -> int:
        """Among terms, which have a row of their own."""
        shares = ("section", "tag", "menu")
        return (
            self.claimed.get(kind, {}).get(pk)
            or self.above + shares.index(kind) * IDS_PER_KIND + pk
        )

    def of_person(self, pk: int) -> int:
        return self.claimed.get("person", {}).get(pk) or self.above + pk

    def of_comment(self, pk: int, anchor: str) -> int:
        found = ANCHOR.fullmatch(anchor)
        return int(found[1]) if found and anchor not in self.repeated else self.above_comments + pk


def id_map_of(site: Site) -> IdMap:
    """Look through what came with numbers."""
    pages, sections = _named(site, "/?page_id=", "page"), _named(site, "/?cat=", "page")
    named = _named(site, "/?author=", "destination")
    highest = Article.objects.filter(site=site).aggregate(highest=Max("post_id"))["highest"] or 0
    above = _above([highest, *(number for _to, number in [*pages, *sections, *named])])
    numbers = IdMap(above, *_of_comments(site))
    for page, number in pages:
        if is_free(site, [number]):
            numbers.claim("page", page, number)
    numbers.claimed["section"] = dict(sections)
    people = {person.address: person.pk for person in Contributor.objects.only("slug").iterator()}
    numbers.claimed["person"] = {
        people[address]: number for address, number in named if address in people
    }
    return numbers


def _named(site: Site, start: str, to: str) -> list[tuple[Any, int]]:
    """What short addresses such as `/?cat=3` lead to, and the numbers in them, the highest first."""
    rows = Address.objects.filter(site=site, path__startswith=start).values_list(to, "path")
    found = [
        (target, number)
        for target, path in rows
        if target and (number := id_in_address(path, start))
    ]
    return sorted(found, key=itemgetter(1), reverse=True)


def id_in_address(path: str, start: str) -> int:
    """The number behind `start`; 0 for none."""
    rest = path.removeprefix(start)
    return (
        int(rest)
        if path.startswith(start)
        and rest.isascii()
        and rest.isdecimal()
        and len(rest) <= MAX_ID_DIGITS
        else 0
    )


def is_free(site: Site, numbers: Iterable[int]) -> bool:
    return not Article.objects.filter(site=site, post_id__in=numbers).exists()


def _above(numbers: Iterable[int]) -> int:
    return int(10 ** max(MIN_ID_DIGITS, *(len(str(number)) for number in numbers)))


def _of_comments(site: Site) -> tuple[int, frozenset[str]]:
    """Above all numbers that links name responses by, and which of these more than one response has."""
    seen, repeated, highest = SeenKeys(), set[str](), 0
    anchors = (
        Comment.objects.filter(site=site, anchor__startswith="comment-")
        .order_by()
        .values_list("anchor", flat=True)
    )
    for anchor in anchors.iterator():
        if found := ANCHOR.fullmatch(anchor):
            highest = max(highest, int(found[1]))
            if not seen.add(found[1]):
                repeated.add(anchor)
    return _above([highest]), frozenset(repeated)
