"""What there is to learn from: what moderators decided, and what stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Site

from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, Decision

BAD = (Reason.SPAM, Reason.ABUSE, Reason.HATE)
STANDS_AFTER = timedelta(days=3)  # by then somebody would have removed it
MOST = 20_000  # of each kind, the newest
ENOUGH, ENOUGH_OF_EACH = 40, 10
AGAIN_AFTER = 25  # new decisions
CORPUS = Path(__file__).with_name("corpus")


@dataclass(frozen=True)
class Example:
    """A response as it was, and whether people took it for spam, abuse or hatred."""

    name: str
    text: str
    link: str
    is_bad: bool
    at: datetime | None = None


def examples_of(site: Site, now: datetime) -> list[Example]:
    """The site's examples, oldest first."""
    found = [
        Example(each.comment.name, each.text, each.comment.link, each.reason in BAD, each.at)
        for each in _decided(site)[:MOST]
    ]
    found += [
        Example(each.name, each.text, each.link, is_bad=False, at=each.posted_at)
        for each in _standing(site, now)[:MOST]
    ]
    return sorted(
        (each for each in found if each.text), key=lambda example: (example.at, example.text)
    )


def shipped() -> Iterator[Example]:
    """The invented ones that every filter begins with: a line each of name | text | website."""
    for file, is_bad in (("spam.txt", True), ("fine.txt", False)):
        for line in (CORPUS / file).read_text(encoding="utf-8").splitlines():
            name, text, link = (part.strip() for part in f"{line} | | ".split("|")[:3])
            yield Example(name, text, link, is_bad)


def is_enough(site: Site, now: datetime) -> bool:
    """Whether there is enough of both kinds to learn from; cheap to ask."""
    bad = _decided(site).filter(reason__in=BAD)[:ENOUGH].count()
    good = (
        len([each for each in _decided(site)[: 2 * ENOUGH] if each.reason not in BAD])
        + _standing(site, now)[:ENOUGH].count()
    )
    return min(bad, good) >= ENOUGH_OF_EACH and bad + good >= ENOUGH


def new_since(site: Site, seen: int) -> int:
    """How many decisions people made at the site after that one; not counted further than needed."""
    return Decision.objects.filter(pk__gt=seen, by__isnull=False, comment__site=site)[
        :AGAIN_AFTER
    ].count()


def newest(site: Site) -> int:
    """The site's newest decision of a person; 0 where there is none."""
    return (
        Decision.objects.filter(by__isnull=False, comment__site=site)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
        or 0
    )


def _decided(site: Site) -> QuerySet[Decision]:
    """The last word of a person on each response: rejected for what it says, or published; newest first."""
    people = Decision.objects.filter(by__isnull=False)
    later = people.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
    bad = people.filter(act__in=(Act.REJECT, Act.REMOVE), reason__in=BAD)
    last = (bad | people.filter(act__in=(Act.PUBLISH, Act.RESTORE))).filter(
        ~Exists(later), comment__site=site
    )
    return last.exclude(comment__state=State.ERASED).select_related("comment").order_by("-pk")


def _standing(site: Site, now: datetime) -> QuerySet[Comment]:
    """What was published without a person's word and still stands; newest first."""
    spoken = Decision.objects.filter(comment=OuterRef("pk"), by__isnull=False)
    published = Comment.objects.published().filter(
        ~Exists(spoken), site=site, posted_at__lt=now - STANDS_AFTER
    )
    return published.only("name", "text", "link", "posted_at").order_by("-posted_at")
