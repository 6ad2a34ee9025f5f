"""What the filter learns from: moderators' decisions, and responses that stayed published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Site

from byline.discussion.choices import Act, Reason, State
from byline.discussion.models import Comment, Decision

BAD_REASONS = (Reason.SPAM, Reason.ABUSE, Reason.HATE)
UNDISPUTED_AFTER = timedelta(days=3)  # by then somebody would have removed it
MAX_EXAMPLES = 20_000  # of each kind, the newest
MIN_EXAMPLES, MIN_EXAMPLES_OF_EACH = 40, 10
RETRAIN_AFTER = 25  # new decisions
CORPUS = Path(__file__).with_name("corpus")


@dataclass(frozen=True)
class Example:
    """A response as it was, and whether people rejected it as spam, abuse or hatred."""

    name: str
    text: str
    link: str
    is_bad: bool
    at: datetime | None = None


def examples_of(site: Site, now: datetime) -> list[Example]:
    """The site's examples, oldest first."""
    examples = [_example_of(decision) for decision in _decided(site)[:MAX_EXAMPLES]]
    examples += [
        Example(comment.name, comment.text, comment.link, is_bad=False, at=comment.posted_at)
        for comment in _undisputed(site, now)[:MAX_EXAMPLES]
    ]
    with_text = (example for example in examples if example.text)
    return sorted(with_text, key=lambda example: (example.at, example.text))


def _example_of(decision: Decision) -> Example:
    comment, is_bad = decision.comment, decision.reason in BAD_REASONS
    return Example(comment.name, decision.text, comment.link, is_bad, decision.at)


def shipped_examples() -> Iterator[Example]:
    """The invented examples that every filter starts with: lines of name | text | website."""
    for file, is_bad in (("spam.txt", True), ("fine.txt", False)):
        for line in (CORPUS / file).read_text(encoding="utf-8").splitlines():
            name, text, link = (part.strip() for part in f"{line} | | ".split("|")[:3])
            yield Example(name, text, link, is_bad)


def has_enough_examples(site: Site, now: datetime) -> bool:
    """Whether there are enough examples of both kinds to learn from; a cheap check."""
    bad = _decided(site).filter(reason__in=BAD_REASONS)[:MIN_EXAMPLES].count()
    newest = _decided(site)[: 2 * MIN_EXAMPLES]
    good = len([decision for decision in newest if decision.reason not in BAD_REASONS])
    good += _undisputed(site, now)[:MIN_EXAMPLES].count()
    return min(bad, good) >= MIN_EXAMPLES_OF_EACH and bad + good >= MIN_EXAMPLES


def decisions_since(site: Site, newest: int) -> int:
    """How many decisions people made after the decision `newest`, counted up to RETRAIN_AFTER."""
    decisions = Decision.objects.filter(pk__gt=newest, by__isnull=False, comment__site=site)
    return decisions[:RETRAIN_AFTER].count()


def newest_decision(site: Site) -> int:
    """The key of the newest decision of a person at the site; 0 if there is none."""
    return (
        Decision.objects.filter(by__isnull=False, comment__site=site)
        .order_by("-pk")
        .values_list("pk", flat=True)
        .first()
        or 0
    )


def _decided(site: Site) -> QuerySet[Decision]:
    """Each response's last decision by a person, if it is about what it says; newest first."""
    people = Decision.objects.filter(by__isnull=False)
    later = people.filter(comment=OuterRef("comment"), pk__gt=OuterRef("pk"))
    bad = people.filter(act__in=(Act.REJECT, Act.REMOVE), reason__in=BAD_REASONS)
    last = (bad | people.filter(act__in=(Act.PUBLISH, Act.RESTORE))).filter(
        ~Exists(later), comment__site=site
    )
    return last.exclude(comment__state=State.ERASED).select_related("comment").order_by("-pk")


def _undisputed(site: Site, now: datetime) -> QuerySet[Comment]:
    """Responses that were published without a person and still are; newest first."""
    decided = Decision.objects.filter(comment=OuterRef("pk"), by__isnull=False)
    published = Comment.objects.published().filter(
        ~Exists(decided), site=site, posted_at__lt=now - UNDISPUTED_AFTER
    )
    return published.only("name", "text", "link", "posted_at").order_by("-posted_at")
