"""Importing responses with their states, dates and threads from another system.

They were moderated there: no rule runs, and nobody is notified.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter, itemgetter

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_ipv46_address
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from byline.discussion.actions.deciding import MAX_DETAIL_LENGTH
from byline.discussion.actions.numbering import adjust_published_count, give_number
from byline.discussion.actions.posting import ACT_OF_STATE, MAX_AGENT_LENGTH
from byline.discussion.choices import Act, State
from byline.discussion.keys import address_key, mail_key, text_key
from byline.discussion.models import MAX_NAME_LENGTH, Comment, CommentRules, Decision, Thread
from byline.discussion.sanitizing import SanitizedResponse, sanitize_html, sanitize_markdown
from byline.discussion.submission import ImportedComment
from byline.lib.bulk_insert import allocate_keys, insert_all
from byline.lib.locks import write_lock
from byline.newsroom.models import Article
from byline.press.actions import invalidate

IMPORT_RULE = "import"  # the rule in decisions that were made elsewhere
IMPORTED_ACTS = {
    **ACT_OF_STATE,
    State.WITHDRAWN: Act.WITHDRAW,
    State.REMOVED: Act.REMOVE,
    State.ERASED: Act.ERASE,
}
MAX_MAIL_LENGTH, MAX_ANCHOR_LENGTH = 254, 40
MAX_GAPS = 10_000  # numbers without a response in one thread; more would be an error in the file
ALLOCATE_NUMBERS = """
    INSERT INTO discussion_thread (article_id, last_number, published, last_imported)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (article_id) DO UPDATE
        SET last_number = discussion_thread.last_number + EXCLUDED.last_number,
            published = discussion_thread.published + EXCLUDED.published,
            last_imported = discussion_thread.last_number + EXCLUDED.last_number
    RETURNING last_number
"""


@dataclass(frozen=True)
class ImportedThread:
    """The responses to import under one article."""

    article: Article
    comments: Sequence[ImportedComment]


def import_responses(
    threads: Sequence[ImportedThread], known: Mapping[str, int]
) -> dict[str, Comment]:
    """Store the responses in one transaction, and return the stored one for each key.

    Those that are shown, or leave a placeholder, get their article's next numbers in the order of
    their dates, unless they bring numbers that can be kept; the others get none. `known` has the
    ids of parents that were imported before, by key. A response whose parent is unknown, or whose
    chain of parents is a cycle, gets no parent.
    Addresses that the site would have dropped by now are not stored.
    """
    now = timezone.now()
    with write_lock():
        imported: dict[str, tuple[ImportedComment, Comment]] = {}
        drop_before: dict[int, datetime] = {}
        for thread in threads:
            site = thread.article.site
            if site.pk not in drop_before:
                drop_before[site.pk] = now - retention_period(site)
            for number, source in _allocate_numbers(thread):
                comment = _comment_from(source, thread.article, number, drop_before[site.pk])
                imported[source.key] = source, comment
        comments = [comment for _source, comment in imported.values()]
        allocate_keys(comments)
        _set_parents(imported, known)
        insert_all(comments)
        decisions = [
            _decision_on(comment, source, now)
            for source, comment in imported.values()
            if comment.state != State.PUBLISHED
        ]
        insert_all(allocate_keys(decisions))
    return {key: comment for key, (_source, comment) in imported.items()}


def retention_period(site: Site) -> timedelta:
    """How long the site keeps the addresses of authors."""
    rules: CommentRules = CommentRules.for_site(site)
    return timedelta(days=rules.forget_days)


def update_imported(comment: Comment, source: ImportedComment, parent: int | None) -> None:
    """Update a response to what its source says now; it keeps its number."""
    with write_lock():
        comments = Comment.objects.select_for_update(of=("self",)).select_related("article__site")
        current = comments.get(pk=comment.pk)
        drop_before = timezone.now() - retention_period(current.site)
        updated = _comment_from(source, current.article, current.number, drop_before)
        updated.pk, updated.parent_id, updated.is_pinned = current.pk, parent, current.is_pinned
        if current.was_published or leaves_number(source):
            give_number(updated)
        updated.save(force_update=True)
        adjust_published_count(updated, updated.is_published - current.is_published)
        invalidate(f"discussion:{updated.article_id}", f"responses:{updated.site_id}")


def leaves_number(source: ImportedComment) -> bool:
    """Whether readers see the response, or a placeholder for it."""
    if source.state == State.PUBLISHED or source.was_published:
        return True
    return source.was_published is None and source.state == State.WITHDRAWN


def _allocate_numbers(thread: ImportedThread) -> Iterable[tuple[int | None, ImportedComment]]:
    by_date = sorted(thread.comments, key=attrgetter("posted_at"))
    comments = [comment for comment in by_date if leaves_number(comment)]
    kept = _reusable_numbers(thread.article, comments)
    published = sum(comment.state == State.PUBLISHED for comment in comments)
    increase = kept.increase if kept else len(comments)
    with connection.cursor() as cursor:
        cursor.execute(ALLOCATE_NUMBERS, [thread.article.pk, increase, published, increase])
        last: int = cursor.fetchone()[0]
    invalidate(f"discussion:{thread.article.pk}", f"responses:{thread.article.site_id}")
    yield from kept.comments if kept else enumerate(comments, last - len(comments) + 1)
    yield from ((None, comment) for comment in by_date if not leaves_number(comment))


@dataclass(frozen=True)
class KeptNumbers:
    """Responses with the numbers that they bring; `increase` is how much the last number grows."""

    comments: Sequence[tuple[int, ImportedComment]]
    increase: int


def _reusable_numbers(article: Article, shown: Sequence[ImportedComment]) -> KeptNumbers | None:
    """None if they need new numbers: some have no number, or one is taken."""
    pairs = ((comment.number, comment) for comment in shown if comment.number)
    comments = sorted(pairs, key=itemgetter(0))
    numbers = {number for number, _comment in comments}
    if not comments or len(numbers) < len(shown):
        return None
    threads = Thread.objects.filter(article=article)
    last = threads.values_list("last_number", flat=True).first() or 0
    increase = max(numbers) - last
    if min(numbers) <= last or increase - len(comments) > MAX_GAPS:
        return None
    return KeptNumbers(comments, increase)


def _comment_from(
    source: ImportedComment, article: Article, number: int | None, drop_before: datetime
) -> Comment:
    sanitized = _sanitized(source)
    mail = source.mail if _is_mail(source.mail) else ""
    keeps_addresses = source.posted_at >= drop_before
    has_address = keeps_addresses and _is_ip_address(source.address)
    address = source.address if has_address else None
    return Comment(
        article=article,
        site=article.site,
        number=number,
        kind=source.kind,
        response_type=source.response_type,
        state=source.state,
        reason=source.reason,
        was_published=number is not None,
        is_pinned=source.is_pinned and source.state == State.PUBLISHED,
        voice=source.voice,
        author=source.user,
        name=_name_of(source, sanitized),
        link=sanitized.link,
        mail=mail if keeps_addresses else "",
        mail_key=mail_key(mail),
        address=address,
        address_key=address_key(address),
        agent=source.agent[:MAX_AGENT_LENGTH] if keeps_addresses else "",
        text=sanitized.text,
        html=sanitized.html,
        text_key=text_key(sanitized.text),
        posted_at=source.posted_at,
        is_forgotten=not keeps_addresses,
        anchor=source.anchor[:MAX_ANCHOR_LENGTH],
    )


def _sanitized(source: ImportedComment) -> SanitizedResponse:
    if source.is_markdown:
        return sanitize_markdown(name=source.name, text=source.html, link=source.link)
    return sanitize_html(name=source.name, html=source.html, link=source.link)


def _name_of(source: ImportedComment, sanitized: SanitizedResponse) -> str:
    name = sanitized.name
    if len(name) > MAX_NAME_LENGTH:
        return f"{name[: MAX_NAME_LENGTH - 1]}…"
    return name or ("" if source.state == State.ERASED else _("Anonymous"))


def _is_mail(mail: str) -> bool:
    return bool(mail) and len(mail) <= MAX_MAIL_LENGTH and _passes(validate_email, mail)


def _is_ip_address(address: str | None) -> bool:
    return bool(address) and _passes(validate_ipv46_address, str(address))


def _passes(check: Callable[[str], object], value: str) -> bool:
    try:
        check(value)
    except ValidationError:
        return False
    return True


def _set_parents(
    imported: Mapping[str, tuple[ImportedComment, Comment]], known: Mapping[str, int]
) -> None:
    """Give each response its parent; a cycle of parents is broken."""
    finished: set[str] = set()
    for start in imported:
        key, chain = start, set[str]()
        while key in imported and key not in finished and key not in chain:
            chain.add(key)
            source, comment = imported[key]
            parent = source.parent
            if parent in imported and parent not in chain:
                comment.parent_id = imported[parent][1].pk
            elif parent not in imported:
                comment.parent_id = known.get(parent)
            key = parent
        finished.update(chain)


def _decision_on(comment: Comment, source: ImportedComment, now: datetime) -> Decision:
    """The decision made elsewhere, for moderators who ask why the response is not visible."""
    return Decision(
        comment=comment,
        act=IMPORTED_ACTS[source.state],
        reason=source.reason,
        rule=IMPORT_RULE,
        detail=source.detail[:MAX_DETAIL_LENGTH],
        text=comment.text,
        at=now,
    )
